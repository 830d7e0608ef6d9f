"""Bringing a warehouse file of an earlier version up to date.

The scripts in migrations/ say what becomes of the data, one a version; then every table that is not yet as the schemas
declare it is built anew, with its constraints, comments, views and macros. Works on the loader's private copy: what is
published changes only with the next publication.
"""

from __future__ import annotations

from importlib.resources import files

import duckdb

from schemas.ddl import comments, create_table
from schemas.registry import TABLES
from warehouse.database import SCHEMA_VERSION, create_views, set_version, version_of


class SchemaVersionError(RuntimeError):
    """The warehouse was written by a newer version of Copydesk."""


def migrate(connection: duckdb.DuckDBPyConnection) -> int:
    """Bring the open file up to date; returns the version it had. SchemaVersionError if that is a newer one."""
    found = version_of(connection)
    if found > SCHEMA_VERSION:
        raise SchemaVersionError(
            f"this warehouse has schema version {found}; this version of Copydesk writes version {SCHEMA_VERSION}. "
            "Upgrade Copydesk, or use another --home."
        )
    if found < SCHEMA_VERSION:
        for version in range(found + 1, SCHEMA_VERSION + 1):
            connection.execute(script(version))
        _rebuild(connection)
        set_version(connection)
    create_views(connection)
    return found


def script(version: int) -> str:
    """What brings data from the version before to this one."""
    return (files("warehouse") / "migrations" / f"{version:04d}.sql").read_text(encoding="utf-8")


def _rebuild(connection: duckdb.DuckDBPyConnection) -> None:
    """Build every table anew that is not as it is declared."""
    present = _structures(connection)
    declared = _declared()
    for name, table in TABLES.items():
        if present.get(name) == declared[name]:
            continue
        if name in present:
            connection.execute(f'ALTER TABLE "{name}" RENAME TO "{name}__old"')
        connection.execute(create_table(table))
        if name in present:
            connection.execute(f'INSERT INTO "{name}" BY NAME SELECT * FROM "{name}__old"')  # a table of ours
            connection.execute(f'DROP TABLE "{name}__old"')
        for comment in comments(table):
            connection.execute(comment)


def _structures(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(connection.execute("SELECT table_name, sql FROM duckdb_tables() WHERE NOT internal").fetchall())


def _declared() -> dict[str, str]:
    with duckdb.connect() as connection:
        for table in TABLES.values():
            connection.execute(create_table(table))
        return _structures(connection)
