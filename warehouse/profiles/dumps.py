"""The fields of dumps: those that a run met, beside those of earlier runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from warehouse.profiles.runs import ThisRun

RUNS_COMPARED = 30
BY_CHANCE = 0.001  # a field has not vanished while its absence from so many records may be chance
RETYPED_SHARE = 0.05  # of a field's records; a few odd values are no change of the dump
RECORD, REFUSED = "record", "refused"  # in place of a type: the count of records, of those whose field was not taken

Met = Mapping[tuple[str, str, str, str], int]
"""(dump, source format, field, JSON type) → records."""


class _Known(NamedTuple):
    """A field in earlier runs: its types, the share of the dump's records that had it, whether it has vanished."""

    types: frozenset[str]
    share: float
    vanished: bool


class _Now(NamedTuple):
    types: dict[str, int]
    refused: int


def field_rows(connection: duckdb.DuckDBPyConnection, this: ThisRun, met: Met) -> list[dict[str, Any]]:
    """Rows for `source_fields`, from what the batches of this run met."""
    records: dict[tuple[str, str], int] = {}
    fields: dict[tuple[str, str], dict[str, _Now]] = defaultdict(dict)
    for (dump, source_format, name, kind), count in met.items():
        if kind == RECORD:
            records[dump, source_format] = count
            continue
        now = fields[dump, source_format].setdefault(name, _Now({}, 0))
        if kind == REFUSED:
            fields[dump, source_format][name] = now._replace(refused=count)
        else:
            now.types[kind] = count
    known = _known(connection, this, records)
    return [
        {"dump": dump, "source_format": source_format, **row}
        for (dump, source_format), total in sorted(records.items())
        for row in _dump_rows(fields[dump, source_format], known.get((dump, source_format), {}), total)
    ]


def known_fields(connection: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    """Dump → the fields that earlier runs took in: what a schema contract goes by. A home of an earlier version has
    none."""
    if not connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'source_fields'").fetchall():
        return {}
    rows = connection.execute(
        "SELECT dump, list(DISTINCT field) FROM source_fields "
        "WHERE records > 0 AND change IS DISTINCT FROM 'refused' GROUP BY dump"
    ).fetchall()
    return {dump: frozenset(names) for dump, names in rows}


def _dump_rows(fields: Mapping[str, _Now], known: Mapping[str, _Known], total: int) -> list[dict[str, Any]]:
    rows = []
    for name, now in sorted(fields.items()):
        have = sum(now.types.values())
        change = _change(now, known.get(name), have) if known else None
        if now.refused:
            change = REFUSED
        rows.append({"field": name, "types": sorted(now.types), "records": have, "of_records": total, "change": change})
    for name, before in sorted(known.items()):
        if name not in fields and not before.vanished and (1 - before.share) ** total < BY_CHANCE:
            rows.append({"field": name, "types": [], "records": 0, "of_records": total, "change": "vanished"})
    return rows


def _change(now: _Now, before: _Known | None, have: int) -> str | None:
    if before is None:
        return "new"
    unheard_of = sum(count for kind, count in now.types.items() if kind not in before.types)
    return "retyped" if before.types and unheard_of >= RETYPED_SHARE * have else None


def _known(
    connection: duckdb.DuckDBPyConnection, this: ThisRun, dumps: Mapping[tuple[str, str], int]
) -> dict[tuple[str, str], dict[str, _Known]]:
    """What the last runs that had these dumps knew of their fields; empty for a dump that is new."""
    names = pa.array([dump for dump, _ in dumps], pa.string())
    formats = pa.array([source_format for _, source_format in dumps], pa.string())
    connection.register("dumps_now", pa.table({"dump": names, "source_format": formats}))
    rows = connection.execute(
        """
        WITH known AS (
            FROM source_fields WHERE (dump, source_format) IN (FROM dumps_now) AND run_id < $run
            QUALIFY dense_rank() OVER (PARTITION BY dump, source_format ORDER BY run_id DESC) <= $last
        ), totals AS (
            SELECT dump, source_format, sum(n) AS total FROM (
                SELECT dump, source_format, run_id, max(of_records) AS n FROM known GROUP BY ALL
            ) GROUP BY ALL
        )
        SELECT dump, source_format, field, list_distinct(flatten(list(types))), sum(records) / (any_value(total) + 1),
               coalesce(arg_max(coalesce(change, ''), run_id) = 'vanished', false)
        FROM known JOIN totals USING (dump, source_format) WHERE change IS DISTINCT FROM 'refused' GROUP BY ALL
        """,
        {"run": this.run_id, "last": RUNS_COMPARED},
    ).fetchall()
    connection.unregister("dumps_now")
    known: dict[tuple[str, str], dict[str, _Known]] = defaultdict(dict)
    for dump, source_format, name, types, share, vanished in rows:
        known[dump, source_format][name] = _Known(frozenset(types), share, vanished)
    return known
