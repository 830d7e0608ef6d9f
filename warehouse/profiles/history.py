"""What earlier runs measured of the sources that a run has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.profiles.runs import ThisRun, earlier_runs


def history(
    connection: duckdb.DuckDBPyConnection, this: ThisRun, measured: Iterable[Mapping[str, Any]], *, runs: float = 30
) -> pa.Table:
    """The last values of each measure of the sources `measured`, in runs from the same places, oldest first.

    Columns: publisher, source_format, measure, field, started, value, records, spread, is_breach, usual; at most
    `runs` rows for each of the first four.
    """
    sources = sorted({(row["publisher"], row["source_format"]) for row in measured})
    names = pa.array([name for name, _ in sources], pa.string())
    formats = pa.array([source_format for _, source_format in sources], pa.string())
    connection.register("sources_now", pa.table({"publisher": names, "source_format": formats}))
    found = connection.execute(
        """
        SELECT publisher, source_format, measure, field, started_at AS started, value, records, spread, is_breach,
               usual
        FROM source_measurements AS known JOIN runs USING (run_id)
        WHERE run_id IN (SELECT unnest($runs)) AND value IS NOT NULL AND run_id >= $first
          AND (publisher, source_format) IN (FROM sources_now)
        QUALIFY row_number() OVER (PARTITION BY publisher, source_format, measure, field ORDER BY run_id DESC) <= $last
        ORDER BY publisher, source_format, measure, field, run_id
        """,
        _parameters(earlier_runs(connection, this).run_ids, runs),
    ).to_arrow_table()
    connection.unregister("sources_now")
    return found


def _parameters(run_ids: tuple[str, ...], runs: float) -> dict[str, object]:
    return {"runs": list(run_ids), "first": run_ids[0] if run_ids else "", "last": int(runs)}
