"""JSON objects to drafts: every field is used, or kept and explained."""

from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.model import Draft, Image, Link, RawRecord, Rejection
from flows.parse.readers.field_map import FIELD_NAMES, fold
from flows.parse.readers.jsonl import read
from schemas.registry import TABLES

TEXT = "The ferry was late on Monday.\nNobody was hurt."


def draft(**fields: Any) -> Draft:
    result = read(RawRecord("line:1", 0, orjson.dumps({"text": TEXT} | fields)), "dump.jsonl")
    assert isinstance(result, Draft), result
    return result


def rejection(data: bytes) -> Rejection:
    result = read(RawRecord("line:3", 70, data), "dump.jsonl")
    assert isinstance(result, Rejection), result
    assert (result.locator, result.byte_offset, result.data) == ("line:3", 70, data)
    return result


@pytest.mark.parametrize(
    ("column", "name", "value", "stated"),
    [
        ("headline", "title", "Ferry late", "Ferry late"),
        ("headline", "Headline", {"main": "Ferry late", "kicker": "Sea"}, "Ferry late"),
        ("headline", "title", {"rendered": "Ferry late"}, "Ferry late"),
        ("uri", "canonical_link", "https://news.example/ferry", "https://news.example/ferry"),
        ("uri", "webUrl", "/ferry", "/ferry"),
        ("date_published", "publishedAt", "2019-12-31T10:00:00Z", "2019-12-31T10:00:00Z"),
        ("date_published", "publish_date", 1577786400, 1577786400),
        ("date_published", "publish_date", "1577786400", 1577786400),
        ("date_published", "publish_date", {"$date": 1577786400000}, 1577786400000),
        ("date_published", "date", {"$date": {"$numberLong": "1577786400000"}}, 1577786400000),
        ("date_modified", "date_modify", "31.12.2019", "31.12.2019"),
        ("authors", "authors", ["Ada Quill", "Ben Inkwell"], ["Ada Quill", "Ben Inkwell"]),
        ("authors", "author", "Ada Quill", ["Ada Quill"]),
        ("authors", "writer", [{"name": "Ada Quill"}, {"first_name": "Ben", "last_name": "Inkwell"}],
         ["Ada Quill", "Ben Inkwell"]),
        ("byline", "byline", "By Ada Quill", "By Ada Quill"),
        ("publisher", "source", {"id": "harbour-post", "name": "Harbour Post"}, "Harbour Post"),
        ("publisher", "source", {"domain": "harbourpost.example"}, "harbourpost.example"),
        ("publisher", "source", "http://www.harbourpost.example/", "harbourpost.example"),
        ("in_language", "lang", "en", "en"),
        ("article_section", "category", ["Sea"], "Sea"),
        ("keywords", "tags", "ferry, harbour; fog", ["ferry", "harbour", "fog"]),
        ("keywords", "keywords", ["ferry", "ferry", "fog"], ["ferry", "fog"]),
        ("abstract", "summary", "It was late.", "It was late."),
        ("images", "top_img", "https://news.example/a.jpg", [Image("https://news.example/a.jpg", None, None)]),
        ("images", "images", [{"src": "a.jpg", "caption": "The quay", "credit": "A. Quill"}],
         [Image("a.jpg", "The quay", "A. Quill")]),
        ("links", "links", [{"href": "/b", "text": "more"}, "/c"], [Link("/b", "more", None), Link("/c", None, None)]),
    ],
)  # fmt: skip
def test_fields_go_to_their_columns(column: str, name: str, value: object, stated: object) -> None:
    result = draft(**{name: value})
    assert result.stated == {column: stated}
    assert result.named_in == {"article_body": "text", column: name}
    assert result.extra == {} and result.evidence == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", 7), ("title", ["One", "Two"]), ("title", {"x": 1}), ("date", True), ("date", ["2019", "2020"]),
        ("authors", {"id": 4}), ("authors", [7]), ("url", "not an address"), ("source", [1, 2]), ("lang", {"a": 1}),
        ("images", 4), ("links", [None]), ("keywords", {"a": 1}), ("category", ["Sea", "Land"]),
    ],
)  # fmt: skip
def test_values_of_the_wrong_shape_are_kept_with_a_note(name: str, value: object) -> None:
    result = draft(**{name: value})
    assert result.stated == {}
    assert result.extra == {name: value}
    (row,) = result.evidence
    assert row.method == f"field:{name}" and row.note and "kept in `extra`" in row.note


def test_the_first_usable_field_wins_and_the_others_are_kept() -> None:
    result = draft(title="Late", Headline="", published=None, date="2019-12-31", timestamp=1, url="/a", link="/b")
    assert result.stated == {"headline": "Late", "date_published": "2019-12-31", "uri": "/a"}
    assert result.extra == {"timestamp": 1, "link": "/b"}
    assert {row.field for row in result.evidence} == {"date_published", "uri"}


def test_unusable_first_choice_gives_way() -> None:
    result = draft(headline=["One", "Two"], title="Ferry late")
    assert result.stated["headline"] == "Ferry late" and result.extra == {"headline": ["One", "Two"]}


def test_pictures_of_all_fields_come_together() -> None:
    result = draft(images=["b.jpg", "data:image/gif;base64,R0lGOD"], top_image="a.jpg")
    assert result.stated["images"] == [Image("a.jpg", None, None), Image("b.jpg", None, None)]


def test_unknown_fields_are_kept_as_they_came() -> None:
    extra = {"inst_index": 7, "meta": {"og": {"locale": None}}, "Überschrift": "x", "warc_date": "20190424064330"}
    assert draft(**extra).extra == extra


def test_paragraphs_as_a_list() -> None:
    assert draft(text=["One.", {"text": "Two."}]).text == "One.\n\nTwo."


def test_newlines_become_one_character() -> None:
    assert draft(text="One.\r\nTwo.\rThree.").text == "One.\nTwo.\nThree."


def test_whole_text_goes_before_an_excerpt() -> None:
    result = draft(content="The ferry was… [+900 chars]")
    assert result.text == TEXT and result.extra == {"content": "The ferry was… [+900 chars]"}
    assert draft(text="  ", content="Whole.").text == "Whole."


def test_fields_one_level_down() -> None:
    data = orjson.dumps({"_id": 4, "_source": {"title": "Ferry late", "body": TEXT, "score": 1}})
    result = read(RawRecord("line:1", 0, data), "")
    assert isinstance(result, Draft)
    assert (result.text, result.stated, result.extra) == (TEXT, {"headline": "Ferry late"}, {"_id": 4, "score": 1})


def test_dates_may_stand_in_the_address_never_in_the_dumps_name() -> None:
    assert draft(url="https://news.example/2019/12/31/a").path_hint == "https://news.example/2019/12/31/a"
    assert draft().path_hint == ""


@pytest.mark.parametrize(
    ("data", "code", "part"),
    [
        (b'{"text": tru}', "invalid_json", "at byte 10"),
        ('{"äé": "x", x}'.encode(), "invalid_json", "at byte 15"),
        (b'{"text": "a"', "invalid_json", "unexpected end"),
        (b'{"text": NaN}', "invalid_json", ""),
        (b'{"text": "\\ud800"}', "invalid_json", "surrogate"),
        (b"[" * 5000, "invalid_json", ""),
        (b'{"text": "a", "b": ' + b"[" * 600 + b"]" * 600 + b"}", "invalid_json", "nested"),
        (b"[1]", "not_an_object", "an array"),
        (b"null", "not_an_object", "null"),
        (b"7", "not_an_object", "a number"),
        (b"{}", "missing_body", "fields found: none"),
        (b'{"headline": "a", "txt": "b"}', "missing_body", "`headline`, `txt`"),
        (b'{"text": 5}', "missing_body", "`main_text`"),
        (b'{"text": " \\n"}', "no_text", "`text`"),
        (b'{"text": "' + bytes(range(0x80, 0xFF)) + b'"}', "undecodable", "UTF-8"),
    ],
)
def test_lines_that_are_no_article(data: bytes, code: str, part: str) -> None:
    result = rejection(data)
    assert result.reason_code == code and part in result.message


def test_line_in_another_encoding_is_read_and_logged() -> None:
    line = '{"text": "Die Fähre kam am Montag zu spät, sagte der Bürgermeister von Süderhafen."}'
    result = read(RawRecord("line:1", 0, line.encode("cp1252")), "")
    assert isinstance(result, Draft) and "Bürgermeister von Süderhafen" in result.text
    assert result.evidence[0].value == "cp1252"


def test_byte_order_mark_before_the_first_line() -> None:
    assert isinstance(read(RawRecord("line:1", 0, b'\xef\xbb\xbf{"text": "It rained."}'), ""), Draft)


def test_the_table_names_columns_and_no_name_twice() -> None:
    columns = set(TABLES["articles"].column_names) | {"images", "links"}
    assert set(FIELD_NAMES) <= columns
    names = [fold(name) for some in FIELD_NAMES.values() for name in some]
    assert len(names) == len(set(names))


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "url", "$date", "text", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
field_names = st.sampled_from(sorted(name for some in FIELD_NAMES.values() for name in some)) | st.text(max_size=5)


def blank(value: object) -> bool:
    """Nothing in it, whatever its shape."""
    if isinstance(value, dict):
        return all(blank(member) for member in value.values())
    if isinstance(value, list):
        return all(blank(part) for part in value)
    return value is None or (isinstance(value, str) and not value.strip(" ,;|\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0"))


@given(st.dictionaries(field_names, json_values, max_size=8))
@settings(deadline=None, max_examples=150)
def test_no_value_is_dropped(fields: dict[str, Any]) -> None:
    result = read(RawRecord("line:1", 0, orjson.dumps(fields | {"text": TEXT})), "")
    assert isinstance(result, Draft)
    kept = {**result.extra, **dict.fromkeys(result.named_in.values())}
    combined = {fold(name) for column in ("images", "links") for name in FIELD_NAMES[column]}
    for name, value in fields.items():
        assert name in kept or blank(value) or fold(name) in combined, (name, value)
