"""Word documents (Office Open XML), through python-docx (`pip install copydesk[documents]`)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from flows.parse.containers.stream import Stream
from flows.parse.fields.blocks import clean
from flows.parse.limits import DEFAULT_LIMITS, Limits
from flows.parse.model import Block, Draft, RawRecord, Rejection
from flows.parse.options import DEFAULT_OPTIONS, Options
from flows.parse.readers.whole_file import one_record

if TYPE_CHECKING:
    from docx.document import Document

NAME = "docx"
CELLS = " | "
_MAGIC, _PARTS = b"PK\x03\x04", (b"word/", b"[Content_Types].xml", b"_rels/.rels", b"docProps/")
_STYLES = (
    ("title", "headline"), ("subtitle", "alternative_headline"), ("heading", "heading"), ("list", "list_item"),
    ("caption", "caption"),
)  # fmt: skip


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001 - bytes decide
    return head.startswith(_MAGIC) and head[30:].startswith(_PARTS) and b"word/" in head


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    yield from one_record(stream, limits, "a Word document")


def read(record: RawRecord, path: str, options: Options = DEFAULT_OPTIONS) -> Draft | Rejection:  # noqa: ARG001 - no fields to name
    """Paragraphs by their styles, tables a row a line; title, author and keywords from the core properties."""
    try:
        import docx  # an optional extra
    except ImportError:
        message = "a Word document, and python-docx is not installed: `pip install copydesk[documents]`"
        return record.rejected("unsupported_format", message)
    try:
        if excess := _excess(record.data):
            return record.rejected("container_too_large", excess)
        document = docx.Document(BytesIO(record.data))
        blocks = list(_blocks(document))
    except zipfile.BadZipFile as error:
        return record.rejected("truncated_file", f"the Word document is not whole: {error}")
    except Exception as error:  # python-docx raises what lxml, zipfile and its own look-ups raise
        message = f"this Word document cannot be read: {type(error).__name__}: {str(error)[:200]}"
        return record.rejected("corrupt_container", message)
    if not blocks:
        return record.rejected("no_text", "a Word document without text")
    draft = Draft("\n\n".join(block.text for block in blocks), NAME, NAME, path_hint=path)
    if any(block.kind != "paragraph" for block in blocks):
        draft.blocks = blocks  # else nothing is styled, and the text itself has to tell
    _state(draft, document.core_properties)
    return draft


def _excess(data: bytes) -> str | None:
    with zipfile.ZipFile(BytesIO(data)) as package:
        size = sum(part.file_size for part in package.infolist())
    limit = min(DEFAULT_LIMITS.container_ratio * len(data), DEFAULT_LIMITS.memory_bytes)
    return (
        f"{len(data):,} bytes that unfold into {size:,}" if size > max(limit, DEFAULT_LIMITS.ratio_free_bytes) else None
    )


def _blocks(document: Document) -> Iterator[Block]:
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                cells = [clean(cell.text).replace("\n", " ").strip() for cell in row.cells]
                if any(cells):
                    yield Block("paragraph", CELLS.join(cells), None, None, "table_row")
        elif text := clean(part.text).strip():
            style = str(part.style.name if part.style is not None else "").lower()
            kind = next((kind for word, kind in _STYLES if style.startswith(word)), "paragraph")
            yield Block(kind, text, None, None, f"style:{style}" if kind != "paragraph" else None)


def _state(draft: Draft, properties: Any) -> None:
    for column, name in (("headline", "title"), ("authors", "author"), ("keywords", "keywords")):
        value = str(getattr(properties, name) or "").strip()
        if not value or value == "python-docx":
            continue
        draft.stated[column] = value if column == "headline" else [part.strip() for part in value.split(";")]
        draft.named_in[column] = name
    for name in ("created", "modified", "last_modified_by", "subject", "category"):
        if value := getattr(properties, name):
            draft.extra[name] = value.isoformat() if hasattr(value, "isoformat") else str(value)
