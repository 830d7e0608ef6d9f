"""The chosen rows of a table, in chunks: a temporary table that all further queries of an export join.

A chunk holds articles that follow each other in the table: `CHUNK_ROWS` of them, or fewer long ones. The rows that
belong to them nearly always lie together, too, so that each chunk is read from a short range of each table's rows.
Where they do not, the range is long: slower, and still right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from schemas.column import Table
from schemas.registry import TABLES
from warehouse.export import Ask, rows_of
from warehouse.export.choice import Choice, conditions, split_expression
from warehouse.export.condition import check, named
from warehouse.limits import QueryError

CHUNK_ROWS, CHUNK_BYTES = 1_000, 32_000_000  # of articles without text, and of text, as a chunk holds at most
MOST_SPLITS = 5_000
ORDER = '"_place", "_at"'
DIVIDE = (
    """
    CREATE OR REPLACE TEMP TABLE divided AS
    SELECT article_id, place, split, floor(sum(size / {bytes} + 1.0::DOUBLE / {rows})
        OVER (PARTITION BY split ORDER BY place ROWS UNBOUNDED PRECEDING))::BIGINT AS part
    FROM picked
    """,
    "DROP TABLE picked",
    """
    CREATE OR REPLACE TEMP TABLE chunks AS
    SELECT (row_number() OVER (ORDER BY split, part))::BIGINT AS chunk, split, part, count(*) AS row_count,
        min(place) AS first, max(place) AS last
    FROM divided GROUP BY split, part
    """,
    """
    CREATE OR REPLACE TEMP TABLE chosen AS
    SELECT d.article_id, d.place, c.chunk
    FROM divided d JOIN chunks c ON c.split IS NOT DISTINCT FROM d.split AND c.part = d.part
    ORDER BY c.chunk, d.place
    """,
    "DROP TABLE divided",
)
Range = tuple[int, int]  # first and last rowid


class Chunk(NamedTuple):
    """Chosen rows of the root table: how many, and between which row numbers they lie. `split`: whose file they are."""

    number: int
    split: str | None
    rows: int
    first: int
    last: int


class Chosen:
    """The chosen rows of `root`, as the temporary table `chosen` (article_id, place, chunk)."""

    def __init__(self, ask: Ask, root: Table, chunks: Sequence[Chunk]) -> None:
        self.ask, self.root, self.chunks = ask, root, chunks
        self._ranges: dict[str, dict[int, Range]] = {}

    @property
    def rows(self) -> int:
        return sum(chunk.rows for chunk in self.chunks)

    def source(self, table: Table, chunk: Chunk) -> str:
        """The rows of `table` that belong to a chunk, as a subquery; `ORDER` puts them in order."""
        chosen = f"(SELECT article_id, place FROM chosen WHERE chunk = {chunk.number}) AS c"
        if table is self.root:
            on, (first, last) = "t.rowid = c.place", (chunk.first, chunk.last)
        else:
            on, (first, last) = "t.article_id = c.article_id", self.range(table, chunk)
        at = '"position"' if "position" in table.column_names else "rowid"
        return (
            f'(SELECT t.*, c.place AS "_place", t.{at} AS "_at" FROM "{table.name}" AS t JOIN {chosen} ON {on} '
            f"WHERE t.rowid BETWEEN {first} AND {last})"
        )

    def range(self, table: Table, chunk: Chunk) -> Range:
        """Between which row numbers the rows of `table` lie that belong to a chunk."""
        if table.name not in self._ranges:
            self._ranges[table.name] = {
                number: (first, last)
                for number, first, last in rows_of(self.ask(
                    f'SELECT c.chunk, min(t.rowid), max(t.rowid) FROM "{table.name}" AS t '
                    "JOIN chosen AS c ON t.article_id = c.article_id GROUP BY ALL"
                ))
            }  # fmt: skip
        return self._ranges[table.name].get(chunk.number, (0, -1))


def root_of(name: str) -> Table:
    """The table whose rows are chosen when `name` is exported: `articles` for all that belongs to articles."""
    if name not in TABLES:
        raise QueryError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
    belongs_to_articles = TABLES[name].partition == "article" and name != "quarantined_articles"
    return TABLES["articles" if belongs_to_articles else name]


def choose(ask: Ask, root: Table, choice: Choice, split: str | None = None, *, chunk_rows: int = CHUNK_ROWS) -> Chosen:
    """Choose rows of `root`. QueryError says what is wrong with the choice."""
    own = [f"(\n{choice.where}\n)"] if choice.where is not None else []
    wanted = " AND ".join([*conditions(choice, root), *own]) or "true"
    has = root.column_names
    article_id = '"article_id"' if "article_id" in has else "NULL::VARCHAR"
    size = 'strlen("article_body")' if "article_body" in has else "0"
    picked = (
        f"CREATE OR REPLACE TEMP TABLE picked AS SELECT {article_id} AS article_id, rowid AS place, {size} AS size, "
        f'{split_expression(split, root)} AS split FROM "{root.name}" WHERE {wanted}'
    )
    if choice.where is not None:
        check(ask, choice.where)
    with named(choice.where):
        _run(ask, picked)
    [(found,)] = rows_of(ask("SELECT count(DISTINCT split) FROM picked"))
    if found > MOST_SPLITS:
        raise QueryError(
            f"--split-by {split} makes {found:,} files, and the most is {MOST_SPLITS:,}: choose fewer rows"
        )
    for statement in DIVIDE:
        _run(ask, statement.format(bytes=CHUNK_BYTES, rows=chunk_rows))
    rows = rows_of(ask("SELECT chunk, split, row_count, first, last FROM chunks ORDER BY chunk"))
    return Chosen(ask, root, [Chunk(*row) for row in rows])


def _run(ask: Ask, sql: str) -> None:
    for _ in ask(sql):
        pass
