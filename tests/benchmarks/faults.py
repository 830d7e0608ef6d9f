"""Damage as it arises: to a raw text on its way, or to a field in a parser's or publisher's hands. One function a kind.

Critical is damage after which a record must not be trusted at all: there is no article in it, its text cannot be read
or is not one, its offsets point elsewhere, or its date cannot be true. After other damage a reader can still use the
article, and should know of the flaw. A text under another's headline is among these, because no rule can tell it surely
from a headline that plays on words.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from flows.parse.model import Embed, Evidence, ParsedArticle, Quantity, Quote

TODAY = date(2030, 1, 1)  # the day of the run, after all texts
SITE = "The Ellery Post"
COOKIES = (
    "We and our partners use cookies to store information on your device and to personalise ads and content. "
    "You can withdraw your consent at any time.\n\nAccept all\n\nManage preferences"
)
MISSING = "The page you are looking for no longer exists or has moved.\n\nBack to the home page"
SCRIPT = (
    "window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments); } gtag('js', new Date());"
)
HOUSE = "Ellery Post readers pay for our reporting. Support us from 2 euros a month."

Words = tuple[str, list[str]]  # a text's headline and its paragraphs
Raw = Callable[[Words, Words, random.Random], str | None]  # of a text and another one; None: it cannot be so damaged
Field = Callable[[ParsedArticle, random.Random], ParsedArticle | None]


class Fault(NamedTuple):
    """A kind of damage: `raw` to the text, before it is parsed, or `field` to what was parsed."""

    name: str
    critical: bool
    raw: Raw | None = None
    field: Field | None = None


def _text(headline: str, paragraphs: Sequence[str]) -> str:
    return "\n\n".join((headline, *paragraphs)) + "\n"


def _truncated(text: Words, _other: Words, rng: random.Random) -> str:
    whole = _text(*text)
    cut = int(len(whole) * rng.uniform(0.3, 0.8))
    while whole[cut - 1] in '.!?"”’:…)\n' or not whole[cut - 1].isalnum():
        cut -= 1
    return whole[:cut]


def _teaser(text: Words, other: Words, rng: random.Random) -> str:
    at = rng.randrange(1, len(text[1]) + 1)
    lead = rng.choice(("Read more: ", "Related: ", "Also read: ", ""))
    return _text(text[0], [*text[1][:at], lead + other[0], *text[1][at:]])


def _scattered(text: str, rng: random.Random, every: int, mark: str) -> str:
    return "".join(mark if c.isalpha() and rng.randrange(every) == 0 else c for c in text)


def _spread(text: str, rng: random.Random, mark: str) -> str:
    return "".join(c + mark if c == " " and rng.randrange(9) == 0 else c for c in text)


def _misread(text: Words) -> str | None:
    whole = _text(*text)
    broken = whole.encode().decode("cp1252", "replace")
    return None if broken == whole else broken


RAW: tuple[tuple[str, bool, Raw], ...] = (
    ("truncated body", False, _truncated),
    ("empty body", True, lambda t, _o, _r: t[0] + "\n"),
    ("doubled body", False, lambda t, _o, _r: _text(t[0], [*t[1], *t[1]])),
    ("one paragraph repeated", True, lambda t, _o, _r: _text(t[0], [max(t[1][:3], key=len)] * 12)),
    ("teaser inside", False, _teaser),
    ("UTF-8 read as Windows-1252", False, lambda t, _o, _r: _misread(t)),
    ("some characters replaced", False, lambda t, _o, r: _scattered(_text(*t), r, 300, "\ufffd")),
    ("illegible", True, lambda t, _o, r: _scattered(_text(*t), r, 12, "\ufffd")),
    ("markup left in", False, lambda t, _o, _r: _text(t[0], [f"<p class='text'>{p}&nbsp;</p>" for p in t[1]])),
    ("script left in", False, lambda t, _o, r: _text(t[0], _with(t[1], SCRIPT, r))),
    ("cookie notice as body", True, lambda t, _o, _r: _text(t[0], [COOKIES])),
    ("error page as body", True, lambda _t, _o, _r: _text("404 Not Found", [MISSING])),
    ("error page under the headline", True, lambda t, _o, _r: _text(t[0], [MISSING])),
    ("body of another article", False, lambda t, o, _r: _text(t[0], o[1])),
    ("house notice in the body", False, lambda t, _o, r: _text(t[0], _with(t[1], HOUSE, r))),
    ("blanks lost", True, lambda t, _o, _r: _text(t[0], ["".join(p.split()) for p in t[1]])),
    ("marks of no width", False, lambda t, _o, r: _text(t[0], [_spread(p, r, "\u200b") for p in t[1]])),
)  # fmt: skip


def _with(paragraphs: Sequence[str], line: str, rng: random.Random) -> list[str]:
    at = rng.randrange(len(paragraphs) // 2, len(paragraphs) + 1)
    return [*paragraphs[:at], line, *paragraphs[at:]]


def _on(article: ParsedArticle, day: date, **more: Any) -> ParsedArticle:
    """The article, published on a day that a field of its record states."""
    stated = Evidence("date_published", day.isoformat(), "field:date", 0.9)
    return replace(
        article, date_published=datetime(day.year, day.month, day.day, tzinfo=UTC), date_published_precision="day",
        date_published_basis="metadata", date_published_earliest=day, date_published_latest=day,
        evidence=[*article.evidence, stated], **more,
    )  # fmt: skip


def _day(article: ParsedArticle) -> date:
    return article.date_published.date() if article.date_published else date(2019, 3, 5)


def _swapped(article: ParsedArticle, _rng: random.Random) -> ParsedArticle | None:
    """A stated date that is read the other way round, of an article whose text or posts tell the day."""
    if article.date_published is None:
        return None
    day = article.date_published.date()
    return None if day.day > 12 or day.day == day.month else _on(article, day.replace(month=day.day, day=day.month))


def _quoted(article: ParsedArticle, _rng: random.Random) -> ParsedArticle | None:
    if not article.quotes:
        return None
    first = article.quotes[0]
    other = first._replace(text="I never said what this newspaper says that I said")
    return replace(article, quotes=[other, *article.quotes[1:]])


def _shifted(article: ParsedArticle, _rng: random.Random) -> ParsedArticle | None:
    if not (article.quotes or article.mentions or article.quantities):
        return None

    def moved(rows: list[Any]) -> list[Any]:
        return [row._replace(body_start=row.body_start + 1, body_end=row.body_end + 1) for row in rows]

    return replace(
        article, quotes=moved(article.quotes), mentions=moved(article.mentions), quantities=moved(article.quantities)
    )


def _quantity(value: float) -> Field:
    def plant(article: ParsedArticle, _rng: random.Random) -> ParsedArticle | None:
        if not article.quantities:
            return None
        first: Quantity = article.quantities[0]
        return replace(article, quantities=[first._replace(value=value, value_high=None), *article.quantities[1:]])

    return plant


def _newer_post(article: ParsedArticle, rng: random.Random) -> ParsedArticle:
    post = Embed("x", "Sant Island", "sant_island", _day(article) + timedelta(rng.randrange(3, 900)), "A boat!", None,
                 None, None)  # fmt: skip
    return _on(article, _day(article), embeds=[*article.embeds, post])


def _modified(article: ParsedArticle, rng: random.Random) -> ParsedArticle:
    before = datetime.combine(_day(article) - timedelta(rng.randrange(3, 900)), datetime.min.time(), UTC)
    return _on(article, _day(article), date_modified=before)


def _first_sentence(article: ParsedArticle, _rng: random.Random) -> ParsedArticle:
    paragraph = article.article_body.split("\n")[0]
    return replace(article, headline=paragraph[: paragraph.find(". ", 40) + 1 or 250][:250].rstrip(" ."))


def _retagged(article: ParsedArticle, rng: random.Random) -> ParsedArticle:
    others = [tag for tag in ("en", "de", "fr", "es", "it", "nl", "ru", "ar", "zh") if tag != article.in_language]
    return replace(article, in_language=rng.choice(others))


def _one_quote(article: ParsedArticle, _rng: random.Random) -> ParsedArticle | None:
    """A quotation that was opened and never closed."""
    if not article.quotes or len(article.article_body) < 1_000:
        return None
    body = article.article_body
    return replace(article, quotes=[Quote(body, "direct", None, None, None, 0, len(body))])


FIELD: tuple[tuple[str, bool, Field], ...] = (
    ("date parts swapped", False, _swapped),
    ("date in the future", True, lambda a, r: _on(a, TODAY + timedelta(r.randrange(5, 3_000)))),
    ("date before printing", True, lambda a, r: _on(a, date(r.randrange(1, 1_400), 3, 5))),
    ("date by default", False, lambda a, _r: _on(a, date(1970, 1, 1))),
    ("modified before published", False, _modified),
    ("post newer than the article", False, _newer_post),
    ("wrong language tag", False, _retagged),
    ("author is the publisher", False, lambda a, _r: replace(a, publisher=SITE, authors=[SITE])),
    ("author is a sentence", False,
     lambda a, _r: replace(a, authors=["Tomas Reyd covers ferries and harbours for this paper"])),
    ("headline with site's name", False, lambda a, _r: replace(a, headline=f"{a.headline} - {SITE}")),
    ("headline is the first sentence", False, _first_sentence),
    ("headline missing", False, lambda a, _r: replace(a, headline=None)),
    ("quotation not in the body", True, _quoted),
    ("quotation without an end", False, _one_quote),
    ("offsets shifted by one", True, _shifted),
    ("quantity far too high", False, _quantity(4.4e20)),
    ("quantity negative", False, _quantity(-4_455_667.0)),
)  # fmt: skip

FAULTS: tuple[Fault, ...] = (
    *(Fault(name, critical, raw=plant) for name, critical, plant in RAW),
    *(Fault(name, critical, field=plant) for name, critical, plant in FIELD),
)
