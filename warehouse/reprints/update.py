"""Bringing `reprints` up to the articles: what the loader calls after it has inserted some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import arrow_schema
from schemas.registry import TABLES
from warehouse.columns import month_of
from warehouse.parquet import PARTITION
from warehouse.reprints import stored
from warehouse.reprints.common import turned
from warehouse.reprints.find import find
from warehouse.reprints.groups import Member, components, gather, group_id, origin_agency
from warehouse.reprints.index import Index, crowded, rows_of
from warehouse.reprints.likeness import NEAR
from warehouse.reprints.members import articles_of, likenesses, members
from warehouse.reprints.part import Part
from warehouse.reprints.reshape import pick
from warehouse.reprints.signature import sign
from warehouse.reprints.words import Array, among

TEXTS_AT_ONCE = 20_000  # texts looked up at once


class Update(NamedTuple):
    """What is to change in the table `reprints`."""

    rows: pa.Table  # of the declared schema, with the partition columns that staged tables have
    stale: pa.Array[pa.StringScalar]  # articles whose present rows go before `rows` come


class _Dirty(NamedTuple):
    """What is to be looked at again."""

    texts: Array
    groups: set[str]  # that may fall apart
    articles: set[str]  # their members


def update(
    connection: duckdb.DuckDBPyConnection, folder: Path, run_id: str, new_ids: Sequence[str],
    signed: Iterable[Part] = (),
) -> Update:  # fmt: skip
    """The rows of `reprints` that follow from the articles, where they differ from those in `connection`.

    `connection` has the articles, those of `new_ids` included, and the rows of `reprints` as they were; nothing is
    written to it. `folder` holds the index, which is set right first if it is not of these articles. Articles whose
    signatures are among those `signed` where they were parsed are not signed again. The groups depend on which
    articles there are, not on the order or the portions in which they came.
    """
    index = Index.open(folder)
    dirty = _bring_up(index, connection, pa.array(new_ids, pa.string()), signed)
    touched, pairs = _reached(index, connection, _uncrowded(index.parts, dirty.texts))
    old = stored.groups(connection, _ids(index, touched))
    texts = np.union1d(touched, index.texts_of(stored.numbers([article_id for _, article_id in old])))
    texts = _uncrowded(index.parts, texts)
    everyone = members(connection, index, texts)
    text_of = {member.article_id: member.body for member in everyone}
    first: dict[str, int] = {}
    for group, article_id in old:  # what is known to hang together, and still does
        if group not in dirty.groups and article_id in text_of:
            pairs.append((first.setdefault(group, text_of[article_id]), text_of[article_id]))
    groups = gather(everyone, components(texts.tolist(), pairs))
    stale = {article_id for _, article_id in old} | {m.article_id for group in groups for m in group}
    return Update(_rows(index, groups, run_id), pa.array(sorted(stale | dirty.articles), pa.string()))


def _bring_up(
    index: Index, connection: duckdb.DuckDBPyConnection, new: pa.Array[pa.StringScalar], signed: Iterable[Part]
) -> _Dirty:
    """Set the index right; what its articles, old groups and common keys no longer bear out is to be looked at."""
    before, missing, gone = index.parts, new, np.zeros(0, np.uint64)
    bereaved = stored.bereaved(connection)
    if index.totals() != stored.totals(connection, new):
        everything = stored.articles(connection)
        gone = index.keep(everything)
        missing = stored.ids(everything.ids[index.missing(everything)])
    unsigned = missing
    for part in signed:
        taken = stored.ids(index.take(part, stored.numbers(unsigned.to_pylist())))
        unsigned = unsigned.filter(pc.invert(pc.is_in(unsigned, taken)))
    for articles, texts in stored.texts(connection, unsigned):
        index.add(articles, sign(texts))
    fresh = pa.concat_arrays([new, missing])
    seen = np.union1d(gone, index.texts_of(stored.numbers(fresh.to_pylist())))
    # groups may fall apart that held an article that went or its neighbours, or were found through what is now common
    changed = [gone, turned(before, index.parts), np.setxor1d(crowded(before, seen), crowded(index.parts, seen))]
    changed += [np.array([other for _, other in pairs], np.uint64) for pairs in _pairs(before, gone)]
    doubtful = pa.concat_arrays([fresh, pa.array(bereaved, pa.string()), _ids(index, np.concatenate(changed))])
    old = stored.groups(connection, doubtful)
    index.compact()
    mates = [article_id for _, article_id in old]
    again = np.concatenate((seen, index.texts_of(stored.numbers(mates))))
    return _Dirty(np.unique(again[again != 0]), {group for group, _ in old}, {*mates, *bereaved})


def _ids(index: Index, texts: Array) -> pa.Array[pa.StringScalar]:
    """The articles that have these texts."""
    return pa.array([article.id for article in articles_of(index, texts)], pa.string())


def _uncrowded(parts: Sequence[Part], texts: Array) -> Array:
    return np.setdiff1d(texts, crowded(parts, texts))


def _reached(index: Index, connection: duckdb.DuckDBPyConnection, texts: Array) -> tuple[Array, list[tuple[int, int]]]:
    """The texts that these hang together with, but for what `reprints` knows, and the pairs that say so.

    Versions of one work make no group and so have no rows in `reprints`; what hangs on them is found anew.
    """
    touched, pairs = texts, [pair for some in _pairs(index.parts, texts) for pair in some]
    while True:
        others = np.setdiff1d(np.array([other for _, other in pairs], np.uint64), touched)
        touched = np.union1d(touched, others)
        versions = index.texts_of(stored.numbers(stored.versions(connection, _ids(index, others))))
        if not len(versions):
            return touched, pairs
        pairs += [pair for some in _pairs(index.parts, versions) for pair in some]


def _pairs(parts: Sequence[Part], texts: Array) -> Iterator[list[tuple[int, int]]]:
    """The verified pairs of these texts with any."""
    for part, rows in rows_of(parts, _uncrowded(parts, texts), lambda part: part.body):
        for start in range(0, len(rows), TEXTS_AT_ONCE):
            found = find(parts, pick(part, rows[start : start + TEXTS_AT_ONCE]))
            stories = ~among(found.other, crowded(parts, found.other))
            yield list(zip(found.body[stories].tolist(), found.other[stories].tolist(), strict=True))


def _rows(index: Index, groups: Sequence[Sequence[Member]], run_id: str) -> pa.Table:
    """The rows of `reprints` for these groups."""
    pairs = [(group[0].body, member.body) for group in groups for member in group]
    alike = likenesses(index, pairs).tolist() if pairs else []
    rows: list[dict[str, object]] = []
    months: list[tuple[int, int]] = []
    for group in groups:
        name, agency = group_id(group), origin_agency(group)
        for member in group:
            likeness = alike[len(rows)]
            same = member.body == group[0].body
            rows.append({
                "group_id": name,
                "article_id": member.article_id,
                "similarity": 1.0 if same else round(likeness, 3),
                "method": "same_body" if same else "near_duplicate" if likeness >= NEAR else "shared_paragraphs",
                "is_earliest": member is group[0],
                "origin_agency": agency,
                "run_id": run_id,
            })  # fmt: skip
            months.append(month_of(member.date_published))
    table = pa.Table.from_pylist(rows, schema=arrow_schema(TABLES["reprints"]))
    for index_, name in enumerate(PARTITION):
        table = table.append_column(name, pa.array([month[index_] for month in months], pa.int32()))
    return table
