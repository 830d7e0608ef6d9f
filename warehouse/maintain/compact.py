"""Compaction: the small Parquet parts of a partition become one. Which row is where changes; no row does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.home import Home
from warehouse.manifest import Manifest, Part
from warehouse.parquet import PartWriter
from warehouse.rebuild import PartError, is_whole
from warehouse.remote.mirror import bring, local_file

SMALL, LARGE = 8 << 20, 128 << 20  # bytes: parts under SMALL are merged, into parts of at most LARGE
LARGE_RAW = 32 << 20  # raw bytes are read into memory whole when a record is parsed anew
APART = frozenset({"runs"})  # a run replaces its own row, and finds it by its part


def groups(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Parts that are to be merged, each with those of the same table, partition and age, in their order."""
    by_folder: defaultdict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in parts:
        if part.bytes < SMALL and part.table not in APART:
            by_folder[part.table, str(Path(part.path).parent)].append(part)
    for (table, _), own in by_folder.items():
        limit = LARGE_RAW if table == "raw" else LARGE
        group: list[Part] = []
        for part in own:
            if group and sum(p.bytes for p in group) + part.bytes > limit:
                yield from [group] if len(group) > 1 else []
                group = []
            group.append(part)
        yield from [group] if len(group) > 1 else []


def compact(home: Home, manifest: Manifest, writer: PartWriter) -> tuple[list[Part], set[str]]:
    """Merge small parts: (new parts, paths of those they replace). PartError if one is damaged.

    Parts of different schemas are left apart: a column that one of them does not have is not known to be null.
    """
    added: list[Part] = []
    dropped: set[str] = set()
    together = list(groups(manifest.parts))
    bring(home, [part.path for group in together for part in group])
    for group in together:
        merged = _merged(home, group)
        if merged is None:
            continue
        folder = (home.root / group[0].path).parent
        made = writer.write_flat(group[0].table, folder, merged)
        if sum(part.rows for part in made) != sum(part.rows for part in group):
            raise PartError(f"{folder}: the parts hold other numbers of rows than the manifest says")
        added += [replace(part, run_id=group[-1].run_id) for part in made]
        dropped |= {part.path for part in group}
    return added, dropped - {part.path for part in added}


def _merged(home: Home, group: Sequence[Part]) -> pa.Table | None:
    tables = []
    for part in group:
        path = local_file(home, part.path)
        if not is_whole(path, part):
            raise PartError(f"{path} is missing or damaged; `copydesk verify --repair` says what can be done")
        tables.append(pq.read_table(path, partitioning=None))
    if any(table.schema.names != tables[0].schema.names for table in tables):
        return None
    return pa.concat_tables(tables)
