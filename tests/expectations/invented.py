"""An invented article, parsed by hand: what every check of the expectations starts from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from flows.parse.model import (
    Block,
    Embed,
    Evidence,
    Image,
    Link,
    Mention,
    ParsedArticle,
    Quantity,
    Quote,
    TimeExpression,
)

TODAY = date(2026, 3, 20)
HEADLINE = "Harbour ferry returns to Port Ellery after three years"
PARAGRAPHS = (
    "The ferry between Port Ellery and the island of Sant resumed service on Monday, three years after a storm "
    "destroyed its pier. About 400 passengers boarded the first crossing at dawn.",
    '"People here have waited long enough," said Mayor Ines Halloran, who cut the ribbon. The new pier cost 12.5 '
    "million euros, of which the island's council pays 30 percent.",
    "The operator expects between 900 and 1,200 passengers a day in summer. Tickets stay at their old price until "
    "the end of the season, it said in a statement.",
)
POST = "First boat is in! — Sant Island (@sant_island) March 16, 2026"
BOILERPLATE = "Sign up for the morning letter"


def spans(text: str, *parts: str) -> list[tuple[int, int]]:
    """Where the parts stand in the text, one after the other."""
    found, at = [], 0
    for part in parts:
        start = text.index(part, at)
        at = start + len(part)
        found.append((start, at))
    return found


def article(number: int = 0, **changes: Any) -> ParsedArticle:
    """A clean article that passes every expectation; `number` makes it another one, `changes` are set on it."""
    mark = f" It was crossing number {number} of the year." if number else ""
    paragraphs = (*PARAGRAPHS[:2], PARAGRAPHS[2] + mark)
    body = "\n\n".join(paragraphs)
    headline = f"{HEADLINE}, crossing {number}" if number else HEADLINE
    kinds = ("headline", "byline", "paragraph", "embed", "paragraph", "paragraph", "boilerplate")
    texts = (headline, "By Tomas Reyd", paragraphs[0], POST, paragraphs[1], paragraphs[2], BOILERPLATE)
    source = "\n\n".join(texts)
    blocks = [Block(k, t, *span, None) for k, t, span in zip(kinds, texts, spans(source, *texts), strict=True)]
    said = "People here have waited long enough,"
    result = ParsedArticle(
        locator="file", byte_offset=0, data=source.encode(), source_format="plain_text", parser="plain_text",
        article_body=body, headline=headline, byline="By Tomas Reyd", authors=["Tomas Reyd"],
        date_published=datetime(2026, 3, 16, tzinfo=UTC), date_published_precision="range",
        date_published_basis="inferred", date_published_earliest=date(2026, 3, 16),
        date_published_latest=date(2026, 3, 17), date_modified=datetime(2026, 3, 17, 8, 30, tzinfo=UTC),
        in_language="en", word_count=len(body.split()), source_length=len(source), blocks=blocks,
        embeds=[Embed("x", "Sant Island", "sant_island", date(2026, 3, 16), "First boat is in!", None,
                      blocks[3].source_start, blocks[3].source_end)],
        quotes=[Quote(said, "direct", "Mayor Ines Halloran", "Ines Halloran", "said", *spans(body, said)[0])],
        mentions=[Mention("person", "Ines Halloran", "Ines Halloran", "Mayor", None, None, None, "title",
                          *spans(body, "Ines Halloran")[0])],
        quantities=[
            Quantity("About 400 passengers", 400, None, "about", "passengers", *spans(body, "About 400 passengers")[0]),
            Quantity("12.5 million euros", 12_500_000.0, None, None, "EUR", *spans(body, "12.5 million euros")[0]),
            Quantity("30 percent", 30, None, None, "percent", *spans(body, "30 percent")[0]),
            Quantity("between 900 and 1,200 passengers", 900, 1200, None, "passengers",
                     *spans(body, "between 900 and 1,200 passengers")[0]),
        ],
        time_expressions=[TimeExpression("Monday", date(2026, 3, 16), date(2026, 3, 16), "embed",
                                         *spans(body, "Monday")[0])],
        images=[Image("https://example.org/pier.jpg", "The new pier", None)],
        links=[Link("https://example.org/timetable", "timetable", None)],
        evidence=[
            Evidence("headline", headline, "first_line", 0.9, 0, len(headline)),
            Evidence("authors", "Tomas Reyd", "byline", 0.9),
            Evidence("date_published", "2026-03-16/2026-03-17", "embed", 0.7),
            Evidence("in_language", "en", "language_model", 0.99),
        ],
    )  # fmt: skip
    for name, value in changes.items():
        if name not in ParsedArticle.__slots__:
            raise AttributeError(f"an article has no {name!r}")
        setattr(result, name, value)
    return result


def with_body(*paragraphs: str, **changes: Any) -> ParsedArticle:
    """The clean article with another body, and nothing that stands in a body."""
    body = "\n\n".join(paragraphs)
    clean = article()
    headline = str(changes.get("headline", clean.headline) or "")
    texts = [headline, *paragraphs] if headline else list(paragraphs)
    kinds = ["headline", *["paragraph"] * len(paragraphs)] if headline else ["paragraph"] * len(paragraphs)
    source = "\n\n".join(texts)
    blocks = [Block(k, t, *span, None) for k, t, span in zip(kinds, texts, spans(source, *texts), strict=True) if t]
    settings: dict[str, Any] = {
        "article_body": body, "word_count": len(body.split()), "blocks": blocks,
        "data": source.encode(errors="replace"),
        "source_length": len(source), "embeds": [], "quotes": [], "mentions": [], "quantities": [],
        "time_expressions": [],
        "evidence": [row._replace(source_start=None, source_end=None) for row in clean.evidence],
    }  # fmt: skip
    return article(**(settings | changes))


def replaced(rows: Sequence[Any], **changes: Any) -> list[Any]:
    """The rows, the first one with other values."""
    return [rows[0]._replace(**changes), *rows[1:]]
