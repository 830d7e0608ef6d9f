"""Telling by its first bytes what is no article text: formats without a reader, and bytes that are no text at all."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.parse.encoding import byte_order_mark, looks_binary
from flows.parse.html.recognise import is_page

UNSUPPORTED, BINARY, UNDECODABLE = "unsupported_format", "binary_content", "undecodable"


class Foreign(NamedTuple):
    """Why bytes are not read: a reason code, and what they are."""

    reason_code: str
    what: str


_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", UNSUPPORTED, "an RTF document"),
    (b"%!PS", UNSUPPORTED, "a PostScript document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", UNSUPPORTED, "an old Microsoft Office document"),
    (b"7z\xbc\xaf\x27\x1c", BINARY, "a 7-Zip archive"),
    (b"Rar!\x1a\x07", BINARY, "a RAR archive"),
    (b"PK\x03\x04", UNSUPPORTED, "an Office document or an e-book"),
    (b"\x04\x22\x4d\x18", BINARY, "an LZ4 file"),
    (b"\x1f\x9d", BINARY, "a compress (.Z) file"),
    (b"\x1f\x8b", BINARY, "a gzip file inside compressed files"),
    (b"\x28\xb5\x2f\xfd", BINARY, "a zstd file inside compressed files"),
    (b"\x89PNG\r\n\x1a\n", BINARY, "a PNG image"),
    (b"\xff\xd8\xff", BINARY, "a JPEG image"),
    (b"GIF87a", BINARY, "a GIF image"),
    (b"GIF89a", BINARY, "a GIF image"),
    (b"II*\x00", BINARY, "a TIFF image"),
    (b"MM\x00*", BINARY, "a TIFF image"),
    (b"OggS\x00", BINARY, "an Ogg file"),
    (b"ID3\x03", BINARY, "an MP3 file"),
    (b"ID3\x04", BINARY, "an MP3 file"),
    (b"\x1aE\xdf\xa3", BINARY, "a Matroska or WebM film"),
    (b"\x7fELF", BINARY, "a program (ELF)"),
    (b"MZ\x90\x00", BINARY, "a program (Windows)"),
    (b"\xca\xfe\xba\xbe", BINARY, "a program (Java or macOS)"),
    (b"\xcf\xfa\xed\xfe", BINARY, "a program (macOS)"),
    (b"wOFF\x00\x01", BINARY, "a font"),
    (b"wOF2\x00\x01", BINARY, "a font"),
)

_BY_FIRST_BYTE: dict[bytes, list[tuple[bytes, str, str]]] = {}
for _entry in _MAGIC:
    _BY_FIRST_BYTE.setdefault(_entry[0][:1], []).append(_entry)

_MAGIC_IN_TWO_PLACES = (
    (b"BZh", 4, b"1AY&SY", "a bzip2 file inside compressed files"),
    (b"RIFF", 8, b"WEBP", "a WebP image"),
    (b"RIFF", 8, b"WAVE", "a WAV file"),
    (b"RIFF", 8, b"AVI ", "an AVI film"),
    (b"\x00\x00\x00", 4, b"ftyp", "an MPEG-4 film, AVIF or HEIC image"),
    (b"", 257, b"ustar", "a tar archive"),
)

_MARKUP_NAMES = {
    "rdf": "an RDF document", "urlset": "a sitemap", "sitemapindex": "a sitemap index",
}  # fmt: skip
_PROLOGUE = re.compile(r"\s*(?:<\?[^>]{0,2000}>\s{0,100}|<!--(?:[^-]|-(?!->)){0,4000}-->\s{0,100})")
_TAG = re.compile(r"<(?:!doctype\s{1,9})?(?:[a-z]\w{0,30}:)?([a-z][\w.-]{0,60})[\s/>]", re.IGNORECASE)
_CUT_TAG = re.compile(r"<[?!/]?(?:[A-Za-z][\w:.-]{0,60})?")
_JSON_DOCUMENT = re.compile(rb'\[\s{0,99}[\[{]|\{\s{0,99}"[^"\n]{0,200}"\s{0,9}:')


def foreign(head: bytes) -> Foreign | None:
    """What the file is, if its first bytes show that it holds no text that could be read."""
    for magic, reason_code, what in _BY_FIRST_BYTE.get(head[:1], ()):
        if head.startswith(magic):
            return Foreign(reason_code, what)
    for first, position, second, what in _MAGIC_IN_TWO_PLACES:
        if head.startswith(second, position) and head.startswith(first):
            return Foreign(BINARY, what)
    if looks_binary(head):
        return Foreign(BINARY, "data full of control characters")
    wide = byte_order_mark(head) or "utf-8"
    text = head[:8192].decode(wide, "ignore").lstrip("\ufeff \t\r\n")
    if text.startswith("<") and not is_page(head):
        return _markup(text)
    if wide != "utf-8" and text.startswith("{") and _JSON_DOCUMENT.match(text.encode()):
        return Foreign(UNDECODABLE, f"JSON in {wide}, and JSON Lines are UTF-8 (jsonlines.org): save as UTF-8")
    return None


def root_element(head: bytes) -> str:
    """The name of the first element, without prefix and in lower case; empty where the bytes are no markup."""
    mark = byte_order_mark(head)
    if mark is None and head[:64].lstrip()[:1] not in (b"<", b""):
        return ""
    text = head[:8192].decode(mark or "utf-8", "ignore").lstrip("\ufeff \t\r\n")
    tag = _TAG.match(_without_prologue(text)) if text.startswith("<") else None
    return tag[1].lower() if tag else ""


def _without_prologue(text: str) -> str:
    while prologue := _PROLOGUE.match(text):
        text = text[prologue.end() :]
    return text.lstrip()


def _markup(text: str) -> Foreign | None:
    if _CUT_TAG.fullmatch(text):
        return Foreign("truncated_file", "the beginning of a tag, and no more")
    xml = text.startswith("<?xml")
    text = _without_prologue(text)
    tag = _TAG.match(text)
    if tag is None:
        return Foreign(UNSUPPORTED, "an XML document") if xml else None
    name = _MARKUP_NAMES.get(tag[1].lower())
    if name is None and not xml and "</" not in text and text[:2] != "<!":
        return None  # one angle bracket is no markup
    return Foreign(UNSUPPORTED, name or ("an XML document" if xml else "XML markup"))
