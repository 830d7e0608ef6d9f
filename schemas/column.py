"""The two words all schemas are written in: a Column and a Table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Type(Enum):
    """A column's logical type; `schemas.arrow` and `schemas.ddl` say what it is in Arrow and in DuckDB."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"  # an instant, stored in UTC
    TEXT_LIST = "list of text"
    JSON = "json"  # an object or array, as JSON text


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, meaning and constraints.

    `term` is the standard term that the name and meaning come from: "schema.org NewsArticle.headline",
    "IPTC ninjs 3 slugline", "PROV wasGeneratedBy", or "Copydesk" where the description is the definition.
    `minimum` and `maximum` bound numbers and, as ISO text, dates. `pattern` is a full-match regular expression.
    """

    name: str
    type: Type
    description: str
    term: str = "Copydesk"
    nullable: bool = True
    vocabulary: tuple[str, ...] | None = None
    minimum: float | str | None = None
    maximum: float | str | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row of it is, its columns in order, and its key.

    `partition` tells where its Parquet parts lie: by the article's month of publication ("article") or by the
    month in which the run started ("run"). `checked`: the database enforces ranges and vocabularies; a table that keeps
    what broke them cannot. `indexed`: the database enforces the key; for a row a record that costs more than the load.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    partition: str = "article"
    parent: str | None = None
    checked: bool = True
    indexed: bool = True

    def column(self, name: str) -> Column:
        """The column of that name; KeyError lists the valid names."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name!r}; it has {', '.join(c.name for c in self.columns)}")

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


RUN_ID = Column("run_id", Type.TEXT, "The run that wrote this row; see `runs`.", "PROV wasGeneratedBy", nullable=False)
ARTICLE_ID = Column(
    "article_id",
    Type.TEXT,
    "Identity of the article version: the first 32 hex digits of the SHA-256 of its record's bytes, so the same "
    "record is the same article however often, and under whatever name, it comes.",
    "schema.org Thing.identifier",
    nullable=False,
    pattern=r"[0-9a-f]{32}",
)
POSITION = Column(
    "position",
    Type.INTEGER,
    "Order within the article, from 0.",
    "schema.org ListItem.position",
    nullable=False,
    minimum=0,
)


def article_child(name: str, row: str, *columns: Column) -> Table:
    """A table with several rows an article, each known by (article_id, position)."""
    return Table(name, row, (ARTICLE_ID, POSITION, *columns, RUN_ID), ("article_id", "position"), parent="articles")
