# ruff: noqa: E501 - feeds have long lines
"""Feeds: an entry is a record, whole or only a summary."""

from pathlib import Path

import orjson
import pytest

from flows.parse.assemble import parse
from flows.parse.model import ParsedArticle, RawRecord, Rejection
from flows.parse.record import file_format, records

TEXT = "The ferry to Ardrossan was late on Monday, the harbour master said."
MORE = "A second boat will be hired in May, the company said on its website."
RSS = f"""
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Harbour News</title><link>https://harbour.example/</link><language>en-gb</language>
<item><title>Ferry &amp;amp; pier: &lt;i&gt;late&lt;/i&gt; again</title><link>/news/1</link><guid isPermaLink="false">n-1</guid>
  <dc:creator>Ann Ash</dc:creator><category>Harbour</category><category>Ferries</category>
  <pubDate>Fri, 03 May 2024 10:00:00 +0200</pubDate><description>Late again.</description>
  <content:encoded><![CDATA[<p>{TEXT}</p><p>{MORE} <a href="/more">More</a>.</p>]]></content:encoded>
  <media:content url="https://harbour.example/1.jpg" medium="image"><media:description>The ferry</media:description></media:content>
  <slash>7</slash></item>
<item><title>Bridge shut</title><link>https://harbour.example/news/2</link><author>desk@harbour.example (Ben Birch)</author>
  <description>{MORE}</description></item>
<item><title>Only a title</title></item>
</channel></rss>
"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Hafen</title><link href="https://hafen.example/"/>
<entry><title type="html">Fähre &lt;b&gt;verspätet&lt;/b&gt;</title><id>urn:1</id><updated>2024-05-03T10:00:00Z</updated>
<link rel="self" href="https://hafen.example/self"/><link href="https://hafen.example/1"/>
<author><name>Ann Ash</name><email>a@hafen.example</email></author><category term="x" label="Hafen"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p><p>{MORE} 1 &lt; 2.</p></div></content></entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1", "title": "Harbour News", "home_page_url": "https://harbour.example/",
    "items": [
        {"id": 1, "url": "https://harbour.example/1", "title": "Ferry late", "content_html": f"<p>{TEXT}</p><p>{MORE}</p>",
         "date_published": "2024-05-03T10:00:00Z", "authors": [{"name": "Ann Ash"}], "tags": ["ferry"], "_odd": 1},
        {"id": 2, "title": "Bridge shut", "content_text": f"{TEXT}\n\n{MORE}"},
        {"id": 3, "title": "Rain", "summary": TEXT},
        "no item",
    ],
}  # fmt: skip


def found(folder: Path, data: bytes) -> list[ParsedArticle | Rejection]:
    path = folder / "feed"
    path.write_bytes(data)
    return [
        parse(record, record.reader, str(path)) if isinstance(record, RawRecord) else record for record in records(path)
    ]


def test_rss(tmp_path: Path) -> None:
    first, second, third = found(tmp_path, RSS.encode())
    assert isinstance(first, ParsedArticle) and isinstance(second, ParsedArticle)
    assert (first.headline, first.authors, first.publisher) == ("Ferry & pier: late again", ["Ann Ash"], "Harbour News")
    assert (first.uri, first.keywords) == ("https://harbour.example/news/1", ["Harbour", "Ferries"])
    assert str(first.date_published) == "2024-05-03 08:00:00+00:00" and first.abstract == "Late again."
    assert [block.text for block in first.blocks] == [TEXT, f"{MORE} More."] and not first.is_truncated
    assert [link.url for link in first.links] == ["https://harbour.example/more"]
    assert [(image.url, image.caption) for image in first.images] == [("https://harbour.example/1.jpg", "The ferry")]
    assert orjson.loads(first.extra or "") == {"guid": "n-1", "slash": "7"}
    assert (second.authors, second.article_body, second.is_truncated) == (["Ben Birch"], MORE, True)
    assert isinstance(third, Rejection) and third.reason_code == "no_text"
    assert file_format(tmp_path / "feed") == "feed"


def test_atom(tmp_path: Path) -> None:
    (entry,) = found(tmp_path, ATOM.encode())
    assert isinstance(entry, ParsedArticle)
    assert (entry.headline, entry.uri, entry.authors) == ("Fähre verspätet", "https://hafen.example/1", ["Ann Ash"])
    assert entry.article_body == f"{TEXT}\n\n{MORE} 1 < 2." and entry.keywords == ["Hafen"]
    assert str(entry.date_published) == "2024-05-03 10:00:00+00:00"


def test_rss_1_and_a_lone_entry(tmp_path: Path) -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour</title></channel><item><title>Ferry late</title>'
        f"<description>{TEXT}</description><dc:date>2024-05-03</dc:date></item></rdf:RDF>"
    )
    (entry,) = found(tmp_path, rdf.encode())
    assert isinstance(entry, ParsedArticle) and (entry.headline, entry.publisher) == ("Ferry late", "Harbour")
    lone = ATOM[ATOM.index("<entry>") : ATOM.index("</feed>")].replace(
        "<entry>", '<entry xmlns="http://www.w3.org/2005/Atom">'
    )
    (entry,) = found(tmp_path, lone.encode())
    assert isinstance(entry, ParsedArticle) and entry.headline == "Fähre verspätet"


def test_json_feed(tmp_path: Path) -> None:
    first, second, third, fourth = found(tmp_path, orjson.dumps(JSON_FEED, option=orjson.OPT_INDENT_2))
    assert isinstance(first, ParsedArticle) and isinstance(second, ParsedArticle) and isinstance(third, ParsedArticle)
    assert (first.headline, first.authors, first.keywords) == ("Ferry late", ["Ann Ash"], ["ferry"])
    assert first.article_body == second.article_body == f"{TEXT}\n\n{MORE}" and first.publisher == "Harbour News"
    assert third.is_truncated and not second.is_truncated and orjson.loads(first.extra or "") == {"id": 1, "_odd": 1}
    assert isinstance(fourth, Rejection) and fourth.reason_code == "not_an_object"


@pytest.mark.parametrize("data", [RSS.encode(), ATOM.encode(), orjson.dumps(JSON_FEED)])
def test_no_cut_goes_unnoticed(tmp_path: Path, data: bytes) -> None:
    for length in range(60, len(data.rstrip()), 7):
        assert any(isinstance(item, Rejection) for item in found(tmp_path, data[:length])), length


@pytest.mark.parametrize(
    ("declaration", "use"),
    [
        ('<!DOCTYPE rss [<!ENTITY a "b">]>', "&a;"),
        ('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
        ("<!DOCTYPE rss [<!ELEMENT rss ANY>]>", ""),
    ],
)
def test_declarations_are_refused(tmp_path: Path, declaration: str, use: str) -> None:
    data = f"{declaration}<rss><channel><item><title>x</title><description>{TEXT}{use}</description></item></channel></rss>"
    (item,) = found(tmp_path, data.encode())
    assert isinstance(item, Rejection) and item.reason_code == "xml_with_entities"
