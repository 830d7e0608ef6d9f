"""The DuckDB file: creating it from the schemas, opening it to write or to read."""

from __future__ import annotations

import time
from importlib.resources import files
from pathlib import Path

import duckdb

from schemas.ddl import comments, create_table
from schemas.registry import TABLES
from warehouse.home import Home
from warehouse.remote.mirror import address

SCHEMA_VERSION = 2
CHECKPOINT = "1TB"  # only when it is closed: each one before compresses the same tables' last rows again
OPEN_TRIES, OPEN_PAUSE = 3, 0.05  # seconds
STORAGE = "v1.2.0"  # DuckDB's file format: the first that compresses long texts (zstd); a third of the size of v1.0's


class NoWarehouseError(RuntimeError):
    """The home has no published warehouse yet."""


def views() -> list[tuple[str, str]]:
    """(name, SQL) of the views and macros that come with the warehouse."""
    folder = files("warehouse") / "views"
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda entry: entry.name)
    return [(entry.name.removesuffix(".sql"), entry.read_text(encoding="utf-8")) for entry in found]


def create(path: Path) -> None:
    """A new, empty warehouse file."""
    with duckdb.connect(str(path), config={"storage_compatibility_version": STORAGE}) as connection:
        connection.execute("BEGIN")
        for table in TABLES.values():
            connection.execute(create_table(table))
            for comment in comments(table):
                connection.execute(comment)
        create_views(connection)
        connection.execute("CREATE TABLE schema_version (version INTEGER)")
        connection.execute("COMMENT ON TABLE schema_version IS 'the version of this file''s schema'")
        set_version(connection)
        connection.execute("COMMIT")


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """The views and macros of this version, in place of those of an earlier one."""
    for kind, name in connection.execute(
        "SELECT 'VIEW', view_name FROM duckdb_views() WHERE NOT internal UNION ALL SELECT DISTINCT "
        "CASE function_type WHEN 'macro' THEN 'MACRO' ELSE 'MACRO TABLE' END, function_name FROM duckdb_functions() "
        "WHERE NOT internal AND function_type IN ('macro', 'table_macro')"
    ).fetchall():
        connection.execute(f'DROP {kind} "{name}"')
    waiting = [sql for _, sql in views()]
    while waiting:  # a macro can be made only after those that it calls
        before = len(waiting)
        waiting = [sql for sql in waiting if not _made(connection, sql, last=False)]
        if len(waiting) == before:
            _made(connection, waiting[0], last=True)


def _made(connection: duckdb.DuckDBPyConnection, sql: str, *, last: bool) -> bool:
    try:
        connection.execute(sql)
    except duckdb.CatalogException:
        if last:
            raise
        return False
    return True


def version_of(connection: duckdb.DuckDBPyConnection) -> int:
    """The version of the open file's schema."""
    return int(connection.execute("SELECT version FROM schema_version").fetchall()[0][0])


def set_version(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("DELETE FROM schema_version")
    connection.execute("INSERT INTO schema_version VALUES (?)", [SCHEMA_VERSION])


def open_for_writing(path: Path, *, memory_limit: str = "384MB", threads: int = 2) -> duckdb.DuckDBPyConnection:
    """The loader's connection to its private copy."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory_limit, "threads": threads, "preserve_insertion_order": True,
        "checkpoint_threshold": CHECKPOINT,
    }  # fmt: skip
    return duckdb.connect(str(path), config=config)


def no_warehouse(home: Home) -> NoWarehouseError:
    place = address(home)
    return NoWarehouseError(f"{place} holds no warehouse yet. `copydesk ingest SOURCE --home {place}` makes one.")


def open_snapshot(home: Home) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the current snapshot; NoWarehouseError if there is none."""
    if not home.warehouse.exists():
        raise no_warehouse(home)
    for _ in range(OPEN_TRIES - 1):
        try:
            return duckdb.connect(str(home.warehouse.resolve()), read_only=True)
        except duckdb.IOException:  # replaced by the next one just now: the symlink leads there
            time.sleep(OPEN_PAUSE)
    return duckdb.connect(str(home.warehouse.resolve()), read_only=True)
