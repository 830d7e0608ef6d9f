"""The encoding of a page, declared rightly, wrongly or not at all."""

from __future__ import annotations

import pytest

from flows.parse.encoding import Decoded, Undecodable
from flows.parse.html.charset import declared_charset, decode_page

GERMAN = (
    "Die Fähre zwischen Norvik und Ålsund fährt für längere Zeit nicht, sagte die Lehrerin. Später übernachteten alle."
)
RUSSIAN = "Паром между Норвиком и Ольсундом не ходит с понедельника, сообщили в компании вечером после пожара."
JAPANESE = (
    "ノルビクとオルスンを結ぶフェリーは、機関室の火災のため月曜日から運航を休止している。乗客は港で一夜を過ごした。"
)


def _page(text: str, declared: str | None) -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "read_as"),
    [
        (GERMAN, "utf-8", "utf-8", "utf-8"),
        (GERMAN, "utf-8", None, "utf-8"),
        (GERMAN, "utf-8", "iso-8859-1", "utf-8"),
        (GERMAN, "cp1252", "iso-8859-1", "cp1252"),
        (GERMAN, "cp1252", "utf-8", "cp1252"),
        (GERMAN, "cp1252", None, "cp1252"),
        (GERMAN, "cp1252", "windows-1251", "cp1252"),
        (RUSSIAN, "cp1251", "windows-1251", "cp1251"),
        (RUSSIAN, "cp1251", None, "cp1251"),
        (RUSSIAN, "cp1251", "iso-8859-1", "cp1251"),
        (RUSSIAN, "koi8_r", "koi8-r", "koi8-r"),
        (JAPANESE, "cp932", "Shift_JIS", "cp932"),
        (JAPANESE, "euc_jp", "euc-jp", "euc_jp"),
        (GERMAN, "utf-16", "utf-8", "utf-16-le"),
    ],
)
def test_texts_come_out_whole(text: str, encoding: str, declared: str | None, read_as: str) -> None:
    decoded = decode_page(_page(text, declared).encode(encoding))
    assert isinstance(decoded, Decoded)
    assert text in decoded.text
    assert decoded.encoding == read_as
    if read_as != "utf-8" or declared == "iso-8859-1":
        assert decoded.evidence and decoded.evidence[0].field == "article_body"


def test_a_wrong_declaration_is_told() -> None:
    decoded = decode_page(_page(GERMAN, "windows-1251").encode("cp1252"))
    assert isinstance(decoded, Decoded)
    assert "declared as cp1251, which the bytes are not" in (decoded.evidence[0].note or "")


def test_what_the_server_named_goes_first() -> None:
    decoded = decode_page(_page(RUSSIAN, "iso-8859-1").encode("koi8_r"), "koi8-r")
    assert isinstance(decoded, Decoded) and RUSSIAN in decoded.text


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250"),
        (b"<META CHARSET = 'UTF8'>", "utf-8"),
        (b'<?xml version="1.0" encoding="ISO-8859-2"?><html>', "iso8859-2"),
        (b"<meta charset=no-such-thing>", None),
        (b"<meta name=description content='about the charset of old pages'>", None),
        (b"<p>charset=koi8-r</p>", None),
    ],
)
def test_declarations(head: bytes, name: str | None) -> None:
    assert declared_charset(head) == name


def test_bytes_of_no_encoding() -> None:
    found = decode_page(bytes(range(128, 256)) * 40)
    assert isinstance(found, Decoded | Undecodable)
