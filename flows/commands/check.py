"""`verify` and `doctor`."""

from __future__ import annotations

from pathlib import Path

import click

from flows.commands import options


@click.command()
@options.home
@options.as_json
def verify(home: Path, as_json: bool) -> int:
    """Check that everything is there, whole and in agreement: parts, rows, offsets, and the accounting of every run."""
    from flows.output import print_rows, wants_json
    from warehouse.home import Home
    from warehouse.verify import Finding
    from warehouse.verify import verify as check

    findings = check(Home(home))
    if findings or wants_json(as_json):
        print_rows(Finding._fields, findings, as_json=wants_json(as_json), title="what is wrong")
    else:
        click.echo("all is well: every part is whole, every record accounted for")
    return 5 if findings else 0


@click.command()
@options.home
@options.as_json
def doctor(home: Path, as_json: bool) -> int:
    """Check this machine and this home, and say what to do about what is not well."""
    from flows.diagnosis import examine
    from flows.output import print_rows, wants_json

    checks = examine(home)
    rows = [("well" if check.well else "NOT WELL", check.subject, check.finding, check.remedy) for check in checks]
    print_rows(["state", "what", "found", "what to do"], rows, as_json=wants_json(as_json))
    return 0 if all(check.well for check in checks) else 5
