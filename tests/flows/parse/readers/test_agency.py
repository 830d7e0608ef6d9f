# ruff: noqa: E501 - items have long lines
"""Agencies' formats: what is an article, what is not, and what its fields become."""

from pathlib import Path

import orjson
import pytest

from flows.parse.assemble import parse
from flows.parse.model import ParsedArticle, RawRecord, Rejection
from flows.parse.readers.registry import READERS
from flows.parse.record import file_format, records
from schemas.reasons import REASONS

FIXTURES = Path(__file__).parents[3] / "fixtures"
TEXT = "The ferry to Ardrossan was late on Monday, the harbour master said."
G2 = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="2" xml:lang="en"><itemMeta>'
    '<itemClass qcode="ninat:{kind}"/><versionCreated>2024-05-03T09:00:00Z</versionCreated><pubStatus qcode="stat:{status}"/>'
    "</itemMeta><contentMeta><headline>Ferry late</headline></contentMeta><contentSet>{content}</contentSet></newsItem>"
)
HTML = '<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html></inlineXML>'
NINJS = {
    "uri": "urn:x:1",
    "version": "2",
    "versioncreated": "2024-05-03T09:00:00Z",
    "pubstatus": "usable",
    "headline": "Ferry late",
}


def found(folder: Path, data: bytes) -> list[ParsedArticle | Rejection]:
    path = folder / "item"
    path.write_bytes(data)
    return [parse(item, item.reader, str(path)) if isinstance(item, RawRecord) else item for item in records(path)]


def only(folder: Path, data: bytes) -> ParsedArticle:
    (article,) = found(folder, data)
    assert isinstance(article, ParsedArticle)
    return article


def code(folder: Path, data: bytes) -> str:
    (refusal,) = found(folder, data)
    assert isinstance(refusal, Rejection)
    return refusal.reason_code


def g2(content: str, kind: str = "text", status: str = "usable") -> bytes:
    return G2.format(content=content, kind=kind, status=status).encode()


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_withdrawn_items_are_skipped_whatever_the_format(tmp_path: Path, status: str) -> None:
    text = HTML.format(f"<p>{TEXT}</p>")
    nitf = f'<nitf><head><docdata management-status="{status}"/></head><body><body.content><p>{TEXT}</p></body.content></body></nitf>'
    newsml = f'<NewsML><NewsItem><NewsManagement><Status FormalName="{status.title()}"/></NewsManagement></NewsItem></NewsML>'
    kill = '<NewsML><NewsItem><NewsManagement><Status FormalName="Usable"/><Instruction FormalName="Delete"/></NewsManagement></NewsItem></NewsML>'
    ninjs = orjson.dumps({**NINJS, "pubstatus": status, "body_text": TEXT})
    for data in (g2(text, status=status), nitf.encode(), newsml.encode(), kill.encode(), ninjs):
        (refusal,) = found(tmp_path, data)
        assert isinstance(refusal, Rejection) and refusal.reason_code == "withdrawn"
        assert REASONS[refusal.reason_code].outcome == "skipped"
    assert "urn:x:1 version 2 (Ferry late)" in refusal.message


def test_items_without_a_story(tmp_path: Path) -> None:
    caption = HTML.format("<p>The ferry.</p>")
    assert code(tmp_path, g2(caption, "picture")) == "media_item"
    assert code(tmp_path, g2('<remoteContent href="https://x.example/1.mp4"/>', "video")) == "media_item"
    assert code(tmp_path, g2("")) == "no_text"
    assert code(tmp_path, orjson.dumps({**NINJS, "type": "picture", "body_text": "The ferry."})) == "media_item"
    assert code(tmp_path, orjson.dumps({**NINJS, "type": "event", "body_text": TEXT})) == "reference_item"
    package = {**NINJS, "type": "composite", "associations": [{"type": "text", "uri": "urn:x:2"}, {"type": "picture"}]}
    assert code(tmp_path, orjson.dumps(package)) == "item_list"
    assert only(tmp_path, g2(HTML.format(f"<p>{TEXT}</p><p>{TEXT}</p>"), "video")).article_body == f"{TEXT}\n\n{TEXT}"


def test_a_flash_is_an_article_of_a_headline(tmp_path: Path) -> None:
    flash = only(tmp_path, g2(HTML.format("<h1>Ferry late</h1>")))
    assert (flash.headline, flash.article_body) == ("Ferry late", "")


def test_the_fullest_rendition_is_read_and_plain_text_where_there_is_no_other(tmp_path: Path) -> None:
    plain = '<inlineData contenttype="text/plain" rendition="r:text">{}</inlineData><inlineData rendition="r:headline">Ferry late</inlineData>'
    both = only(tmp_path, g2(plain.format("Wrapped\ntext.") + HTML.format(f"<p>{TEXT}</p>")))
    assert both.article_body == TEXT
    assert only(tmp_path, g2(plain.format(TEXT))).article_body == TEXT


def test_a_message_gives_each_item_a_record_with_the_message_as_context(tmp_path: Path) -> None:
    message = f"<newsMessage><header><sent>2024-05-03</sent></header><itemSet>{g2(HTML.format(f'<p>{TEXT}</p>')).decode() * 2}</itemSet></newsMessage>"
    first, second = found(tmp_path, message.encode())
    assert isinstance(first, ParsedArticle) and isinstance(second, ParsedArticle)
    assert (first.locator, second.locator) == ("item:1", "item:2")
    assert orjson.loads(first.extra or "")["message"] == {"sent": "2024-05-03"}
    assert code(tmp_path, b"<newsMessage><itemSet/></newsMessage>") == "no_text"


def test_dates_are_read_to_the_second_with_their_zone(tmp_path: Path) -> None:
    nitf = f'<nitf><head><docdata><date.issue norm="20240503T091500+0200"/></docdata></head><body><body.content><p>{TEXT}</p></body.content></body></nitf>'
    article = only(tmp_path, nitf.encode())
    assert str(article.date_published) == "2024-05-03 07:15:00+00:00" and article.date_published_precision == "second"


def test_a_lead_that_stands_apart_opens_the_story_and_other_texts_are_kept(tmp_path: Path) -> None:
    part = (
        '<NewsComponent><Role FormalName="{}"/><ContentItem><DataContent>{}</DataContent></ContentItem></NewsComponent>'
    )
    parts = part.format("Title", "Ferry late") + part.format("Lead", "It was late.") + part.format("Body", TEXT)
    item = f"<NewsML><NewsItem><NewsComponent>{parts}{part.format('', 'Another.')}</NewsComponent></NewsItem></NewsML>"
    article = only(tmp_path, item.encode())
    assert (article.abstract, article.article_body) == ("It was late.", f"It was late.\n\n{TEXT}")
    assert orjson.loads(article.extra or "")["content"] == {"role": "", "text": "Another."}


def test_a_lead_paragraph_that_is_said_twice_is_read_once(tmp_path: Path) -> None:
    block = f'<block class="lead_paragraph"><p>{TEXT}</p></block><block class="full_text"><p>{TEXT}</p><p>It sails again on Friday, she said.</p></block>'
    article = only(tmp_path, f"<nitf><body><body.content>{block}</body.content></body></nitf>".encode())
    assert article.article_body == f"{TEXT}\n\nIt sails again on Friday, she said."


def test_an_item_is_known_by_its_own_members_and_other_json_is_not_taken(tmp_path: Path) -> None:
    only(tmp_path, orjson.dumps({**NINJS, "body_xhtml": f"<p>{TEXT}</p>"}))
    assert file_format(tmp_path / "item") == "ninjs"
    only(tmp_path, orjson.dumps({"headline": "Ferry late", "language": "en", "body_text": TEXT, "version": 1}))
    assert file_format(tmp_path / "item") == "jsonl"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda i: [i, i],
        lambda i: {"total": 2, "item": [i, i]},
        lambda i: {"data": {"items": [{"item": i}, {"item": i}]}},
    ],
)
def test_envelopes_of_items(tmp_path: Path, wrap: object) -> None:
    item = {**NINJS, "slugline": "ferry", "body_html": f"<p>{TEXT}</p>"}
    articles = found(tmp_path, orjson.dumps(wrap(item)))  # type: ignore[operator]
    assert [isinstance(a, ParsedArticle) and (a.locator, a.uri) for a in articles] == [
        ("item:1", "urn:x:1"),
        ("item:2", "urn:x:1"),
    ]


def test_names_in_any_case(tmp_path: Path) -> None:
    third = {
        "uri": "urn:x:3",
        "versionCreated": "2024-05-03T09:00:00Z",
        "pubStatus": "usable",
        "headlines": [{"value": "Ferry late"}],
        "bodies": [{"contentType": "text/plain", "value": TEXT}],
    }
    article = only(tmp_path, orjson.dumps(third))
    assert (article.headline, article.article_body) == ("Ferry late", TEXT) and article.date_modified is not None


def test_members_nested_too_deep_are_a_rejection(tmp_path: Path) -> None:
    deep = (
        b'{"uri":"x","pubstatus":"usable","versioncreated":"2024-05-03","body_text":"'
        + TEXT.encode()
        + b'","a":'
        + b"[" * 300
        + b"]" * 300
        + b"}"
    )
    assert code(tmp_path, deep) == "invalid_json"


def outcomes(path: Path) -> list[str]:
    found: list[str] = []
    for item in records(path):
        result = READERS[item.reader].read(item, str(path)) if isinstance(item, RawRecord) else item
        found.append(result.reason_code if isinstance(result, Rejection) else str(result.stated.get("uri")))
    return found


@pytest.mark.parametrize("fixture", ["nitf/withheld.xml", "newsml_g2/nitf_inside.xml", "ninjs/item.json"])
def test_no_cut_goes_unnoticed(tmp_path: Path, fixture: str) -> None:
    data = (FIXTURES / fixture).read_bytes().rstrip()
    path = tmp_path / "cut"
    for end in range(len(data)):
        path.write_bytes(data[:end])
        (only_one,) = outcomes(path)
        assert only_one in REASONS and REASONS[only_one].outcome == "rejected", data[:end]
