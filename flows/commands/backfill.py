"""`reparse`, and what it has in common with `quarantine replay` and `release`."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.commands import options
from flows.commands.ingest import EXIT_CODES, show, with_server

if TYPE_CHECKING:
    from datetime import datetime

    from flows.backfill import Backfill


def go_over(kind: str, home: Path, as_json: bool, **chosen: Any) -> int:
    """Run the flow, and tell what came of it."""
    from flows.settings import Settings

    def run() -> Backfill:
        from flows.backfill import backfill

        return backfill(kind, str(home), **chosen)  # type: ignore[no-any-return, return-value, unused-ignore]

    from warehouse.database import open_snapshot
    from warehouse.home import Home

    open_snapshot(Home(home)).close()  # no warehouse: said before a server is started
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    done = with_server(Settings.load(home=home), run)
    if done.kind == "reparse":
        _show_changes(done, as_json)
    elif done.summary:
        show(done.summary, as_json)
    return EXIT_CODES[done.summary.status] if done.summary else 0


@click.command()
@click.argument("ids", nargs=-1)
@options.home
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Taken in on this day or later.")
@click.option("--publisher", default="", help="Of this publisher only.")
@click.option("--format", "source_format", default="", help="Of this format only.")
@click.option("--run", "run_id", default="", help="Of this run only.")
@click.option("--diff", "diff_only", is_flag=True, help="Only show what would change (the default).")
@click.option("--apply", is_flag=True, help="Make new versions of the articles that change.")
@click.option("--note", default="", help="Why; kept with the run.")
@options.as_json
def reparse(
    ids: tuple[str, ...], home: Path, since: datetime | None, diff_only: bool, as_json: bool, **chosen: Any
) -> int:
    """Parse accepted articles anew from their raw bytes, with today's parser, and show what changes.

    Nothing is changed without --apply. Articles that would be rejected or quarantined now stay as they are.
    """
    if diff_only and chosen["apply"]:
        raise click.UsageError("--diff changes nothing, --apply does: give one of them")
    return go_over("reparse", home, as_json, ids=ids, since=since.date() if since else None, **chosen)


def _show_changes(done: Backfill, as_json: bool) -> None:
    """The difference between what is in the warehouse and what today's parser makes of the same bytes."""
    from flows.output import print_json, print_table, wants_json

    changes = sorted(((*key, count) for key, count in done.changes.items()), key=lambda row: (-row[2], row))
    if wants_json(as_json):
        print_json({
            "applied": done.summary is not None,
            "results": dict(done.results),
            "changes": [{"field": f, "change": c, "articles": n} for f, c, n in changes],
            "examples": [example._asdict() for example in done.examples],
            "summary": asdict(done.summary) if done.summary else None,
        })  # fmt: skip
        return
    print_table(["result", "articles"], sorted(done.results.items()), title="parsed anew")
    print_table(["field", "change", "articles"], changes, title="what changes")
    examples = [(e.field, e.change, e.article_id[:12], e.old, e.new) for e in done.examples]
    print_table(["field", "change", "article", "before", "after"], examples, title="for example")
    if done.summary:
        show(done.summary, as_json=False)
    elif done.results["new_version"]:
        click.echo("Nothing was changed. --apply makes new versions of these articles.")
