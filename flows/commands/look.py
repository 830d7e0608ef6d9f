"""Commands that look and change nothing: `sql`, `report`, `quarantine`, `schema`, `explain`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands import options

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("table", "json", "csv", "markdown", "parquet")


@click.command()
@click.argument("query")
@options.home
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: table; json when captured]")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--timeout", type=float, default=60.0, show_default=True, help="Seconds a query may take.")
@click.option("--memory", default="2GB", show_default=True, help="Memory a query may take.")
@options.as_json
def sql(
    query: str, home: Path, form: str | None, output: Path | None, timeout: float, memory: str, as_json: bool
) -> None:
    """Run a query on the warehouse: read-only, without access to files or the network."""
    from flows.output import markdown_table, print_rows, to_json, wants_json
    from warehouse.home import Home
    from warehouse.query import Limits, rows
    from warehouse.query import query as run

    limits = Limits(timeout, memory)
    if form is None and output is not None:
        form = output.suffix.lstrip(".") if output.suffix.lstrip(".") in FORMATS else None
    if form in ("csv", "parquet"):
        with run(Home(home), query, limits) as connection:
            _write(connection.to_arrow_table(), form, output)
        return
    names, found = rows(Home(home), query, limits)
    if form == "markdown" or output:
        as_objects = to_json([dict(zip(names, row, strict=True)) for row in found])
        data = markdown_table(names, found).encode() if form == "markdown" else as_objects
        output.write_bytes(data) if output else sys.stdout.write(data.decode())
    else:
        print_rows(names, found, as_json=form == "json" or (form is None and wants_json(as_json)))


def _write(table: pa.Table, form: str, output: Path | None) -> None:
    target = str(output) if output else sys.stdout.buffer
    if form == "csv":
        import pyarrow.csv

        pyarrow.csv.write_csv(_flat(table), target)
    elif output is None:
        raise click.UsageError("Parquet needs a file: give --output FILE.parquet")
    else:
        import pyarrow.parquet

        pyarrow.parquet.write_table(table, target, compression="zstd")


def _flat(table: pa.Table) -> pa.Table:
    """Lists as JSON text: CSV has no lists."""
    import orjson
    import pyarrow as pa

    for index, field in enumerate(table.schema):
        if pa.types.is_nested(field.type):
            cells = table[index].to_pylist()
            texts = [None if cell is None else orjson.dumps(cell, default=str).decode() for cell in cells]
            table = table.set_column(index, field.name, pa.array(texts, pa.string()))
    return table


@click.command()
@options.home
@click.option("--run", "run_id", help="A run's id. [default: the last run]")
@options.as_json
def report(home: Path, run_id: str | None, as_json: bool) -> None:
    """The data-quality report of a run: writes the page anew and says where it is."""
    from flows.output import print_json, wants_json
    from warehouse.home import Home
    from warehouse.report.build import write_report

    path, facts = write_report(Home(home), run_id)
    if wants_json(as_json):
        print_json(facts | {"page": str(path)})
    else:
        click.echo(f"{facts['verdict']}\n{path}")


@click.group()
def quarantine() -> None:
    """What failed validation: look at it."""


@quarantine.command("list")
@options.home
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@options.as_json
def quarantine_list(home: Path, limit: int, as_json: bool) -> None:
    """The quarantined articles, newest first, with the expectations they failed."""
    from flows.output import print_rows, wants_json
    from warehouse.home import Home
    from warehouse.query import rows

    names, found = rows(
        Home(home),
        "SELECT article_id, status, headline, failed_expectations, source_path, record_locator, run_id "  # noqa: S608
        f"FROM quarantined_articles ORDER BY run_id DESC, source_path LIMIT {limit}",
    )
    if wants_json(as_json):
        print_rows(names, found, as_json=True)
        return
    short = [(row[0][:12], row[2], "\n".join(row[3]), f"{Path(row[4]).name} {row[5]}") for row in found]
    print_rows(["id", "headline", "failed", "record"], short, as_json=False, title="quarantined articles")


@quarantine.command("show")
@click.argument("article_id")
@options.home
@options.as_json
def quarantine_show(article_id: str, home: Path, as_json: bool) -> None:
    """One quarantined article: its fields, and what it failed and why. ID may be cut short."""
    from flows.output import plain, print_json, print_table, wants_json
    from warehouse.home import Home
    from warehouse.quarantine import find

    fields, failed = find(Home(home), article_id)
    if wants_json(as_json):
        print_json({"fields": fields, "failed_expectations": failed})
        return
    print_table(["field", "value"], [(name, plain(value)) for name, value in fields.items()])
    asked = [(row["severity"], row["expectation"], row["description"]) for row in failed]
    print_table(["severity", "expectation", "asks"], asked)


@click.command()
@click.argument("table", required=False)
@options.as_json
def schema(table: str | None, as_json: bool) -> None:
    """The tables, or the columns of TABLE: type, meaning, standard term."""
    from flows.output import print_json, print_rows, wants_json
    from schemas.json_schema import json_schema
    from schemas.registry import TABLES

    if table is None:
        rows = [(t.name, t.row, len(t.columns), ", ".join(t.primary_key)) for t in TABLES.values()]
        print_rows(["table", "a row is", "columns", "key"], rows, as_json=wants_json(as_json))
    elif table not in TABLES:
        raise click.UsageError(f"no table {table!r}; there are {', '.join(TABLES)}")
    elif wants_json(as_json):
        print_json(json_schema(TABLES[table]))
    else:
        columns = [(c.name, c.type.value, c.description, c.term) for c in TABLES[table].columns]
        print_rows(["column", "type", "meaning", "term"], columns, as_json=False)


@click.command()
@click.argument("code", required=False)
@options.as_json
def explain(code: str | None, as_json: bool) -> None:
    """What a reason code means and what to do; without CODE, all of them."""
    from flows.output import print_rows, wants_json
    from schemas.reasons import REASONS

    if code is not None and code not in REASONS:
        raise click.UsageError(f"no reason code {code!r}; there are {', '.join(REASONS)}")
    chosen = [REASONS[code]] if code else list(REASONS.values())
    rows = [(r.code, r.outcome, r.meaning, r.remedy) for r in chosen]
    print_rows(["code", "outcome", "meaning", "what to do"], rows, as_json=wants_json(as_json))
