"""The desk this morning: what came in, what was kept out, who is quoted. A marimo notebook.

`COPYDESK_HOME=copydesk-home marimo edit docs/notebooks/morning.py`
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(app_title="The desk this morning")


@app.cell
def _():
    import os
    from pathlib import Path

    import duckdb
    import marimo as mo

    home = Path(os.environ.get("COPYDESK_HOME", "copydesk-home"))
    desk = duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)
    return desk, mo


@app.cell
def _(desk, mo):
    outcomes = dict(desk.sql("SELECT outcome, count(*) FROM records GROUP BY outcome ORDER BY outcome").fetchall())
    summary = " + ".join(f"{count:,} {outcome}" for outcome, count in outcomes.items())
    mo.md(f"# The desk this morning\n\n{sum(outcomes.values()):,} records = {summary}")
    return (outcomes,)


@app.cell
def _(desk, mo):
    speakers = desk.sql("SELECT speaker_name, quotes, articles FROM speakers LIMIT 10").to_arrow_table()
    mo.vstack([mo.md("## Who is quoted most?"), mo.ui.table(speakers, selection=None)])
    return (speakers,)


@app.cell
def _(desk, mo):
    kept_out = desk.sql("SELECT reason_code, records, example_path FROM rejections_by_reason").to_arrow_table()
    mo.vstack([mo.md("## What could not be read?"), mo.ui.table(kept_out, selection=None)])
    return (kept_out,)


if __name__ == "__main__":
    app.run()
