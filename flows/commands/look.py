"""Commands that look and change nothing: `schema`, `explain`."""

from __future__ import annotations

import click

from flows.commands import options


@click.command()
@click.argument("table", required=False)
@click.option("--format", "form", type=click.Choice(("json-schema", "odcs", "dbt")), help="As JSON Schema; as a data "
              "contract (Open Data Contract Standard, YAML); as a dbt source with its tests (YAML).")  # fmt: skip
@options.as_json
def schema(table: str | None, form: str | None, as_json: bool) -> None:
    """The tables, or the columns of TABLE: type, meaning, standard term."""
    from flows.output import print_json, print_rows, wants_json
    from schemas.json_schema import json_schema
    from schemas.registry import TABLES

    if table is not None and table not in TABLES:
        raise click.UsageError(f"no table {table!r}; there are {', '.join(TABLES)}")
    if form in ("odcs", "dbt"):
        if table is not None or as_json:
            raise click.UsageError(f"--format {form} is YAML on all tables: leave out TABLE and --json")
        click.echo(_yaml(form), nl=False)
    elif form == "json-schema":
        print_json(json_schema(TABLES[table]) if table else {name: json_schema(t) for name, t in TABLES.items()})
    elif table is None:
        rows = [(t.name, t.row, len(t.columns), ", ".join(t.primary_key)) for t in TABLES.values()]
        print_rows(["table", "a row is", "columns", "key"], rows, as_json=wants_json(as_json))
    elif wants_json(as_json):
        print_json(json_schema(TABLES[table]))
    else:
        columns = [(c.name, c.type.value, c.description, c.term) for c in TABLES[table].columns]
        print_rows(["column", "type", "meaning", "term"], columns, as_json=False)


def _yaml(form: str) -> str:
    """All tables, as others' tools read them."""
    import yaml

    from schemas.metadata.dbt_sources import sources
    from schemas.metadata.odcs import contract

    found = contract() if form == "odcs" else sources()
    return yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=120)


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
