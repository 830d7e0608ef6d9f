"""How far parsed articles agree with gold: one figure from 0 to 1 a field, and each disagreement by name.

Single-valued fields are the share of texts that are right. Embeds, quotes, people and quantities are F1 over all
texts together. `blocks` is the share of non-blank characters that bear the right kind. `speaker` and `title` are
shares among the quotes and people that were found. Strings are compared without case, punctuation and kind of dash.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Any, NamedTuple

from flows.parse.model import ParsedArticle
from tests.quality.gold_source import is_blank

Gold = dict[str, Any]
COLUMNS = {"headline": "headline", "byline": "byline", "dateline": "dateline", "agency": "credit"}
FIGURES = (
    *COLUMNS, "authors", "date", "language", "truncated", "blocks", "embeds", "quotes", "speaker", "people", "title",
    "quantities",
)  # fmt: skip
MARKS = str.maketrans("’‘“”–—", "''\"\"--")


class Miss(NamedTuple):
    """One disagreement: gold wants `want` (None: nothing), the parser has `got` (None: nothing)."""

    figure: str
    text: str  # the gold record's id
    want: object
    got: object


class Score(NamedTuple):
    figures: dict[str, float]
    misses: list[Miss]


class Case(NamedTuple):
    gold: Gold
    text: str
    article: ParsedArticle | None  # None: it was rejected


def score(cases: Iterable[Case]) -> Score:
    """All figures over all cases; a figure for which there is nothing to find or to get wrong is 1."""
    tally = _Tally()
    for case in cases:
        _score_fields(case, tally)
        _score_blocks(case, tally)
        _score_statements(case, tally)
    return Score({figure: tally.figure(figure) for figure in FIGURES}, tally.misses)


def norm(value: object) -> str:
    text = unicodedata.normalize("NFKC", str(value or "")).casefold().translate(MARKS)
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s]", " ", text)).strip()


class _Tally:
    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.misses: list[Miss] = []

    def figure(self, name: str) -> float:
        """F1; where one value is given for each one wanted, that is the share that is right."""
        total = self.wanted[name] + self.given[name]
        return 2 * self.right[name] / total if total else 1.0

    def one(self, name: str, text: str, want: object, got: object, *, right: bool) -> None:
        self.wanted[name] += 1
        self.given[name] += 1
        self.right[name] += right
        if not right:
            self.misses.append(Miss(name, text, want, got))

    def many(self, name: str, text: str, want: Counter[Hashable], got: Counter[Hashable]) -> None:
        self.wanted[name] += want.total()
        self.given[name] += got.total()
        self.right[name] += (want & got).total()
        self.misses += [Miss(name, text, item, None) for item in (want - got).elements()]
        self.misses += [Miss(name, text, None, item) for item in (got - want).elements()]


def _score_fields(case: Case, tally: _Tally) -> None:
    gold, article = case.gold, case.article
    for figure, column in COLUMNS.items():
        want, got = gold[figure], getattr(article, column, None)
        tally.one(figure, gold["id"], want, got, right=article is not None and norm(want) == norm(got))
    authors = article.authors if article else None
    same = authors is not None and {norm(name) for name in gold["authors"]} == {norm(name) for name in authors}
    tally.one("authors", gold["id"], gold["authors"], authors, right=same)
    language = (article.in_language if article else None) or ""
    tally.one("language", gold["id"], gold["in_language"], language, right=language[:2] == gold["in_language"])
    truncated = article.is_truncated if article else None
    tally.one("truncated", gold["id"], gold["is_truncated"], truncated, right=truncated is gold["is_truncated"])
    window, published = gold["date_published"], article.date_published if article else None
    day = published.date().isoformat() if published else None
    inside = day is not None and window is not None and window["earliest"] <= day <= window["latest"]
    tally.one(
        "date", gold["id"], window, day, right=article is not None and (inside or (window is None and day is None))
    )


def _score_blocks(case: Case, tally: _Tally) -> None:
    """Counted in characters; of a run of wrong ones, one miss is told."""
    kinds: list[str | None] = [None] * len(case.text)
    for block in case.article.blocks if case.article else ():
        if block.source_start is not None and block.source_end is not None:
            kinds[block.source_start : block.source_end] = [block.kind] * (block.source_end - block.source_start)
    for block in case.gold["blocks"]:
        wrong = ""
        for place in range(block["start"], block["end"]):
            if is_blank(case.text[place]):
                continue
            tally.wanted["blocks"] += 1
            tally.given["blocks"] += 1
            tally.right["blocks"] += kinds[place] == block["kind"]
            wrong = wrong or ("" if kinds[place] == block["kind"] else str(kinds[place]))
        if wrong:
            tally.misses.append(Miss("blocks", case.gold["id"], f"{block['kind']}: {block['text'][:60]}", wrong))


def _score_statements(case: Case, tally: _Tally) -> None:
    gold, article = case.gold, case.article
    embeds = article.embeds if article else []
    quotes = article.quotes if article else []
    people = [mention for mention in article.mentions if mention.kind == "person"] if article else []
    quantities = article.quantities if article else []
    tally.many(
        "embeds",
        gold["id"],
        Counter((row["platform"], norm(row["author_handle"])) for row in gold["embeds"]),
        Counter((embed.platform, norm(embed.author_handle)) for embed in embeds),
    )
    tally.many(
        "quotes",
        gold["id"],
        Counter(norm(row["text"]) for row in gold["quotes"]),
        Counter(norm(quote.text) for quote in quotes),
    )
    speakers = {norm(quote.text): quote.speaker_name or quote.speaker for quote in quotes}
    for row in gold["quotes"]:
        if (words := norm(row["text"])) in speakers:
            same = norm(speakers[words]) == norm(row["speaker"])
            tally.one("speaker", gold["id"], row["speaker"], speakers[words], right=same)
    titles = {norm(mention.name or mention.text): mention.title for mention in people}
    tally.many("people", gold["id"], Counter({norm(row["name"]) for row in gold["people"]}), Counter(set(titles)))
    for row in gold["people"]:
        if row["title"] and (name := norm(row["name"])) in titles:
            same = norm(titles[name]) == norm(row["title"])
            tally.one("title", gold["id"], row["title"], titles[name], right=same)
    tally.many(
        "quantities",
        gold["id"],
        Counter(_quantity_key(row["value"], row["value_high"], row["modifier"]) for row in gold["quantities"]),
        Counter(_quantity_key(quantity.value, quantity.value_high, quantity.modifier) for quantity in quantities),
    )


def _quantity_key(value: float, high: float | None, modifier: str | None) -> tuple[float, float | None, str]:
    """Four digits: a third is written 0.3333."""
    return float(f"{value:.4g}") if abs(value) < 1 else float(value), high and float(high), modifier or ""
