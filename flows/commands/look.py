"""Commands that look and change nothing: `report`, `schema`, `explain`."""

from __future__ import annotations

from pathlib import Path

import click

from flows.commands import options

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@options.home
@click.option("--run", "run_id", help="A run's id. [default: the last run]")
@click.option("--gx-json", type=FOLDER, help="Write what was judged to this folder, as Great Expectations' own JSON.")
@click.option("--data-docs", type=FOLDER, help="Write Great Expectations' Data Docs to this folder, without values.")
@options.as_json
def report(home: Path, run_id: str | None, gx_json: Path | None, data_docs: Path | None, as_json: bool) -> None:
    """The data-quality report of a run: writes the page anew and says where it is."""
    from flows.output import print_json, wants_json
    from warehouse.home import Home
    from warehouse.report.build import write_report

    if gx_json or data_docs:
        _for_great_expectations(home, run_id, gx_json, data_docs)
        return
    path, facts = write_report(Home(home), run_id)
    if wants_json(as_json):
        print_json(facts | {"page": str(path)})
    else:
        click.echo(f"{facts['verdict']}\n{path}")


def _for_great_expectations(home: Path, run_id: str | None, gx_json: Path | None, data_docs: Path | None) -> None:
    """What was judged, in forms that Great Expectations' users know."""
    from expectations.policy import Policy
    from warehouse.home import Home
    from warehouse.judgements import judgements

    rows, failing = judgements(Home(home), run_id)
    policy = Policy.load(home)
    if gx_json:
        from expectations.gx_results import write_results

        click.echo(f"{gx_json}: {len(write_results(gx_json, rows, failing, policy)):,} results")
    if data_docs:
        from expectations.data_docs import build

        click.echo(build(rows, data_docs, policy))


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
