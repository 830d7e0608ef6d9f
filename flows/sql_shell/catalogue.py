"""What can be asked: tables, views, macros and their columns, for completion and for `.tables` and `.schema`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from flows.sql_shell.session import Session

RELATIONS = (
    "FROM (SELECT table_name AS name, 'table' AS kind, comment, '' AS parameters "
    "FROM duckdb_tables() WHERE NOT internal "
    "UNION ALL SELECT view_name, 'view', comment, '' FROM duckdb_views() WHERE NOT internal "
    "UNION ALL SELECT function_name, replace(function_type, '_', ' '), comment, array_to_string(parameters, ', ') "
    "FROM duckdb_functions() WHERE NOT internal AND function_type IN ('macro', 'table_macro')) "
    "ORDER BY list_position(['table', 'view', 'table macro', 'macro'], kind), name"
)
COLUMNS = (
    "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal "
    "ORDER BY table_name, column_index"
)
WORDS = (
    "SELECT upper(keyword_name) FROM duckdb_keywords() WHERE keyword_category IN ('reserved', 'column_name') "
    "UNION ALL SELECT DISTINCT function_name FROM duckdb_functions() "
    "WHERE internal AND regexp_full_match(function_name, '[a-z][a-z0-9_]*')"
)
COMMON = "BY FILTER FIRST LAST NULLS OVER PARTITION REPLACE EXCLUDE ROWS RANGE VALUES VIEW INTERVAL DATE".split()


class Relation(NamedTuple):
    """Something to ask; `kind`: table, view, table macro or macro."""

    name: str
    kind: str
    comment: str
    parameters: str

    @property
    def call(self) -> str:
        return f"{self.name}({self.parameters})" if self.kind.endswith("macro") else self.name


class Column(NamedTuple):
    relation: str
    name: str
    type: str
    comment: str


SEARCH = Relation(  # no macro of the warehouse, but made for the queries that call it
    "search", "table macro", "articles that have the words, best first: article_id, score, snippet", "'words'"
)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All names."""

    relations: list[Relation] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, session: Session) -> Catalogue:
        relations = [Relation(n, k, c or "", p) for n, k, c, p in session.ask(RELATIONS).rows()]
        relations.append(SEARCH)
        columns = [Column(r, n, t, c or "") for r, n, t, c in session.ask(COLUMNS).rows()]
        words = sorted({*COMMON, *(word for (word,) in session.ask(WORDS).rows())})
        return cls(relations, columns, words)

    def of(self, name: str) -> list[Column]:
        """The columns of a table or view; none for another name."""
        return [column for column in self.columns if column.relation == name]
