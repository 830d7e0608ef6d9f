"""PDF, its text page by page, through pypdf (`pip install copydesk[documents]`)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO

from flows.parse.containers.stream import Stream
from flows.parse.limits import Limits
from flows.parse.model import Draft, Evidence, RawRecord, Rejection
from flows.parse.options import DEFAULT_OPTIONS, Options
from flows.parse.readers.whole_file import one_record

NAME = "pdf"
PAGES = 300
_MAGIC, _END = b"%PDF-", b"%%EOF"
_END_WITHIN = 2048  # bytes of the end; programs append a few
_FIELDS = (("headline", "/Title"), ("authors", "/Author"), ("keywords", "/Keywords"))


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001 - bytes decide
    return head.startswith(_MAGIC)


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    yield from one_record(stream, limits, "a PDF document")


def read(record: RawRecord, path: str, options: Options = DEFAULT_OPTIONS) -> Draft | Rejection:  # noqa: ARG001 - no fields to name
    """Text as it stands on the pages; what the document states of itself is kept, the headline only if it is no name
    of a file. Dates of making are no date of publication, and go to `extra`."""
    try:
        import pypdf  # an optional extra
    except ImportError:
        message = "a PDF document, and pypdf is not installed: `pip install copydesk[documents]`"
        return record.rejected("unsupported_format", message)
    if _END not in record.data[-_END_WITHIN:]:
        return record.rejected("truncated_file", "a PDF document without its end (%%EOF)")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it notices comes back as an exception
    try:
        document = pypdf.PdfReader(BytesIO(record.data))
        if document.is_encrypted and not document.decrypt(""):
            return record.rejected("encrypted_container", "an encrypted PDF document: remove its password first")
        pages = [page.extract_text() for page in document.pages[:PAGES]]
        stated = {str(name): str(value) for name, value in (document.metadata or {}).items() if value is not None}
        left_out = len(document.pages) - len(pages)
    except Exception as error:  # pypdf raises whatever a broken document makes Python raise
        message = f"this PDF document cannot be read: {type(error).__name__}: {str(error)[:200]}"
        return record.rejected("corrupt_container", message)
    text = "\n\n".join(page.strip() for page in pages if page.strip())
    if not text:
        return record.rejected("no_text", f"{len(pages)} pages without text: scanned, it seems; run OCR over it first")
    draft = Draft(text.replace("\r\n", "\n"), NAME, NAME, path_hint=path)
    _state(draft, stated)
    if left_out:
        note = f"{left_out:,} pages after the first {PAGES} were not read"
        draft.evidence.append(Evidence("article_body", None, "pypdf", note=note))
    return draft


def _state(draft: Draft, stated: dict[str, str]) -> None:
    for column, name in _FIELDS:
        value = stated.pop(name, "").strip()
        if not value or (column == "headline" and ("." in value.split()[-1][:-1] or "_" in value or len(value) < 8)):
            continue
        draft.stated[column] = value if column == "headline" else [part.strip() for part in value.split(";")]
        draft.named_in[column] = name.removeprefix("/")
    draft.extra.update({name.removeprefix("/"): value for name, value in stated.items()})
