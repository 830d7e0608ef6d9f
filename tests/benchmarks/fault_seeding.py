"""How much damage validation finds, and how much it sees where there is none.

    python -m tests.benchmarks.fault_seeding [FOLDER]

Takes 1,000 articles from a folder of plain texts (headline, blank line, paragraphs), or generates some, and plants each
kind of damage of tests/benchmarks/faults.py in a copy of each. Prints for each kind how many copies were planted; how
many the parser mended, so that the article has the headline and body of the undamaged one; and of the others the share
caught, by any expectation that is not only noted and by a critical one. An expectation that the undamaged article
fails as well catches nothing. Then the share of undamaged articles flagged (and for what), and quarantined.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from expectations.catalogue import catalogue
from expectations.spec import CRITICAL
from expectations.validate import validate
from flows.parse.assemble import parse
from flows.parse.model import ParsedArticle, RawRecord, Rejection
from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.faults import FAULTS, TODAY, Fault, Words

NUMBER = 1_000
FEWEST_WORDS = 100  # of a good article
CRITICALS_CAUGHT, CLEAN_QUARANTINED = 0.95, 0.01  # the goals


class Good(NamedTuple):
    """An undamaged article, and the names of the expectations that it fails."""

    words: Words
    article: ParsedArticle
    failed: frozenset[str]


class Found(NamedTuple):
    """What became of the copies with one kind of damage; `caught` and `critically` among those not mended."""

    fault: Fault
    planted: int
    mended: int
    caught: int
    critically: int

    @property
    def left(self) -> int:
        return self.planted - self.mended


def _parsed(text: str) -> ParsedArticle | Rejection:
    return parse(RawRecord("file", 0, text.encode()), "plain_text", "")


def good_articles(folder: Path, number: int = NUMBER) -> list[Good]:
    """The first articles of a folder, in a shuffled order, that have a headline, two paragraphs and enough words."""
    paths = sorted(folder.rglob("*.txt"))
    random.Random(1).shuffle(paths)
    found: list[tuple[Words, ParsedArticle]] = []
    for path in paths:
        text = path.read_text("utf-8", "replace")
        headline, *paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()] or [""]
        article = _parsed(text)
        if isinstance(article, Rejection) or article.word_count < FEWEST_WORDS or len(paragraphs) < 2:
            continue
        if article.headline == headline:
            found.append(((headline, paragraphs), article))
        if len(found) == number:
            break
    failed = validate([article for _, article in found], today=TODAY).failed
    return [Good(words, article, frozenset(failed.get(i, ()))) for i, (words, article) in enumerate(found)]


def plant(fault: Fault, articles: Sequence[Good], seed: int = 1) -> Found:
    """Damage a copy of each article, and judge the copies as one batch."""
    rng = random.Random(f"{seed} {fault.name}")
    copies: list[tuple[Good, ParsedArticle]] = []
    planted = rejected = 0
    for place, good in enumerate(articles):
        other = articles[(place + rng.randrange(1, len(articles))) % len(articles)]
        copy = _damaged(fault, good, other, rng)
        planted += copy is not None
        rejected += isinstance(copy, Rejection)  # it goes no further: nothing catches damage more surely
        if isinstance(copy, ParsedArticle):
            copies.append((good, copy))
    failed = validate([copy for _, copy in copies], today=TODAY).failed
    critical = {e.name for e in catalogue() if e.severity == CRITICAL}
    left = [place for place, (good, copy) in enumerate(copies) if fault.field or not _same(good.article, copy)]
    new = [set(failed.get(place, ())) - copies[place][0].failed for place in left]
    caught, critically = sum(map(bool, new)), sum(bool(names & critical) for names in new)
    return Found(fault, planted, len(copies) - len(left), rejected + caught, rejected + critically)


def _same(one: ParsedArticle, other: ParsedArticle) -> bool:
    return (one.headline, one.article_body) == (other.headline, other.article_body)


def _damaged(fault: Fault, good: Good, other: Good, rng: random.Random) -> ParsedArticle | Rejection | None:
    if fault.field is not None:
        return fault.field(good.article, rng)
    text = fault.raw(good.words, other.words, rng) if fault.raw else None
    return None if text is None else _parsed(text)


def share_of_criticals_caught(found: Sequence[Found]) -> float:
    """Of all copies with critical damage that was not mended, the share that a critical expectation catches."""
    critical = [f for f in found if f.fault.critical]
    return sum(f.critically for f in critical) / sum(f.left for f in critical)


def clean_shares(articles: Sequence[Good]) -> tuple[float, float]:
    """The shares of undamaged articles that fail any expectation, and a critical one."""
    critical = {e.name for e in catalogue() if e.severity == CRITICAL}
    flagged = sum(bool(good.failed) for good in articles)
    return flagged / len(articles), sum(bool(good.failed & critical) for good in articles) / len(articles)


def main(folder: str | None = None) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        if folder is None:
            write_corpus(Path(scratch), NUMBER + 50)
        articles = good_articles(Path(folder or scratch))
    print(len(articles), "articles")
    print(f"{'damage':34}{'severity':10}{'planted':>8}{'mended':>8}{'caught':>8}{'critically':>12}")
    found = []
    for fault in FAULTS:
        found.append(one := plant(fault, articles))
        severity = "critical" if fault.critical else "warning"
        shares = f"{one.caught / one.left:8.1%}{one.critically / one.left:12.1%}" if one.left else f"{'-':>8}{'-':>12}"
        print(f"{fault.name:34}{severity:10}{one.planted:8}{one.mended:8}{shares}", flush=True)
    flagged, quarantined = clean_shares(articles)
    names = Counter(name for good in articles for name in good.failed)
    print("flagged:", ", ".join(f"{name} {count / len(articles):.1%}" for name, count in names.most_common(8)))
    print(f"criticals caught {share_of_criticals_caught(found):.2%} (goal {CRITICALS_CAUGHT:.0%}); of the undamaged, "
          f"flagged {flagged:.2%}, quarantined {quarantined:.2%} (goal {CLEAN_QUARANTINED:.0%})")  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:2])
