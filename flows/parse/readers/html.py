"""HTML: the whole file is one page, and the page holds one article or none."""

from __future__ import annotations

from collections.abc import Iterator

from flows.parse.containers.stream import Stream
from flows.parse.crawl.provenance import tell_origin
from flows.parse.encoding import Undecodable, looks_binary
from flows.parse.html.article import read_page
from flows.parse.html.bounds import too_costly
from flows.parse.html.charset import decode_page
from flows.parse.html.recognise import is_page
from flows.parse.html.results import NotArticle
from flows.parse.limits import Limits
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.options import DEFAULT_OPTIONS, Options
from flows.parse.readers.whole_file import one_record

NAME = "html"
_BLANK = "\ufeff\u200b\u2060\0 \t\n\r\f"


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001 - a page is known by its tags, whatever its name
    return is_page(head)


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    yield from one_record(stream, limits, "an HTML page")


def read(record: RawRecord, path: str, options: Options = DEFAULT_OPTIONS) -> Draft | Rejection:
    """The record's context may tell the address that the page came from, and the encoding that its server named."""
    if looks_binary(record.data):
        return record.rejected("binary_content", "data full of control characters; valid is an HTML page")
    decoded = decode_page(record.data, record.context.get("charset"))
    if isinstance(decoded, Undecodable):
        return record.rejected("undecodable", decoded.message)
    if excess := too_costly(decoded.text):
        return record.rejected("page_too_complex", f"{excess}; no page of text needs so many")
    draft = read_page(decoded.text, record.context.get("url"), options.publishers)
    if isinstance(draft, NotArticle):
        return _refused(record, draft)
    draft.parser = draft.source_format = NAME
    draft.path_hint = path
    draft.evidence = [*decoded.evidence, *draft.evidence]
    tell_origin(draft, record.context)
    return draft


def _refused(record: RawRecord, page: NotArticle) -> Rejection:
    signals = "; ".join(page.signals)
    if page.kind == "empty":
        return record.rejected("no_text", f"an HTML page of {len(record.data):,} bytes that shows no text: {signals}")
    return record.rejected("not_an_article", f"{page.kind.replace('_', ' ')}: {signals}")
