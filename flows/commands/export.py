"""`export`: articles on their way to other programs."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.commands import options

if TYPE_CHECKING:
    from warehouse.export import Ask
    from warehouse.export.choice import Choice
    from warehouse.export.order import Order
    from warehouse.export.targets import Written

FORMATS = ("parquet", "jsonl", "csv", "ninjs", "croissant")
ENDINGS = {".parquet": "parquet", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv"}
SECONDS = 60.0


def chosen(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose articles; those that `search` has, too, mean the same."""
    for option in reversed((
        click.option("--where", metavar="CONDITION", help="In SQL, on columns of `articles`: 'word_count > 300'."),
        click.option("--from", "first", metavar="DATE", help="First day, month or year: 2019-12-31, 2019-12, 2019."),
        click.option("--to", "last", metavar="DATE", help="Last day, month or year."),
        click.option("--publisher", "publishers", multiple=True, help="Only this publisher. May be repeated, as the "
                     "next two."),
        click.option("--language", "languages", multiple=True, metavar="TAG", help="Only this language, such as de "
                     "or pt-BR."),
        click.option("--section", "sections", multiple=True, help="Only this section."),
        click.option("--all-versions", is_flag=True, help="Old versions of articles, and withdrawn ones, too."),
    )):  # fmt: skip
        command = option(command)
    return command


def shaped(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what the files look like."""
    for option in reversed((
        click.option("--with", "nested", metavar="TABLES", help="What JSON Lines nest in articles beside quotes, "
                     "mentions and the like: 'blocks,evidence'; 'none': nothing."),
        click.option("--split-by", "split", type=click.Choice(("year", "publisher")), help="Files in Hive folders."),
        click.option("--compression", type=click.Choice(("zstd", "gzip", "snappy", "none")), help="[default: zstd for "
                     "Parquet, else what --output ends in]"),
        click.option("--neutralise-formulas", "neutralise", is_flag=True, help="In CSV, text that a spreadsheet takes "
                     "for a formula gets an apostrophe."),
        click.option("--name", default="copydesk-export", show_default=True, help="The dataset's name."),
        click.option("--license", default="", metavar="URL", help="The dataset's licence."),
    )):  # fmt: skip
        command = option(command)
    return command


@click.command()
@options.home
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: what --output ends in]")
@click.option("--output", default="-", help="A file, a folder, or - for stdout.  [default: -]")
@click.option("--force", is_flag=True, help="Replace the file, or the folder if `export` wrote it.")
@click.option("--table", "tables", multiple=True, help="May be repeated; `all`: every table.  [default: articles]")
@chosen
@shaped
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=SECONDS, show_default=True, help="Seconds "
              "that a query may take.")  # fmt: skip
@click.option("--memory", help="Memory that a query may take.  [default: 192MB, and more for long texts]")
@options.as_json
def export(
    home: Path, form: str | None, output: str, force: bool, tables: tuple[str, ...], where: str | None,
    first: str | None, last: str | None, publishers: tuple[str, ...], languages: tuple[str, ...],
    sections: tuple[str, ...], all_versions: bool, nested: str | None, timeout: float, memory: str | None,
    as_json: bool, **shape: Any,
) -> None:  # fmt: skip
    """Write articles for other programs: Parquet, JSON Lines, CSV, ninjs, or a Croissant dataset.

    All articles in their current version, or those that are chosen. What is written is there whole or not at all.
    """
    import pyarrow as pa  # noqa: F401  # before the clock of a query runs

    from warehouse.export.empty import why
    from warehouse.export.order import Order
    from warehouse.export.write import export as write

    choice = _choice(where, first, last, publishers, languages, sections, all_versions)
    order = Order(form or _format(output), output, _tables(tables), choice, children=_nested(nested), **shape)
    with _session(home, timeout, memory) as ask:
        try:
            with _progress() as told:
                written = write(ask, order, sys.stdout.buffer, force=force, told=told)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader of the pipe has gone: `| head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if not any(file.rows for file in written):
            for root in order.roots():
                click.echo(f"copydesk: {why(ask, order.choice, root)}", err=True)
    if output != "-":
        _print(order, written, as_json)


@contextlib.contextmanager
def _session(home: Path, timeout: float, memory: str | None) -> Iterator[Ask]:
    """Queries in a process of their own, which may take the memory that is given, or as much as the texts need."""
    from flows.sql_shell.session import Session
    from warehouse.export import need
    from warehouse.limits import Limits

    def asking(session: Session) -> Ask:
        return lambda sql: session.ask(sql, arrow=True).arrow()

    with Session(home, Limits(timeout, memory or f"{need.LEAST}B"), arrow=True) as session:
        needed = need.LEAST if memory else need.memory(asking(session))
        if needed <= need.LEAST:
            yield asking(session)
            return
    with Session(home, Limits(timeout, f"{needed}B"), arrow=True) as session:
        yield asking(session)


def _format(output: str) -> str:
    """What the output's name says."""
    name = output.lower()
    for ending in (".gz", ".zst"):
        name = name.removesuffix(ending)
    for ending, form in ENDINGS.items():
        if name.endswith(ending):
            return form
    raise click.UsageError(f"say which --format: {', '.join(FORMATS)}")


def _tables(given: tuple[str, ...]) -> tuple[str, ...]:
    from schemas.registry import TABLES

    if unknown := [name for name in given if name not in ("all", *TABLES)]:
        raise click.UsageError(f"no table {', '.join(map(repr, unknown))}; there are {', '.join(TABLES)}, or all")
    return tuple(TABLES) if "all" in given else tuple(dict.fromkeys(given)) or ("articles",)


def _nested(given: str | None) -> tuple[str, ...]:
    """The tables nested in articles: the usual ones and those that are asked for; `none` leaves the usual out."""
    from schemas.registry import ARTICLE_CHILDREN
    from warehouse.export.order import NESTED

    names = [name.strip() for name in (given or "").split(",") if name.strip()]
    known = [table.name for table in ARTICLE_CHILDREN]
    if unknown := [name for name in names if name not in (*known, "none")]:
        raise click.UsageError(f"--with {', '.join(unknown)}: valid are none, {', '.join(known)}")
    wanted = names if "none" in names else (*NESTED, *names)
    return tuple(name for name in known if name in wanted)


def _choice(where: str | None, first: str | None, last: str | None, *rest: Any) -> Choice:
    from warehouse.export.choice import Choice

    if not (first or last):
        return Choice(where, None, None, *rest)
    from warehouse.search.filters import first_day, last_day

    return Choice(where, first_day(first) if first else None, last_day(last) if last else None, *rest)


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """Counts on stderr, where somebody is looking."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.completed:,} written"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        yield lambda rows: bar.advance(task, rows)


def _print(order: Order, written: list[Written], as_json: bool) -> None:
    """What was written: rows, files and bytes of each table."""
    from flows.output import print_json, print_table, wants_json

    totals: dict[str, list[int]] = {}
    for file in written:
        before = totals.get(file.table, [0, 0, 0])
        totals[file.table] = [a + b for a, b in zip(before, (file.rows, file.files, file.bytes), strict=True)]
    names = ("table", "rows", "files", "bytes")
    rows = [(table, *numbers) for table, numbers in totals.items()]
    if wants_json(as_json):
        tables = [dict(zip(names, row, strict=True)) for row in rows]
        print_json({"output": order.output, "format": order.format, "tables": tables})
    else:
        print_table(names, rows, title=order.output)
