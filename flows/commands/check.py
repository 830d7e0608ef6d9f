"""`verify` and `doctor`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands import options

if TYPE_CHECKING:
    from warehouse.home import Home


@click.command()
@options.home
@click.option("--repair", "mend", is_flag=True, help="Make what is damaged anew from what is whole.")
@options.as_json
def verify(home: Path, mend: bool, as_json: bool) -> int:
    """Check that everything is there, whole and in agreement: parts, rows, offsets, and the accounting of every run.

    DuckDB and the Parquet parts hold the same rows: with --repair, each is made anew from the other. What is in
    neither is named, and stays as it is.
    """
    from flows.output import print_rows, wants_json
    from warehouse.home import Home
    from warehouse.verify import Finding
    from warehouse.verify import verify as check

    lost = _repair(Home(home), wants_json(as_json)) if mend else False
    findings = check(Home(home))
    if findings or (wants_json(as_json) and not mend):
        print_rows(Finding._fields, findings, as_json=wants_json(as_json), title="what is wrong")
    elif not wants_json(as_json):
        click.echo("all is well: every part is whole, every record accounted for")
    return 5 if findings or lost else 0


def _repair(home: Home, as_json: bool) -> bool:
    """Repair and tell; whether anything is lost."""
    from flows.output import print_rows
    from warehouse.home import locked
    from warehouse.repair import Mended, repair

    with locked(home):
        mended = repair(home)
    if mended or as_json:
        print_rows(Mended._fields, mended, as_json=as_json, title="repaired, or lost")
    return any(one.state == "lost" for one in mended)


@click.command()
@click.option("--home", default="copydesk-home", envvar="COPYDESK_HOME", show_default=True, metavar="FOLDER|s3://…",
              help="The home (or COPYDESK_HOME).")  # fmt: skip
@click.option("--stack", is_flag=True, help="Check the Prefect server of PREFECT_API_URL and what belongs to it, too.")
@options.as_json
def doctor(home: str, stack: bool, as_json: bool) -> int:
    """Check this machine and this home, and say what to do about what is not well.

    --stack looks at the server and its login, the work pool and its workers, Redis, the store, clocks and versions.
    """
    from flows.diagnosis import examine
    from flows.output import print_rows, wants_json
    from flows.settings import home_folder
    from flows.stack_check import examine_stack, examine_store
    from warehouse.home import Home
    from warehouse.remote.mirror import is_address
    from warehouse.remote.publication import follow_store

    folder = home_folder(home)
    others = examine_stack(home) if stack else [examine_store(home)] if is_address(home) else []
    if is_address(home) and others[-1].well:
        follow_store(Home(folder))
    checks = examine(folder) + others
    rows = [("well" if check.well else "NOT WELL", check.subject, check.finding, check.remedy) for check in checks]
    print_rows(["state", "what", "found", "what to do"], rows, as_json=wants_json(as_json))
    return 0 if all(check.well for check in checks) else 5
