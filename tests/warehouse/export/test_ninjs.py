"""ninjs: the members and types of IPTC's schema (3.2), and our own reader finds the same article in an item."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from flows.parse.assemble import parse
from flows.parse.model import ParsedArticle
from flows.parse.record import open_file
from tests.warehouse.export.conftest import CURRENT, Export
from warehouse.export.choice import Choice
from warehouse.export.ninjs import uri_of


def _a(**members: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": members}


TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
URI, INSTANT = TEXT | {"format": "uri"}, TEXT | {"format": "date-time"}
ROLE = _a(role=TEXT, contentType=TEXT, value=TEXT) | {"required": ["value"]}
NAMED = {"name": TEXT, "rel": TEXT, "uri": URI, "literal": TEXT}
POINT = _a(type={"const": "Point"}, coordinates={"type": "array", "items": {"type": "number"}, "minItems": 2})
RENDITION = _a(name=TEXT, href=URI, contentType=TEXT) | {"required": ["name"]}
MEMBERS = {  # of what the export writes, what the schema asks of it
    "uri": URI, "type": {"enum": ["text", "picture"]}, "representationType": {"enum": ["full", "partial"]},
    "version": TEXT, "firstCreated": INSTANT, "versionCreated": INSTANT, "language": TEXT, "by": TEXT, "located": TEXT,
    "pubStatus": {"enum": ["usable", "withheld", "canceled"]}, "standard": _a(name=TEXT, version=TEXT, schema=URI),
    "headlines": {"type": "array", "items": ROLE}, "descriptions": {"type": "array", "items": ROLE},
    "bodies": {"type": "array", "items": _a(role=TEXT, contentType=TEXT, value=TEXT, charCount=NUMBER,
               wordCount=NUMBER) | {"required": ["value"]}},
    "people": {"type": "array", "items": _a(**NAMED)}, "organisations": {"type": "array", "items": _a(**NAMED)},
    "places": {"type": "array", "items": _a(**NAMED, geoJSON=POINT)},
    "subjects": {"type": "array", "items": _a(**NAMED)},
    "infoSources": {"type": "array", "items": _a(name=TEXT, role=TEXT, uri=URI, literal=TEXT)},
    "altIds": {"type": "array", "items": _a(role=TEXT, value=TEXT)},
    "renditions": {"type": "array", "items": RENDITION},
}  # fmt: skip
SCHEMA = _a(**MEMBERS, associations={
    "type": "array", "items": _a(**MEMBERS, name=TEXT, rel=TEXT) | {"required": ["name", "uri"]},
}) | {"required": ["uri"]}  # fmt: skip
FORMATS = jsonschema.FormatChecker(formats=[])
FORMATS.checks("uri")(lambda value: bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", str(value))))
FORMATS.checks("date-time", raises=ValueError)(lambda value: datetime.fromisoformat(str(value)).tzinfo is not None)


def parsed(path: Path) -> list[ParsedArticle]:
    with open_file(path) as raw_file:
        found = [parse(record, record.reader, path.name) for record in raw_file]  # type: ignore[arg-type, union-attr]
    assert all(isinstance(article, ParsedArticle) for article in found)
    assert {article.source_format for article in found} == {"ninjs"}  # type: ignore[union-attr]
    return found  # type: ignore[return-value]


@pytest.fixture
def items(write: Export, tmp_path: Path) -> dict[str, dict[str, Any]]:
    write("ninjs", tmp_path / "n.jsonl", choice=Choice(all_versions=True))
    found = map(json.loads, (tmp_path / "n.jsonl").read_text("utf-8").removesuffix("\n").split("\n"))
    return {item["headlines"][0]["value"]: item for item in found}


def test_items_are_valid(items: dict[str, dict[str, Any]]) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA, format_checker=FORMATS)
    assert len(items) == 8
    for item in items.values():
        assert [error.message for error in validator.iter_errors(item)] == []


def test_what_an_item_says(items: dict[str, dict[str, Any]]) -> None:
    quoted = items["quoted"]
    assert quoted["uri"] == "https://bote.example/1?a=b#c" and quoted["firstCreated"] == "2026-03-31T23:59:59Z"
    assert quoted["headlines"][1] == {"role": "subheadline", "contentType": "text/plain", "value": "Zweite Zeile"}
    assert quoted["bodies"][0]["value"].startswith('<p>She said: "It\'s open", then')
    assert "5 &gt; 4 &amp; 3 &lt; 4.</p><h2>A second paragraph" in quoted["bodies"][0]["value"]
    assert quoted["places"] == [
        {"name": "Aalen", "rel": "mentions", "geoJSON": {"type": "Point", "coordinates": [10.09, 48.84]}}
    ]
    assert [picture["uri"] for picture in quoted["associations"]] == ["https://bote.example/1.jpg"]
    assert items["undated"]["uri"].startswith("urn:uuid:") and "firstCreated" not in items["undated"]
    assert items["=SUM(1+1)"]["representationType"] == "partial"
    assert items["new version"]["version"] == "2"


def test_what_an_agency_took_back_is_canceled(items: dict[str, dict[str, Any]]) -> None:
    assert {name for name, item in items.items() if item["pubStatus"] == "canceled"} == {"withdrawn"}


def test_our_reader_finds_the_same_article(write: Export, tmp_path: Path) -> None:
    where = "headline IN ('quoted', '=SUM(1+1)', 'undated', 'new version')"
    write("ninjs", tmp_path / "n.jsonl", choice=Choice(where=where))
    quoted, ponte, undated, new = parsed(tmp_path / "n.jsonl")
    assert quoted.headline == "quoted" and quoted.alternative_headline == "Zweite Zeile"
    assert quoted.uri == "https://bote.example/1?a=b#c" and quoted.publisher == "Der Böte, Aalen"
    assert quoted.date_published and quoted.date_published.isoformat() == "2026-03-31T23:59:59+00:00"
    assert quoted.article_section == "Lokales"
    assert quoted.keywords == ["Lokales", "a;b", "[x]"], "the reader counts the section among the keywords"
    assert quoted.authors == ["Ann Ash"], "those of the byline"
    assert [block.kind for block in quoted.blocks] == ["paragraph", "heading"]
    assert [(image.url, image.caption, image.credit) for image in quoted.images] == [
        ("https://bote.example/1.jpg", "Die Brücke", "Bo Berg")
    ]
    assert "🌉 Ponte — été" in ponte.article_body
    assert undated.date_published is None and undated.article_body == "No day is known."
    assert new.headline == "new version"


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://bote.example/a?b=c#d", "https://bote.example/a?b=c#d"),
        ("https://bote.example/straße nach aalen", "https://bote.example/stra%C3%9Fe%20nach%20aalen"),
        ("urn:newsml:bote.example:1", "urn:newsml:bote.example:1"),
        ("/news/1", "urn:uuid:00000000-0000-0000-0000-00000000000a"),
        ("not an address", "urn:uuid:00000000-0000-0000-0000-00000000000a"),
        (None, "urn:uuid:00000000-0000-0000-0000-00000000000a"),
    ],
)
def test_each_item_has_a_uri(address: str | None, uri: str) -> None:
    assert uri_of({"uri": address, "article_id": f"{10:032x}"}) == uri


def test_a_folder_has_a_file_an_article_in_a_folder_a_month(write: Export, tmp_path: Path) -> None:
    written = write("ninjs", tmp_path / "out")
    assert sum(file.rows for file in written) == len(CURRENT)
    files = sorted((tmp_path / "out").glob("*/*.json"))
    assert sorted({file.parent.name for file in files}) == ["2025-01", "2026-03", "2026-04", "undated"]
    assert len(files) == sum(month.files for month in written)
    for file in files:
        [article] = parsed(file)
        assert article.article_body
