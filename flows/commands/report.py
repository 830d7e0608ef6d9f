"""`report`: the data-quality report."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands import options

if TYPE_CHECKING:
    from warehouse.home import Home

FOLDER = click.Path(path_type=Path, file_okay=False)
PORT = 4280


@click.command()
@options.home
@click.option("--run", "run_id", help="A run's id. [default: the last run]")
@click.option("--open", "in_browser", is_flag=True, help="Open the page in the browser.")
@click.option("--serve", "serving", is_flag=True, help="Serve the reports to this machine, until Ctrl-C.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True,
              help="The port for --serve; 0: any that is free.")  # fmt: skip
@click.option("--gx-json", type=FOLDER, help="Write what was judged to this folder, as Great Expectations' own JSON.")
@click.option("--data-docs", type=FOLDER, help="Write Great Expectations' Data Docs to this folder, without values.")
@options.as_json
def report(
    home: Path,
    run_id: str | None,
    in_browser: bool,
    serving: bool,
    port: int,
    gx_json: Path | None,
    data_docs: Path | None,
    as_json: bool,
) -> None:
    """The data-quality report of a run: writes its page and the index anew, and says where the page is.

    --json gives the facts that the page shows. --open and --serve show the index, or the page of --run; --serve writes
    nothing, shows what runs have written, and makes pages of articles and of earlier runs when they are asked for.
    """
    from flows.output import print_json, wants_json
    from warehouse.home import Home

    if gx_json or data_docs:
        _for_great_expectations(home, run_id, gx_json, data_docs)
        return
    if serving:
        _serve(Home(home), run_id, port, in_browser)
        return
    from warehouse.report.build import write_report

    path, facts = write_report(Home(home), run_id)
    index = path.with_name("index.html")
    if wants_json(as_json):
        print_json(facts | {"page": str(path), "index": str(index)})
    else:
        click.echo(f"{facts['verdict']}\n{path}")
    if in_browser:
        _open((path if run_id else index).resolve().as_uri())


def _open(address: str) -> None:
    """Open an address in the user's browser, or say that there is none."""
    import webbrowser

    if not webbrowser.open(address):
        click.echo(f"copydesk: found no browser to open {address} in", err=True)


def _serve(home: Home, run_id: str | None, port: int, in_browser: bool) -> None:
    """Serve until Ctrl-C or SIGTERM: both are how it is meant to end."""
    from flows.report_server import report_server, serve
    from warehouse.database import open_snapshot
    from warehouse.report.facts.runs import known_run

    with open_snapshot(home) as connection:  # that there is no such home or run is told at once
        page = f"{known_run(connection, home, run_id)}.html" if run_id else ""
    try:
        server = report_server(home, port)
    except OSError as error:
        raise OSError(f"port {port}: {error.strerror}; `--port 0` takes one that is free") from error
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    with server:
        click.echo(f"{server.url}{page}   (Ctrl-C ends it)")
        if in_browser:
            _open(server.url + page)
        serve(server, home, stop)


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
