"""The articles that belong to texts, and how alike their texts are, read from the index and the warehouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa

from warehouse.reprints import stored
from warehouse.reprints.groups import Member
from warehouse.reprints.index import Index, rows_of
from warehouse.reprints.likeness import jaccard
from warehouse.reprints.wording import agencies
from warehouse.reprints.words import Array


class Owner(NamedTuple):
    """An article that has a text."""

    id: str
    body: int
    agency: int  # number of the agency that its notes name


def articles_of(index: Index, texts: Array) -> list[Owner]:
    """Every article that has one of these texts."""
    found: list[Owner] = []
    for part, rows in rows_of(index.parts, texts, lambda part: part.article_body):
        columns = (part.article_high, part.article_low, part.article_body, part.article_agency)
        for high, low, body, agency in zip(*(column[rows].tolist() for column in columns), strict=True):
            found.append(Owner(f"{high:016x}{low:016x}", body, agency))
    return found


def members(connection: duckdb.DuckDBPyConnection, index: Index, texts: Array) -> list[Member]:
    """The articles that have these texts, with what the warehouse knows of them."""
    found = articles_of(index, texts)
    facts = stored.facts(connection, pa.array([owner.id for owner in found], pa.string()))
    names = (None, *agencies())
    return [Member(owner.id, owner.body, *facts[owner.id], names[owner.agency]) for owner in found]


def likenesses(index: Index, pairs: Sequence[tuple[int, int]]) -> Array:
    """The estimated likeness of each pair of texts."""
    columns = np.array(pairs, np.uint64).reshape(-1, 2)
    places = rows_of(index.parts, columns.ravel(), lambda part: part.body)
    texts = np.concatenate([part.body[rows] for part, rows in places])
    order = np.argsort(texts)
    sketches = np.concatenate([part.sketch[rows] for part, rows in places])[order]
    one, other = (sketches[np.searchsorted(texts[order], columns[:, side])] for side in (0, 1))
    return jaccard(one, other)
