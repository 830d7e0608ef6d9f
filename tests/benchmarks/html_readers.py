"""copydesk and its peers behind one function each: a page's bytes to body, headline, authors and day."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, NamedTuple


class Answer(NamedTuple):
    body: str = ""
    headline: str | None = None
    authors: tuple[str, ...] | None = None  # None: this reader does not look for authors
    day: str | None = None  # YYYY-MM-DD
    looks_for_day: bool = True


Read = Callable[[bytes], Answer]


def readers() -> dict[str, Read]:
    """copydesk first, then each peer that is installed."""
    peers = (
        ("trafilatura", "trafilatura", trafilatura), ("newspaper4k", "newspaper", newspaper),
        ("resiliparse", "resiliparse", resiliparse), ("readability-lxml", "readability", readability),
    )  # fmt: skip
    return {"copydesk": copydesk} | {name: read for name, module, read in peers if find_spec(module)}


def copydesk(data: bytes) -> Answer:
    """All that a record goes through: the text fields (quotes, people, quantities …) too."""
    from flows.parse.assemble import parse
    from flows.parse.model import RawRecord, Rejection

    article = parse(RawRecord("file", 0, data), "html", "page.html")
    if isinstance(article, Rejection):
        return Answer(authors=())
    day = article.date_published.date().isoformat() if article.date_published else None
    return Answer(article.article_body, article.headline, tuple(article.authors), day)


def trafilatura(data: bytes) -> Answer:
    import trafilatura as peer

    document: Any = peer.bare_extraction(data, with_metadata=True, include_comments=False)
    if document is None:
        return Answer(authors=())
    found = document.as_dict() if hasattr(document, "as_dict") else document
    authors = tuple(name.strip() for name in (found.get("author") or "").split(";") if name.strip())
    return Answer(found.get("text") or "", found.get("title"), authors, (found.get("date") or "")[:10] or None)


def newspaper(data: bytes) -> Answer:
    import newspaper as peer

    article: Any = peer.Article("https://example.org/")
    article.download(input_html=data.decode("utf-8", "replace"))
    article.parse()
    when = article.publish_date
    day = when.date().isoformat() if when else None
    return Answer(article.text or "", article.title, tuple(article.authors), day)


def resiliparse(data: bytes) -> Answer:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    tree: Any = HTMLTree.parse_from_bytes(data, detect_encoding(data))
    text = extract_plain_text(tree, main_content=True, alt_texts=False)
    return Answer(text, tree.title, None, None, looks_for_day=False)


def readability(data: bytes) -> Answer:
    import lxml.html
    from readability import Document

    document: Any = Document(data.decode("utf-8", "replace"))
    body = lxml.html.fromstring(document.summary()).text_content()
    return Answer(body, document.short_title(), None, None, looks_for_day=False)
