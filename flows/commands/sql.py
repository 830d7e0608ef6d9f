"""`sql`: one query, a script from stdin, or the interactive shell."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands import options
from flows.sql_shell import FORMATS

if TYPE_CHECKING:
    from flows.sql_shell.session import Session
    from warehouse.limits import Limits

SECONDS, MEMORY = 60.0, "2GB"
SHOWN = 1_000  # rows of a table; the other formats give all


@click.command()
@click.argument("query", required=False)
@options.home
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: table; json when captured]")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), help="Seconds a query may take. [default: 60]")
@click.option("--memory", help=f"Memory a query may take. [default: {MEMORY}]")
@click.option("--unsafe", is_flag=True, help="Lift the limits: files, network, extensions, memory, time. Never writes "
              "to the warehouse.")  # fmt: skip
@options.as_json
def sql(
    query: str | None, home: Path, form: str | None, output: Path | None, timeout: float | None, memory: str | None,
    unsafe: bool, as_json: bool,
) -> int:  # fmt: skip
    """Run QUERY on the warehouse: read-only, without access to files or the network.

    Without QUERY: an interactive shell on a terminal, else, and with `-`, the statements that come on stdin.
    """
    from flows.sql_shell.session import Session

    limits = _limits(timeout, memory, unsafe)
    interactive = query is None and sys.stdin.isatty()
    if interactive and (output or not sys.stdout.isatty()):
        raise click.UsageError("give a QUERY, or - to read a script from stdin")
    form = _format(form, output, as_json)
    with Session(home, limits, arrow=form in ("csv", "parquet")) as session:
        if interactive:
            from flows.sql_shell.shell import run

            return run(session, form)
        try:
            if query in (None, "-"):
                _script(session, sys.stdin.read(), form, output)
            else:
                _query(session, str(query), form, output)
        except BrokenPipeError:  # the reader of the pipe has gone: `| head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _limits(timeout: float | None, memory: str | None, unsafe: bool) -> Limits:
    from warehouse.limits import Limits

    if not unsafe:
        return Limits(timeout or SECONDS, memory or MEMORY)
    click.echo(
        "copydesk: --unsafe: queries may read and write files, use the network and load extensions, without a limit of "
        "memory or time unless one is given. The warehouse itself stays read-only.",
        err=True,
    )
    return Limits(timeout, memory, external=True)


def _format(form: str | None, output: Path | None, as_json: bool) -> str:
    """What was asked for, else what the file's name says, else a table on a terminal and JSON elsewhere."""
    if form is None and output is not None:
        ending = {".md": "markdown"}.get(output.suffix, output.suffix.lstrip("."))
        form = ending if ending in FORMATS else "json"
    if form is None:
        form = "json" if as_json or not sys.stdout.isatty() else "table"
    if form == "parquet" and output is None:
        raise click.UsageError("Parquet needs a file: give --output FILE.parquet")
    return form


def _query(session: Session, sql: str, form: str, output: Path | None) -> None:
    from flows.sql_shell.show import replacing, write

    statements = session.split(sql)
    if len(statements) != 1:
        received = f"{len(statements)} statements" if statements else "no statement"
        raise click.UsageError(f"QUERY holds {received}; it takes one. Several: `copydesk sql - < FILE`.")
    if output is None:
        _show(session, statements[0], form)
        return
    with replacing(output) as stream:
        write(session, statements[0], "markdown" if form in ("table", "lines") else form, stream)


def _script(session: Session, script: str, form: str, output: Path | None) -> None:
    """Each statement in turn, until one fails; what each gives is printed."""
    if output is not None:
        _query(session, script, form, output)
        return
    statements = session.split(script)
    if not statements:
        raise click.UsageError("stdin holds no statement")
    for statement in statements:
        _show(session, statement, form)


def _show(session: Session, statement: str, form: str) -> None:
    from flows.sql_shell.show import how_many, show

    result, shown = show(session, statement, form, SHOWN)
    sys.stdout.flush()
    if result.total > shown:
        click.echo(f"copydesk: {how_many(result, shown)}; --format json, csv and --output FILE give all", err=True)
