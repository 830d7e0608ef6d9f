"""What a record's bytes are: by the media type that server or archive state, and by the bytes where it says nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.parse.html.recognise import is_page
from flows.parse.limits import SNIFF_BYTES
from flows.parse.readers.signatures import foreign

HTML, TEXT = "html", "plain_text"  # names of readers

_HTML = frozenset(("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml", "application/html"))
_UNTOLD = frozenset(
    ("", "application/octet-stream", "binary/octet-stream", "application/x-unknown-content-type", "unknown/unknown",
     "content/unknown", "application/unknown", "*/*", "text", "html", "no-type", "unk", "unknown", "application/xml",
     "text/xml")
)  # fmt: skip
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:+-]{2,40})", re.IGNORECASE)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}(?:\{\s{0,99}[\"}]|\[\s{0,99}[\[{\"\]])")


class MediaType(NamedTuple):
    name: str  # lower case, without parameters
    charset: str


def media_type(stated: str) -> MediaType:
    """Of a Content-Type, well formed or not."""
    name = re.split(r"[;,\s]", stated.strip(), maxsplit=1)[0].lower()
    charset = _CHARSET.search(stated)
    return MediaType(name, charset[1].lower() if charset else "")


def may_be_page(name: str) -> bool:
    """Whether bytes of this type are to be looked at."""
    return name in _HTML or name == "text/plain" or name in _UNTOLD


def reader_for(name: str, data: bytes) -> tuple[str, str]:
    """The reader for these bytes, or "" and what they are.

    HTML sent as plain text is read as HTML; pictures, feeds or data sent as HTML or text are not read.
    """
    head = data[:SNIFF_BYTES]
    if is_page(head):
        return HTML, ""
    if name in _UNTOLD:
        return "", f"sent as {name or 'nothing in particular'}, and the bytes are no HTML"
    what = foreign(head)
    if what and what.what != "XML markup":
        return "", f"sent as {name}, and the bytes are {what.what}"
    if _JSON.match(head):
        return "", f"sent as {name}, and the bytes are JSON"
    return (HTML if name in _HTML else TEXT), ""
