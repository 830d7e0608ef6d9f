"""Which fields a batch met in dumps."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from flows.field_census import FieldCensus
from flows.parse.assemble import parse
from flows.parse.model import RawRecord
from flows.parse.options import Options
from flows.parse.readers.contract import Contract

TEXT = "The ferry was late on Monday.\nNobody was hurt."
PATH = "/dumps/harbour-2026-03-02.jsonl"
DUMP = "/dumps/harbour-#.jsonl"


def census(contract: Contract | None, *records: dict[str, Any], path: str = PATH, locator: str = "line:1") -> Any:
    found = FieldCensus(contract)
    for fields in records:
        record = RawRecord(locator, 0, orjson.dumps({"text": TEXT} | fields))
        found.take(parse(record, "jsonl", path, Options(contract=contract)), "jsonl", path)
    return dict(found.counts())


def test_fields_are_counted_with_their_types() -> None:
    assert census(None, {"title": "A", "id": 7}, {"title": "B", "id": None, "tags": []}) == {
        (DUMP, "jsonl", "", "record"): 2, (DUMP, "jsonl", "text", "text"): 2, (DUMP, "jsonl", "title", "text"): 2,
        (DUMP, "jsonl", "id", "number"): 1, (DUMP, "jsonl", "tags", "array"): 1,
    }  # fmt: skip


@pytest.mark.parametrize("mode", ["freeze", "discard_row", "discard_value"])
def test_what_is_refused_is_counted_as_such(mode: str) -> None:
    contract = Contract(lambda *_: mode, {DUMP: frozenset({"text", "title"})})
    counts = census(contract, {"title": "A", "email": "x"}, {"title": "B"})
    assert counts[DUMP, "jsonl", "", "record"] == 2
    assert counts[DUMP, "jsonl", "email", "refused"] == 1
    assert (DUMP, "jsonl", "title", "refused") not in counts


def test_each_file_a_record_is_a_dump_of_its_folder() -> None:
    counts = census(None, {"title": "A"}, path="/dumps/2026/03/a81f.json", locator="file")
    assert {dump for dump, *_ in counts} == {"/dumps/#/#/"}


def test_a_record_that_is_no_object_has_no_fields() -> None:
    found = FieldCensus()
    for data, reader in ((b"7", "jsonl"), (b"Ferry late\n\nIt was late on Monday, she said.", "plain_text")):
        found.take(parse(RawRecord("file", 0, data), reader, PATH), reader, PATH)
    assert not found.counts()
