"""Putting a question to the index, and reading what it finds from the snapshot."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple

import duckdb
import pyarrow as pa
from tantivy import DocAddress, Index, Order, Query

from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.search.facets import Facets, count_facets
from warehouse.search.fields import schema
from warehouse.search.filters import Filters, narrowing
from warehouse.search.folder import SearchError, current, damage_told, digest, open_index
from warehouse.search.languages import name_analyzer, tongue
from warehouse.search.matching import Mark, Matcher, all_of
from warehouse.search.snippets import Snippet, snippet
from warehouse.search.syntax import parse
from warehouse.search.update import catch_up

LOOKED_UP = 20  # ids at a time: DuckDB reads the whole table for more than about fifty, and uses its index for fewer
Sort = Literal["relevance", "date"]
ARTICLES = (
    "SELECT article_id, date_published, publisher, headline, in_language, article_section, article_body "
    "FROM articles WHERE article_id IN ({ids})"
)


class Hit(NamedTuple):
    """An article that was found; `score` is None where hits are sorted by date."""

    article_id: str
    score: float | None
    date_published: datetime | None
    publisher: str | None
    headline: str | None
    in_language: str | None
    article_section: str | None
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Results:
    """The best hits of `total`; `up_to_date` is false while another process brings the index to the last load."""

    total: int
    hits: list[Hit]
    facets: Facets | None  # if they were asked for
    up_to_date: bool


class Search:
    """An index and its snapshot, both of one moment: later loads do not show. See `opened`."""

    def __init__(self, index: Index, connection: duckdb.DuckDBPyConnection, up_to_date: bool) -> None:
        self._searcher, self._connection, self._up_to_date = index.searcher(), connection, up_to_date
        self._tongues = [name for name, _ in self._searcher.terms_with_prefix("tongue", "")]
        self._versions = self._searcher.doc_freq("is_current", False) > 0

    def find(
        self, question: str, filters: Filters | None = None, *,
        limit: int = 20, sort: Sort = "relevance", facets: bool = False,
    ) -> Results:  # fmt: skip
        """The best `limit` articles for the question; SearchError if it cannot be read."""
        query, marks = self._query(question, filters or Filters())
        by_date = "published" if sort == "date" else None
        found = self._searcher.search(query, limit, order_by_field=by_date, order=Order.Desc)
        scores = [None if by_date else float(score) for score, _ in found.hits]
        ids = self._ids([address for _, address in found.hits])
        rank = dict(zip(ids, scores, strict=True))
        return Results(
            int(found.count),  # type: ignore[attr-defined]  # tantivy's stubs leave it out
            [hit._replace(score=rank[hit.article_id]) for hit in self._hits(ids, marks)],
            count_facets(self._searcher, query) if facets else None,
            self._up_to_date,
        )

    def unknown(self, filters: Filters) -> list[str]:
        """What the filters name that no article has, each with the names most like it."""
        asked = [("publisher", name) for name in filters.publishers] + [("section", name) for name in filters.sections]
        said = []
        for field_name, name in asked:
            [term] = name_analyzer().analyze(name.strip()) or [""]
            if not self._searcher.doc_freq(field_name, term):
                known = [known for known, _ in self._searcher.terms_with_prefix(field_name, "")]
                like = ", ".join(get_close_matches(term, known, 3)) or ", ".join(known[:10])
                said.append(f"no article has the {field_name} {name!r}; there are {like or 'none'}")
        return said

    def table(self, question: str, *, snippets: int) -> pa.Table:
        """Every article that is found, in all versions, the best first: its rank, id in two halves, score, and for as
        many as asked a snippet with ** around the words."""
        query, marks = self._query(question, Filters(all_versions=True))
        hits = self._searcher.search(query, max(1, self._searcher.num_docs), count=False).hits
        addresses = [address for _, address in hits]
        texts = {hit.article_id: hit.snippet for hit in self._hits(self._ids(addresses[:snippets]), marks)}
        shown = [texts[i].marked() if i in texts else None for i in self._ids(addresses[:snippets])]
        halves = {name: self._searcher.fast_field_values(name, addresses) for name in ("id_high", "id_low")}
        return pa.table({
            "rank": pa.array(range(len(hits)), pa.int32()),
            **{name: pa.array(values, pa.uint64()) for name, values in halves.items()},
            "score": pa.array([score for score, _ in hits], pa.float32()),
            "snippet": pa.array(shown + [None] * (len(hits) - len(shown)), pa.string()),
        })  # fmt: skip

    def _query(self, question: str, filters: Filters) -> tuple[Query, dict[str, set[Mark]]]:
        asked = {tongue(tag) for tag in filters.languages}
        matcher = Matcher([name for name in self._tongues if not asked or name in asked])
        unwanted = []
        if (
            self._versions and not filters.all_versions
        ):  # few are old: they are cheaper to leave out than the rest to ask for
            unwanted.append(Query.term_query(schema(), "is_current", False, "basic"))
        return all_of([matcher.query(parse(question)), *narrowing(filters)], unwanted), matcher.marks

    def _ids(self, addresses: list[DocAddress]) -> list[str]:
        halves = (self._searcher.fast_field_values(name, addresses) for name in ("id_high", "id_low"))
        return [f"{high:016x}{low:016x}" for high, low in zip(*halves, strict=True)]

    def _hits(self, ids: list[str], marks: dict[str, set[Mark]]) -> Iterator[Hit]:
        """These articles in this order, without scores. One that is not in the snapshot is left out."""
        parts = [ids[start : start + LOOKED_UP] for start in range(0, len(ids), LOOKED_UP)]
        rows = {row[0]: row for part in parts for row in self._rows(part)}
        for article_id in ids:
            if row := rows.get(article_id):
                _, published, publisher, headline, language, section, body = row
                name = tongue(language)
                shown = snippet(body, name, marks.get(name, ()))
                day = published.astimezone(UTC) if published else None
                yield Hit(article_id, None, day, publisher, headline, language, section, shown)

    def _rows(self, ids: list[str]) -> list[tuple[Any, ...]]:
        wanted = ", ".join(f"'{article_id}'" for article_id in ids)  # hex digits; as parameters they import pandas
        return self._connection.execute(ARTICLES.format(ids=wanted or "NULL")).fetchall()


@contextlib.contextmanager
def opened(home: Home, say: Callable[[str], None] = lambda _: None) -> Iterator[Search]:
    """The home's index, brought up to date if it lags and nobody else is at it; `say` is told before, since it may
    take minutes.

    NoWarehouseError for a home without a warehouse; SearchError if there is no index yet and none can be made now.
    """
    if not home.manifest.exists():
        open_snapshot(home).close()  # says what is missing
    index, up_to_date = _ready(home, say)
    with open_snapshot(home) as connection, damage_told(current(home)):
        yield Search(index, connection, up_to_date)


def _ready(home: Home, say: Callable[[str], None]) -> tuple[Index, bool]:
    """The index, and whether it reflects the last publication."""
    before = open_index(current(home))
    if before and before[1] == digest(home):
        return before[0], True
    say("bringing the search index up to date" if before else "building the search index")
    try:
        catch_up(home, wait=False)
    except (SearchError, OSError):  # another process is at it, the disk is full or the home may only be read
        if before is None:
            raise
        return before[0], False
    after = open_index(current(home))
    if after is None:
        raise SearchError(f"the search index of {home.root} was removed while it was read. Try again.")
    return after[0], True
