"""Asking the ledger what is known: which files are unchanged, which bytes were taken in before."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from schemas.reasons import REASONS
from warehouse.database import NoWarehouseError, open_snapshot
from warehouse.home import Home

RETRY = [reason.code for reason in REASONS.values() if reason.retry]


class Ledger:
    """What earlier runs met. A home without a warehouse knows nothing."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def _ask(self, sql: str, known: pa.Table, *parameters: object) -> list[tuple[str, ...]]:
        try:
            connection = open_snapshot(self._home)
        except NoWarehouseError:
            return []
        with connection:
            connection.register("found", known)
            return connection.execute(sql, parameters).fetchall()

    def unchanged(self, files: Sequence[tuple[str, int, int]]) -> set[str]:
        """Of (path, bytes, modified_ns), the paths that an earlier run met exactly so and was done with."""
        columns = list(zip(*files, strict=True)) or [(), (), ()]
        known = pa.table({"path": pa.array(columns[0], pa.string()), "bytes": pa.array(columns[1], pa.int64()),
                          "modified_ns": pa.array(columns[2], pa.int64())})  # fmt: skip
        rows = self._ask(
            "SELECT DISTINCT path FROM found SEMI JOIN "
            "(FROM raw_files WHERE reason_code IS NULL OR NOT list_contains(?, reason_code)) "
            "USING (path, bytes, modified_ns)",
            known, RETRY,
        )  # fmt: skip
        return {path for (path,) in rows}

    def known_bytes(self, digests: Sequence[str]) -> dict[str, str]:
        """Of these sha256 digests, those of files that were read before, and the path of the first."""
        known = pa.table({"sha256": pa.array(digests, pa.string())})
        rows = self._ask(
            "SELECT sha256, arg_min(path, run_id) FROM raw_files SEMI JOIN found USING (sha256) "
            "WHERE reason_code IS NULL GROUP BY sha256",
            known,
        )
        return dict(rows)  # type: ignore[arg-type]  # two columns by the SELECT
