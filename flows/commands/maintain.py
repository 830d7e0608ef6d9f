"""`maintain`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands import options
from flows.commands.ingest import with_server

if TYPE_CHECKING:
    from flows.run import Summary
    from warehouse.maintain.plan import Step


@click.command()
@options.home
@click.option("--keep-raw-days", type=click.IntRange(0), help="Drop the raw bytes of accepted records that are older.")
@click.option("--keep-report-days", type=click.IntRange(0), help="Drop reports that are older.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@options.as_json
def maintain(home: Path, keep_raw_days: int | None, keep_report_days: int | None, dry_run: bool, as_json: bool) -> int:
    """Keep the home small and quick: merge small parts, rebuild a bloated DuckDB file, drop what is old if asked to.

    No row of any table changes. Records whose raw bytes are dropped cannot be parsed anew.
    """
    from flows.output import print_rows, wants_json
    from flows.settings import Settings
    from warehouse.database import open_snapshot
    from warehouse.home import Home
    from warehouse.maintain.plan import Step, steps
    from warehouse.maintain.retention import Keep

    open_snapshot(Home(home)).close()  # no warehouse: said before a server is started

    def run() -> tuple[list[Step], Summary | None]:
        from flows.maintain import maintain as flow

        return flow(str(home), keep_raw_days, keep_report_days)

    done = steps(Home(home), Keep(keep_raw_days, keep_report_days))
    if done and not dry_run:
        done, _ = with_server(Settings.load(home=home), run)
    if done or wants_json(as_json):
        title = "what would be done" if dry_run else "what was done"
        print_rows(Step._fields, done, as_json=wants_json(as_json), title=title)
    else:
        click.echo("nothing to do: the home is in order")
    return 0
