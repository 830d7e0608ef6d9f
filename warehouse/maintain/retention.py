"""Retention: raw bytes and reports that are older than they need to be. Nothing goes unless it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.manifest import Manifest, Part
from warehouse.parquet import PartWriter
from warehouse.remote.mirror import local_file

Rows = list[tuple[str]]

# bytes of accepted records alone: what is quarantined or rejected may still be parsed anew
OLD = """
    SELECT record_sha256 FROM records JOIN runs USING (run_id) WHERE record_sha256 IS NOT NULL
    GROUP BY ALL HAVING max(started_at) < $before AND bool_or(outcome = 'accepted')
    AND NOT bool_or(outcome IN ('quarantined', 'rejected'))
"""


@dataclass(frozen=True, slots=True)
class Keep:
    """How many days to keep the raw bytes of accepted records, and reports; None: for ever."""

    raw_days: int | None = None
    report_days: int | None = None


def before(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def old_raw(home: Home, days: int) -> list[str]:
    """sha256 of records whose bytes may go."""
    with open_snapshot(home) as connection:
        found: Rows = connection.execute(OLD, {"before": before(days)}).fetchall()
    return [digest for (digest,) in found]


def drop_raw(home: Home, manifest: Manifest, writer: PartWriter, digests: list[str]) -> tuple[list[Part], set[str]]:
    """Raw parts without these records' bytes: (new parts, paths of those they replace)."""
    gone = pa.array(digests, pa.string())
    added: list[Part] = []
    dropped: set[str] = set()
    for part in manifest.parts:
        if part.table != "raw":
            continue
        path = local_file(home, part.path)
        known = pq.read_table(path, columns=["record_sha256"], partitioning=None)["record_sha256"]
        if not pc.any(pc.is_in(known, gone)).as_py():
            continue
        table = pq.read_table(path, partitioning=None)
        added += writer.write_flat("raw", home.raw, table.filter(pc.invert(pc.is_in(table["record_sha256"], gone))))
        dropped.add(part.path)
    return added, dropped


def old_reports(home: Home, days: int) -> Iterator[Path]:
    """Reports that may go: of files, or folders, that were last written before that day."""
    limit = before(days).timestamp()
    for path in home.reports.iterdir():
        if path.lstat().st_mtime < limit and not path.is_symlink():
            yield path
