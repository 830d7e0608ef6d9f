"""`quarantine`: what was kept out, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.commands import options

if TYPE_CHECKING:
    from warehouse.stored import Selection

note = click.option("--note", default="", help="Why; kept in `quarantine_history`.")
by = click.option("--by", "actor", default="", help="Who decides. [default: the user's name and machine]")


def chosen(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose records."""
    for option in (
        click.option("--run", "run_id", default="", help="Of this run only."),
        click.option("--publisher", default="", help="Of this publisher only."),
        click.option("--format", "source_format", default="", help="Of this format only."),
        click.option("--reason", default="", help="Kept out for this reason code, or this failed expectation."),
    ):
        command = option(command)
    return command


def selection(ids: tuple[str, ...], **given: str) -> Selection:
    from warehouse.stored import Selection

    return Selection(ids=ids, **given)  # type: ignore[arg-type]  # all are text


def some(ids: tuple[str, ...], everything: bool, given: dict[str, str]) -> None:
    """UsageError unless it is said which records are meant."""
    if not ids and not everything and not any(given.values()):
        raise click.UsageError(
            "say which records: ids, --reason, --publisher, --format or --run; or --all for all of them"
        )


@click.group()
def quarantine() -> None:
    """What was kept out: look at it, parse it again, release it, dismiss it, send it to someone."""


@quarantine.command("list")
@options.home
@chosen
@click.option("--dismissed", is_flag=True, help="Those that were dismissed.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@options.as_json
def list_(home: Path, dismissed: bool, limit: int, as_json: bool, **given: str) -> None:
    """The quarantined and rejected records, newest run first, with what kept them out."""
    from flows.output import print_json, print_table, wants_json
    from warehouse.database import open_snapshot
    from warehouse.home import Home
    from warehouse.stored import kept_out

    with open_snapshot(Home(home)) as connection:
        found = kept_out(connection, selection((), **given, dismissed=dismissed))  # type: ignore[arg-type]
    if wants_json(as_json):
        columns = (
            "record_sha256",
            "article_id",
            "was",
            "reasons",
            "publisher",
            "headline",
            "path",
            "locator",
            "run_id",
        )
        print_json([{name: getattr(record, name) for name in columns} for record in found[:limit]])
        return
    rows = [
        (r.record_sha256[:12] if r.record_sha256 else "", r.was, "\n".join(r.reasons), r.publisher, r.headline,
         f"{Path(r.path).name} {r.locator}", r.run_id[:15])
        for r in found[:limit]
    ]  # fmt: skip
    names = ["id", "was", "kept out by", "publisher", "headline or message", "record", "run"]
    shown = f"; {limit} are shown" if len(found) > limit else ""
    print_table(names, rows, title=f"{len(found):,} records were kept out{shown}")


@quarantine.command("show")
@click.argument("id")
@options.home
@options.as_json
def show(id: str, home: Path, as_json: bool) -> None:
    """One record: its fields, what kept it out, and its raw text around what is wrong. ID may be cut short."""
    from flows.inspection import inspect
    from flows.output import plain, print_json, print_table, wants_json
    from warehouse.home import Home

    found = inspect(Home(home), id)
    if wants_json(as_json):
        print_json(found._asdict())
        return
    print_table(["field", "value"], [(name, plain(value)) for name, value in found.fields.items()])
    rows = [(f["severity"], f["expectation"], f["description"], f["found"], f["excerpt"]) for f in found.failed]
    if rows:
        print_table(["severity", "expectation", "asks", "found", "where"], rows, title="what it failed")
    if found.history:
        print_table(["when", "who", "action", "became", "note"], found.history, title="what was decided")
    click.echo(found.raw_excerpt)


@quarantine.command("replay")
@click.argument("ids", nargs=-1)
@options.home
@chosen
@click.option("--all", "everything", is_flag=True, help="All that was kept out.")
@note
@by
@options.as_json
def replay(
    ids: tuple[str, ...], home: Path, everything: bool, note: str, actor: str, as_json: bool, **given: str
) -> int:
    """Parse records again, with today's parser, and judge them with today's suites. What passes becomes an article."""
    from flows.commands.backfill import go_over

    some(ids, everything, given)
    return go_over("replay", home, as_json, ids=ids, note=note, actor=actor, **given)


@quarantine.command("release")
@click.argument("ids", nargs=-1)
@options.home
@chosen
@click.option("--note", required=True, help="Why; kept in `quarantine_history`.")
@by
@options.as_json
def release(ids: tuple[str, ...], home: Path, note: str, actor: str, as_json: bool, **given: str) -> int:
    """Accept quarantined articles as they are; the expectations they failed stay written on them."""
    from flows.commands.backfill import go_over

    some(ids, False, given)
    return go_over("release", home, as_json, ids=ids, note=note, actor=actor, **given)


@quarantine.command("dismiss")
@click.argument("ids", nargs=-1)
@options.home
@chosen
@click.option("--note", required=True, help="Why; kept in `quarantine_history`.")
@by
def dismiss(ids: tuple[str, ...], home: Path, note: str, actor: str, **given: str) -> None:
    """Settle that records are not wanted. Their bytes stay, and `reopen` takes it back."""
    some(ids, False, given)
    click.echo(f"{_decide('dismiss', ids, home, note, actor, given):,} records dismissed")


@quarantine.command("reopen")
@click.argument("ids", nargs=-1)
@options.home
@chosen
@note
@by
def reopen(ids: tuple[str, ...], home: Path, note: str, actor: str, **given: str) -> None:
    """Take a dismissal back."""
    some(ids, False, given)
    click.echo(f"{_decide('reopen', ids, home, note, actor, given):,} records are open again")


def _decide(kind: str, ids: tuple[str, ...], home: Path, note: str, actor: str, given: dict[str, str]) -> int:
    from flows.order import Order, myself
    from flows.run import open_run
    from flows.second_look import choose, decide
    from flows.settings import Settings
    from warehouse.home import Home

    chosen = selection(ids, **given, dismissed=kind == "reopen")  # type: ignore[arg-type]
    order = Order(kind, chosen, note, actor or myself())
    records = choose(Home(home), order)
    with open_run(Settings.load(home=home), [f"{kind}: {len(records)} records"], order) as run:
        decide(run, records)
    return len(records)


@quarantine.command("export")
@click.argument("ids", nargs=-1)
@options.home
@chosen
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The zip file to write.")
def export(ids: tuple[str, ...], home: Path, output: Path, **given: str) -> None:
    """Write the raw bytes of records, and why each was kept out, to a zip file that can be sent to someone."""
    from warehouse.database import open_snapshot
    from warehouse.home import Home
    from warehouse.quarantine_export import write_zip
    from warehouse.stored import kept_out, with_parts

    with open_snapshot(Home(home)) as connection:
        found = kept_out(connection, selection(ids, **given))
    kept = write_zip(Home(home), with_parts(Home(home), found), output)
    click.echo(f"{output}: {len(found):,} records, the bytes of {kept:,} of them")
