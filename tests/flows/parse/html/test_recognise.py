"""Which bytes are an HTML page."""

from __future__ import annotations

import pytest

from flows.parse.html.recognise import is_page
from flows.parse.readers.registry import sniff
from tests.timing import within

PAGE = "<html><head><title>Ferry late</title></head><body><p>It was.</p></body></html>"


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE html><title>x</title>",
        b"\n\n  <!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><html>",
        b"<!-- saved from url=(0030)https://norvik.example/ -->\n<html><body>x",
        b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">',
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head/>',
        b"\xef\xbb\xbf<HTML><BODY>x",
        PAGE.encode("utf-16"),
        PAGE.encode("utf-16-le"),
        PAGE.encode("utf-16-be"),
        b"<script>var a = 1</script><div><p>Ferry late</p></div>",
        b"<div class='a'><p>Ferry late</p><p>It was.</p></div>",
        b"<p>Ferry late</p><p>It was.</p>",
        b"<head><meta charset=utf-8>",
        b"Warning: nothing to count in /srv/page.php on line 7\n" + PAGE.replace("<p>", "<meta><link><div>").encode(),
    ],
)  # fmt: skip
def test_pages(head: bytes) -> None:
    assert is_page(head)
    assert sniff(head, "a.txt") == "html"


@pytest.mark.parametrize(
    "head",
    [
        b"Ferry late\n\nThe screen showed <html> and <body> where the times should be.",
        b"<b>Ferry late</b>\n\nThe ferry was late on Monday.",
        b"<3 from Norvik",
        b"<< Rien ne va plus >>, dit-il.",
        b'{"content": "<!doctype html><html><body><p>Ferry late</p></body></html>"}\n',
        b'["<html>", "<body>"]',
        b"<?xml version='1.0'?><rss><channel><title>x</title><link>y</link></channel></rss>",
        b"<nitf><head><title>x</title></head><body><p>Ferry late</p></body></nitf>",
        b"<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title></feed>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>",
        b"From: <Saved>\nMIME-Version: 1.0\n\n<!doctype html><html><head><meta><link><title><body><p><a><h1>",
        b"",
        b"<",
        b"<!-- a comment that never ends",
    ],
)
def test_other_texts(head: bytes) -> None:
    assert not is_page(head)
    assert sniff(head, "a.html") != "html"


@pytest.mark.parametrize(
    "attack", [b"<", b"<!--", b"<?", b"<a ", b"<p>", b"</", b" ", b"<!doctype ", b"a<html", b"\0<"]
)
def test_attacks_take_no_longer_than_they_are(attack: bytes) -> None:
    within(0.1, lambda: is_page((attack * 100_000)[:100_000]))
