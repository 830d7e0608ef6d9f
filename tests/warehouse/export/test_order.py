"""Options that do not go together are refused before anything is read."""

from __future__ import annotations

from typing import Any

import pytest

from warehouse.export.choice import Choice
from warehouse.export.order import NESTED, Order
from warehouse.limits import QueryError


@pytest.mark.parametrize(
    ("form", "output", "options", "said"),
    [
        ("parquet", "-", {}, "not written to stdout: give --output PATH"),
        ("croissant", "-", {}, "not written to stdout: give --output FOLDER"),
        ("csv", "a.jsonl", {}, "written to a file that ends in .csv, or a folder"),
        ("jsonl", "a.json", {}, "written to a file that ends in .jsonl or .ndjson, or a folder"),
        ("croissant", "a.parquet", {}, "croissant is written to a folder"),
        ("csv", "a.csv", {"split": "year"}, "give --output FOLDER"),
        ("csv", "-", {"tables": ("articles", "quotes")}, "give --output FOLDER"),
        ("csv", "out", {"tables": ("articles", "runs"), "split": "year"}, "one choice cannot be of articles, runs"),
        ("csv", "out", {"tables": ("runs", "records"), "choice": Choice(where="true")}, "cannot be of runs, records"),
        ("csv", "out", {"tables": ("nonsense",)}, "there is no table 'nonsense'"),
        ("ninjs", "out", {"tables": ("quotes",)}, "no --table"),
        ("ninjs", "out", {"split": "year"}, "no --table, no --split-by"),
        ("ninjs", "out", {"compression": "gzip"}, "ninjs in a folder is not compressed"),
        ("jsonl", "a.jsonl", {"neutralise": True}, "is for CSV"),
        ("csv", "a.csv", {"compression": "snappy"}, "csv takes gzip, zstd, none"),
        ("csv", "a.csv.gz", {"compression": "zstd"}, "says gzip"),
        ("parquet", "a.parquet.gz", {}, "leave the ending out"),
    ],
)
def test_what_is_refused(form: str, output: str, options: dict[str, Any], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        Order(form, output, **options)


@pytest.mark.parametrize(
    ("form", "output", "options", "is_folder", "codec", "ending"),
    [
        ("csv", "a.csv", {}, False, "none", ".csv"),
        ("csv", "A.CSV.GZ", {}, False, "gzip", ".csv.gz"),
        ("jsonl", "a.ndjson.zst", {}, False, "zstd", ".jsonl.zst"),
        ("jsonl", "-", {"compression": "gzip"}, False, "gzip", ".jsonl.gz"),
        ("csv", "out", {"compression": "zstd"}, True, "zstd", ".csv.zst"),
        ("csv", "out.d/2026", {}, True, "none", ".csv"),
        ("parquet", "a.parquet", {}, False, "zstd", ".parquet"),
        ("croissant", "out", {"compression": "gzip"}, True, "gzip", ".parquet"),
        ("ninjs", "out", {}, True, "none", ".jsonl"),
    ],
)
def test_what_the_output_becomes(
    form: str, output: str, options: dict[str, Any], is_folder: bool, codec: str, ending: str
) -> None:
    order = Order(form, output, **options)
    assert (order.is_folder, order.codec, order.ending) == (is_folder, codec, ending)


def test_tables_of_articles_share_a_choice() -> None:
    order = Order("csv", "out", ("quotes", "articles", "quotes"), Choice(where="true"))
    [(root, tables)] = order.roots().items()
    assert root.name == "articles" and [table.name for table in tables] == ["quotes", "articles"]


def test_the_large_tables_are_not_nested_unless_asked_for() -> None:
    assert "quotes" in NESTED and "links" in NESTED
    assert not {"blocks", "evidence"} & set(NESTED)
