"""Bytes to text: a byte order mark decides, then UTF-8, then what the bytes look like, else nobody."""

from __future__ import annotations

import codecs
from contextlib import suppress
from typing import NamedTuple

from flows.parse.legacy_encoding import Guess, guess
from flows.parse.model import Evidence

BOMS = (  # the longer first: the UTF-16 mark is the start of the UTF-32 one
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS_START = frozenset(mark[:1] for mark, _ in BOMS)
CONTROL_SHARE = 0.02  # of the bytes; text has next to none, compressed or binary data about 11 %
NUL_SHARE = 0.4  # of the bytes at least, in UTF-16 of a Latin script: one of each two, but for dashes and quotes
LOW_CONTROL_SHARE = 0.1  # of the other bytes at most: U+2019 has 0x19 there
MIXED_SHARE = 0.3  # stray bytes for each whole UTF-8 sequence; more, and the text is not UTF-8
DAMAGED_SHARE = 0.002  # bad bytes in a text that is read all the same
NO_ENCODING = "the bytes are not UTF-8, and no other encoding fits them with confidence: save as UTF-8"

_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"


class Decoded(NamedTuple):
    """The text with newlines made `\\n`. A leading U+FEFF stays: offsets are those of a plain decode."""

    text: str
    encoding: str
    confidence: float
    evidence: tuple[Evidence, ...]


class Undecodable(NamedTuple):
    message: str


def decode(data: bytes) -> Decoded | Undecodable:
    """The text in `data`; evidence (field `article_body`) wherever it is not plain UTF-8."""
    marked = byte_order_mark(data)
    if marked is None and b"\0" in data and (wide := _unmarked_utf_16(data)):
        return _decoded(data.decode(wide), wide, 0.8, "zero_bytes", f"read as {wide}: every other byte is zero")
    encoding = marked or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return _stray_bytes(data) or _guessed(data) or _damaged(data) or Undecodable(NO_ENCODING)
        return Undecodable(f"the byte order mark says {encoding}, and byte {error.start:,} does not fit: save as UTF-8")
    if encoding != "utf-8":
        return _decoded(text, encoding, 1.0, "byte_order_mark", f"read as {encoding}: its byte order mark says so")
    if b"\x1b$" in data and (escaped := _iso_2022(data)):
        return escaped
    return Decoded(one_newline(text), "utf-8", 1.0, ())


def byte_order_mark(data: bytes) -> str | None:
    """The encoding that the first bytes state."""
    if data[:1] not in _MARKS_START:
        return None
    return next((encoding for mark, encoding in BOMS if data.startswith(mark)), None)


def one_newline(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def looks_binary(data: bytes) -> bool:
    """Whether a share of control characters that no text has stands in the bytes (UTF-16 and UTF-32 aside)."""
    if byte_order_mark(data) or not data:
        return False
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > CONTROL_SHARE * len(data) and _unmarked_utf_16(data) is None


def _unmarked_utf_16(data: bytes) -> str | None:
    """UTF-16 of mostly Western text without a mark: zeros in every other place, and only there."""
    zeros = data.count(0)
    if not zeros or zeros < NUL_SHARE * len(data) or len(data) % 2:
        return None
    encoding = "utf-16-be" if data[0] == 0 else "utf-16-le"
    low = data[1::2] if encoding == "utf-16-be" else data[0::2]
    if 0 in low or len(low) - len(low.translate(None, _CONTROLS)) > LOW_CONTROL_SHARE * len(low):
        return None
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return encoding


def _stray_bytes(data: bytes) -> Decoded | None:
    """UTF-8 with few bytes that are not: cut in the middle of a character, or pasted from a Windows-1252 page."""
    text = data.decode("utf-8", _STRAYS)
    kept = data.decode("utf-8", "ignore")
    whole, strays = len(kept) - len(kept.encode("ascii", "ignore")), len(text) - len(kept)
    if strays > MIXED_SHARE * whole and not (strays == 1 and whole and text.endswith("\ufffd")):
        return None
    note = f"{strays} bytes or cut characters that are not UTF-8 among {whole} that are; read as Windows-1252 or U+FFFD"
    return _decoded(text, "utf-8", 0.9, "stray_bytes", note)


def _replace_stray(error: UnicodeError) -> tuple[str, int]:
    """One character for one stray: what Windows-1252 has for a byte that stands alone, U+FFFD for a cut sequence."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    if len(stray) > 1 or error.reason == "unexpected end of data":
        return "\ufffd", error.end
    return stray.decode("cp1252", "replace"), error.end


_STRAYS = "copydesk_strays"
codecs.register_error(_STRAYS, _replace_stray)


def _iso_2022(data: bytes) -> Decoded | None:
    for encoding in ("iso2022_jp_2", "iso2022_kr"):
        with suppress(UnicodeDecodeError):
            return _decoded(data.decode(encoding), encoding, 0.9, "escapes", f"read as {encoding}: it has its escapes")
    return None


def _guessed(data: bytes) -> Decoded | None:
    best: Guess | None = guess(data)
    if best is None:
        return None
    note = f"not UTF-8; read as {best.encoding}: {best.why}"
    return _decoded(data.decode(best.encoding), best.encoding, best.confidence, "detected_encoding", note)


def _damaged(data: bytes) -> Decoded | None:
    """Text with so few bad bytes that losing it whole would be the greater harm; each becomes U+FFFD."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if lost > DAMAGED_SHARE * len(data):
        return None
    return _decoded(text, "utf-8", 0.5, "damaged_bytes", f"{lost} places that fit no encoding, read as U+FFFD")


def _decoded(text: str, encoding: str, confidence: float, method: str, note: str) -> Decoded:
    row = Evidence("article_body", encoding, method, confidence, note=note)
    return Decoded(one_newline(text), encoding, confidence, (row,))
