"""The schema contract of dumps."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.options import Options
from flows.parse.readers.contract import Contract
from flows.parse.readers.jsonl import read
from schemas.reasons import REASONS

TEXT = "The ferry was late on Monday.\nNobody was hurt."
KNOWN = {"/d/news-#.jsonl": frozenset({"text", "title"})}


def result(mode: str, fields: dict[str, Any], path: str = "/d/news-2026-03-02.jsonl", **more: Any) -> Draft | Rejection:
    contract = Contract(lambda *_: mode, KNOWN, **more)
    return read(RawRecord("line:3", 9, orjson.dumps(fields)), path, Options(contract=contract))


def draft(mode: str, fields: dict[str, Any], **more: Any) -> Draft:
    found = result(mode, fields, **more)
    assert isinstance(found, Draft), found
    return found


@pytest.mark.parametrize(("mode", "reason"), [("freeze", "schema_frozen"), ("discard_row", "unexpected_field")])
def test_a_record_with_an_unknown_field_is_rejected(mode: str, reason: str) -> None:
    found = result(mode, {"title": "A", "text": TEXT, "email": "x"})
    assert isinstance(found, Rejection)
    assert found.reason_code == reason
    assert REASONS[reason].outcome == "rejected"
    assert "`email`; known: `text`, `title`" in found.message


def test_evolve_takes_it_in() -> None:
    assert draft("evolve", {"title": "A", "text": TEXT, "email": "x"}).extra == {"email": "x"}


def test_discard_value_leaves_it_out_and_says_so() -> None:
    found = draft("discard_value", {"title": "A", "text": TEXT, "email": "x", "author": "Ada Lindqvist"})
    assert found.extra == {}
    assert "authors" not in found.stated
    assert found.stated["headline"] == "A"
    [row] = [row for row in found.evidence if row.method == "schema_contract"]
    assert row.note
    assert "`email`, `author`: left out" in row.note


def test_discard_value_never_leaves_out_the_text() -> None:
    found = draft("discard_value", {"title": "A", "content": TEXT})
    assert found.text == TEXT


@pytest.mark.parametrize("mode", ["freeze", "discard_row", "discard_value"])
def test_known_and_listed_fields_pass(mode: str) -> None:
    assert draft(mode, {"title": "A", "text": TEXT}).extra == {}
    found = draft(mode, {"title": "A", "text": TEXT, "email": "x"}, listed=frozenset({"email"}))
    assert found.extra == {"email": "x"}


def test_a_dump_that_is_new_is_learnt() -> None:
    assert draft("freeze", {"headline": "A", "text": TEXT}, path="/d/other.jsonl").stated["headline"] == "A"


def test_the_mode_follows_the_publisher() -> None:
    def mode_for(publisher: str | None, source_format: str, uri: str | None) -> str:
        assert (source_format, uri) == ("jsonl", None)
        return "freeze" if publisher == "Harbour News" else "evolve"

    options = Options(contract=Contract(mode_for, {"/d/a.jsonl": frozenset({"text", "publisher"})}))
    for publisher, kind in (("Harbour News", Rejection), ("Quay Post", Draft)):
        data = orjson.dumps({"text": TEXT, "publisher": publisher, "email": "x"})
        assert isinstance(read(RawRecord("line:1", 0, data), "/d/a.jsonl", options), kind)


@pytest.mark.parametrize(
    ("path", "locator", "dump"),
    [
        ("/d/news-2026-03-02T06.jsonl.gz", "line:3", "/d/news-#.jsonl.gz"),
        ("/d/part-00017.parquet", "row:3", "/d/part-#.parquet"),
        ("/d/part-9f86d081884c7d65.parquet", "row:3", "/d/part-#.parquet"),
        ("/d/2026/feed/a.json", "file", "/d/#/feed/"),
        ("/d/a.zip/b.json", "b.json", "/d/a.zip/"),
        ("/d/articles.db", "articles:3", "/d/articles.db"),
    ],
)
def test_what_a_dump_is_called(path: str, locator: str, dump: str) -> None:
    found = read(RawRecord(locator, 0, orjson.dumps({"text": TEXT})), path)
    assert isinstance(found, Draft)
    assert found.fields
    assert found.fields.dump == dump
