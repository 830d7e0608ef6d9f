"""A page's bytes to text: its byte order mark, what it declares where the bytes agree, what they look like."""

from __future__ import annotations

import codecs
import re

from flows.parse.encoding import Decoded, Undecodable, byte_order_mark, decode, one_newline
from flows.parse.legacy_encoding import LATIN_SHARE, guess
from flows.parse.model import Evidence

DECLARED_WITHIN = 4096  # bytes; browsers look at the first 1,024 (WHATWG), and many pages declare theirs later
BAD_SHARE = 0.002  # bad bytes for each byte, in a page that is read all the same
SAMPLE_BYTES = 256 * 1024

# What browsers read under these labels (https://encoding.spec.whatwg.org/#names-and-labels), as Python names it.
_READ_AS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8", "utf-7": "utf-8",
}  # fmt: skip
_ALIASES = {
    "unicode": "utf-8", "utf8": "utf-8", "windows-874": "cp874", "x-sjis": "cp932", "windows-31j": "cp932",
    "ks_c_5601-1987": "cp949", "x-gbk": "gb18030", "x-euc-jp": "euc_jp", "x-mac-roman": "mac_roman", "ansi": "cp1252",
    "iso-8859-8-i": "iso8859-8", "iso8859-1": "cp1252", "utf-8-sig": "utf-8",
}  # fmt: skip
_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})"
    rb"|^\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_MARKUP = re.compile(rb"<script\b[^<]*+(?:<(?!/script)[^<]*+)*+|<style\b[^<]*+(?:<(?!/style)[^<]*+)*+|<[^>]*+>?", re.I)
_HIGH = bytes(range(0x80, 0x100))
_LETTERS = re.compile(rb"[A-Za-z]+")
_LATIN = frozenset(("cp1252", "cp1250", "cp1254", "cp1257", "iso8859-2", "iso8859-15", "mac_roman", "cp850", "cp852"))


def decode_page(data: bytes, sent_as: str | None = None) -> Decoded | Undecodable:
    """The page's text. Evidence (field `article_body`) says where the encoding is not plain, declared UTF-8.

    `sent_as` is the charset that the server named; it goes before the page's own, as in browsers.
    """
    declared = (sent_as and _known(sent_as)) or declared_charset(data)
    if byte_order_mark(data) is None and b"\0" not in data[:DECLARED_WITHIN]:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return _legacy(data, declared)
        if declared in (None, "utf-8") or data.isascii():
            return Decoded(one_newline(text), "utf-8", 1.0, ())
        return _read(text, "utf-8", 0.95, f"declared as {declared}, and the bytes are UTF-8")
    return decode(data)


def declared_charset(data: bytes) -> str | None:
    """Python's name of the encoding that the page says it is in; None where it names none that is known."""
    match = _DECLARED.search(data, 0, DECLARED_WITHIN)
    if match is None:
        return None
    return _known((match[1] or match[2]).decode("ascii"))


def _known(label: str) -> str | None:
    """Python's name of what browsers read under a label."""
    label = label.strip().lower()
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except (LookupError, ValueError):
        return None
    return _READ_AS.get(name, name)


def _legacy(data: bytes, declared: str | None) -> Decoded | Undecodable:
    """Bytes that are not UTF-8."""
    words = _MARKUP.sub(b" ", data[:SAMPLE_BYTES])  # the letters of markup would pass for those of the text
    high = len(words) - len(words.translate(None, _HIGH))
    latin = high <= LATIN_SHARE * sum(map(len, _LETTERS.findall(words)))
    if declared not in (None, "utf-8") and (declared in _LATIN) == latin and (found := _as(data, declared, None)):
        return found
    if declared == "utf-8":
        mixed = decode(data)
        if isinstance(mixed, Decoded) and mixed.encoding == "utf-8":
            return mixed  # few stray bytes
    guessed = guess(words)
    if guessed and (found := _as(data, guessed.encoding, declared, guessed.confidence, guessed.why)):
        return found
    if declared not in (None, "utf-8") and (found := _as(data, declared, None, 0.7)):
        return found
    return decode(data)


def _as(
    data: bytes, encoding: str | None, declared: str | None, confidence: float = 0.9, why: str = ""
) -> Decoded | None:
    """The page in that encoding, if next to all of its bytes fit; `declared` where the page names another."""
    assert encoding is not None  # noqa: S101 - callers know of one
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > BAD_SHARE * len(data):
        return None
    if not why:
        return _read(text, encoding, confidence, f"read as {encoding}, as the page declares")
    said = f"declared as {declared}, which the bytes are not; " if declared else ""
    return _read(text, encoding, confidence, f"{said}read as {encoding}: {why}")


def _read(text: str, encoding: str, confidence: float, note: str) -> Decoded:
    method = "declared_charset" if note.startswith("read as") else "detected_encoding"
    return Decoded(
        one_newline(text), encoding, confidence, (Evidence("article_body", encoding, method, confidence, note=note),)
    )
