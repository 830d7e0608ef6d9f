"""What a staged chunk brings, less what belongs to records that are left out when it is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas.registry import TABLES
from warehouse.stage import StagedChunk

KEYED = tuple(name for name, spec in TABLES.items() if spec.partition == "article")  # rows that belong to an article


def without(chunk: StagedChunk, name: str, left_out: Mapping[str, pa.Array[Any]]) -> pa.Table:
    """A table of a chunk without what belongs to articles that are left out; `left_out`: reason code → their ids."""
    table = chunk.read(name)
    if name == "records":
        return skip(table, left_out)
    doubles = pa.concat_arrays(list(left_out.values()))
    if len(doubles) and name in KEYED:
        return table.filter(pc.invert(pc.is_in(table["article_id"], doubles)))
    if len(doubles) and name == "raw":  # an article_id is the head of its record's sha256
        ids = pc.utf8_slice_codeunits(table["record_sha256"], 0, 32)
        known = left_out["duplicate_record"]  # whose bytes are kept already
        return table.filter(pc.invert(pc.is_in(ids, known)))
    return table


def ids_of(records: pa.Table, outcome: str) -> list[str]:
    """Articles of the records with that outcome."""
    pairs = zip(records["outcome"].to_pylist(), records["article_id"].to_pylist(), strict=True)
    return [article_id for found, article_id in pairs if found == outcome and article_id is not None]


def skip(records: pa.Table, left_out: Mapping[str, pa.Array[Any]]) -> pa.Table:
    """Records with those of articles that are left out turned to `skipped`."""
    for reason, ids in left_out.items():
        if not len(ids):
            continue
        due = pc.and_(pc.is_in(records["article_id"], ids), pc.not_equal(records["outcome"], pa.scalar("skipped")))
        for name, value in (("outcome", "skipped"), ("reason_code", reason)):
            index = records.schema.get_field_index(name)
            records = records.set_column(index, records.schema.field(name), pc.if_else(due, value, records[name]))
    return records
