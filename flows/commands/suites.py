"""`suites`: what is expected of articles, by us and by the user."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands import options

if TYPE_CHECKING:
    from expectations.policy import Policy

config = click.option(
    "--config", type=click.Path(path_type=Path, dir_okay=False), envvar="COPYDESK_CONFIG",
    help="The policy. [default: HOME/copydesk.toml, else ./copydesk.toml]",
)  # fmt: skip
SHOWN = ("name", "severity", "suite", "description", "bounds", "from", "changed in")


@click.group()
def suites() -> None:
    """What is expected of articles: ours, and yours in HOME/expectations."""


def _policy(home: Path, file: Path | None) -> Policy:
    from expectations.policy import Policy

    return Policy.load(home, file)


@suites.command("list")
@options.home
@config
@click.option("--suite", help="Only this suite's: articles, quotes, batch, run …")
@click.option("--severity", type=click.Choice(("critical", "warning", "info", "off")), help="Only these.")
@options.as_json
def list_suites(home: Path, config: Path | None, suite: str | None, severity: str | None, as_json: bool) -> None:
    """Every expectation: what it asks, how grave a failure is, its bounds, where it is from, and what you changed."""
    from expectations.policy.listing import Listed, listing
    from flows.output import print_rows, wants_json

    found = listing(_policy(home, config))
    known = sorted({row.suite for row in found})
    if suite is not None and suite not in known:
        raise click.UsageError(f"no suite {suite!r}; there are {', '.join(known)}")
    rows = [row for row in found if suite in (None, row.suite) and severity in (None, row.severity)]
    if wants_json(as_json):
        print_rows(Listed._fields, rows, as_json=True)
        return
    short = [
        (
            row.name, row.severity, row.suite, row.description,
            ", ".join(f"{key} {value}" for key, value in row.bounds.items()), row.origin, ", ".join(row.changed_in),
        )
        for row in rows
    ]  # fmt: skip
    print_rows(SHOWN, short, as_json=False, title=f"{len(rows)} expectations")


@suites.command("facts")
@click.argument("suite", required=False)
@options.home
@config
@options.as_json
def list_facts(suite: str | None, home: Path, config: Path | None, as_json: bool) -> None:
    """The columns of facts that an expectation on SUITE can ask about; without SUITE, the suites there are."""
    from expectations.fact_listing import Fact, fact_listing
    from flows.output import print_rows, wants_json

    found = fact_listing(_policy(home, config))
    if suite is None:
        rows = [(name, len(facts), facts[0].row) for name, facts in found.items()]
        print_rows(("suite", "columns", "a row is"), rows, as_json=wants_json(as_json))
    elif suite not in found:
        raise click.UsageError(f"no suite {suite!r}; there are {', '.join(found)}")
    else:
        print_rows(Fact._fields[1:], [fact[1:] for fact in found[suite]], as_json=wants_json(as_json))


@suites.command("check")
@options.home
@config
def check_suites(home: Path, config: Path | None) -> None:
    """Read your copydesk.toml and your suites, try them out, and say what is wrong; nothing is ingested."""
    from expectations.policy.checking import check

    policy = _policy(home, config)
    check(policy)
    changes = len(policy.changes) + sum(len(rule.changes) for rule in policy.rules)
    said = (
        f"{policy.source.path}: {changes} changes, {len(policy.rules)} rules" if policy.source else "no copydesk.toml"
    )
    click.echo(f"all is well; {said}; gate: {policy.gate}")
    for path, expectations, facts in _sizes(policy):
        click.echo(f"  {path}: expectations: {expectations}, facts: {facts}")


def _sizes(policy: Policy) -> list[tuple[str, int, int]]:
    from expectations.user_suites.files import load_suites

    return [
        (suite.source.path, len(suite.lines), sum(map(len, suite.facts.values())))
        for suite in load_suites(policy.suites)
    ]


@suites.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@options.home
@config
def export(folder: Path, home: Path, config: Path | None) -> None:
    """Write every suite to DIR/SUITE.json, as Great Expectations writes suites: for notebooks, Checkpoints, others."""
    from expectations.gx_suites import export_suites
    from expectations.policy.checking import check

    policy = _policy(home, config)
    check(policy)
    for path in export_suites(folder, policy):
        click.echo(str(path))
