"""What a run wrote, as its published snapshot and manifest tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import duckdb

from expectations.spec import RUN, SOURCES
from flows.find import printable
from flows.openlineage.events import Amount, Assertion, Object, input_dataset, output_table
from flows.openlineage.names import of_home, of_source, of_table
from schemas.registry import TABLES
from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.manifest import read_manifest

KEPT_OUT = ("quarantined_articles", "rejections")
INPUTS = {  # the tables whose records the runs that go over them read
    "replay": KEPT_OUT, "release": KEPT_OUT, "dismiss": KEPT_OUT, "reopen": KEPT_OUT, "reparse": ("articles",),
}  # fmt: skip
JUDGED = {RUN: "records", SOURCES: "source_measurements", "batch": "articles"}  # what suites that are no table speak of


def inputs(home: Home, kind: str, sources: Sequence[str], run_id: str = "") -> list[Object]:
    """What a run reads: its sources, or the home's own tables. With a `run_id`, how much it read is said, too."""
    if kind != "ingest":
        return [input_dataset(of_table(of_home(home), name)) for name in INPUTS[kind]]
    read = _read(home, run_id) if run_id else {}
    return [input_dataset(of_source(source), read.get(printable(source))) for source in dict.fromkeys(sources)]


def _read(home: Home, run_id: str) -> dict[str, Amount]:
    """Source → the records, bytes and files that the run read of it."""
    with open_snapshot(home) as connection:
        rows = connection.execute(
            "SELECT source, sum(seen)::BIGINT, sum(bytes)::BIGINT, count(*) FROM raw_files WHERE run_id = ? "
            "GROUP BY source",
            [run_id],
        ).fetchall()
    return {source: Amount(*amount) for source, *amount in rows}


def outputs(home: Home, run_id: str) -> list[Object]:
    """The tables that the run added rows to, each with what was asserted of it."""
    files: defaultdict[str, list[int]] = defaultdict(list)
    for part in read_manifest(home).parts:
        if part.run_id == run_id:
            files[part.table].append(part.bytes)
    with open_snapshot(home) as connection:
        asserted = _assertions(connection, run_id)
        rows = {name: _rows(connection, name, run_id) for name in TABLES}
    return [
        output_table(
            of_table(of_home(home), name),
            TABLES[name],
            Amount(count, sum(files[name]), len(files[name])),
            asserted[name],
        )
        for name, count in rows.items()
        if count
    ]


def _rows(connection: duckdb.DuckDBPyConnection, name: str, run_id: str) -> int:
    sql = f'SELECT count(*) FROM "{name}" WHERE run_id = ?'  # noqa: S608  # our own table's name
    return int(connection.execute(sql, [run_id]).fetchall()[0][0])


def _assertions(connection: duckdb.DuckDBPyConnection, run_id: str) -> defaultdict[str, list[Assertion]]:
    """Table → its expectations in this run, over all batches and scopes."""
    found: defaultdict[str, list[Assertion]] = defaultdict(list)
    for suite, *assertion in connection.execute(
        'SELECT suite, expectation, "column", severity, any_value(description), bool_and(success), '
        "coalesce(sum(unexpected_count), 0)::BIGINT, coalesce(sum(element_count), 0)::BIGINT "
        'FROM expectation_results WHERE run_id = ? GROUP BY suite, expectation, "column", severity ORDER BY ALL',
        [run_id],
    ).fetchall():
        found[suite if suite in TABLES else JUDGED.get(suite, "articles")].append(Assertion(*assertion))
    return found
