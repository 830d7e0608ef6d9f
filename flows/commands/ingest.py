"""`ingest` and `demo`."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from flows.commands import options
from flows.runners import RUNNERS

if TYPE_CHECKING:
    from flows.run import Summary
    from flows.settings import Settings

BREACHES = 10  # shown after a run
EXIT_CODES = {"completed": 0, "gate_failed": 1, "completed_with_losses": 3}


Result = TypeVar("Result")


def run_flow(sources: tuple[str, ...], settings: Settings) -> Summary:
    """Run the main flow."""

    def run() -> Summary:
        from flows.ingest import ingest as flow

        gate: Any = settings.gate
        runner: Any = settings.runner
        return flow(
            list(sources), str(settings.home), settings.workers, settings.map, settings.publishers,
            settings.indirect_quotes, settings.nlp_model, settings.config, gate, runner, settings.address,
            settings.profile,
        )  # fmt: skip

    return with_server(settings, run)


def with_server(settings: Settings, run: Callable[[], Result]) -> Result:
    """Run a flow on a server that starts while the rest is imported."""
    from flows.prefect_server import prefect_server

    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")  # errors are told by `flows.cli`
    gc.disable()  # what is imported is no garbage, and looking for some takes a tenth of the time
    with prefect_server() as server:
        from flows.pool import warm_up
        from flows.server_check import preflight

        if settings.runner == "processes":
            warm_up()
        if server:
            os.environ["PREFECT_API_URL"] = server.url
            os.environ["PREFECT_HOME"] = str(server.folder)  # no profile of the user's may point elsewhere
        else:
            preflight(lambda words: click.echo(f"copydesk: {words}", err=True))
        import flows.ingest  # noqa: F401  # Prefect, while its server starts
        from flows.progress import show_progress

        if server:
            server.wait(settings.server_start_seconds)
        gc.freeze()
        gc.enable()
        show_progress()
        return run()


def show(summary: Summary, as_json: bool) -> None:
    """The closing summary."""
    from dataclasses import asdict

    from flows.output import print_json, print_table, wants_json
    from flows.summary import accounting_line

    if wants_json(as_json):
        print_json(asdict(summary))
        return
    click.echo(f"{accounting_line(summary)}   [{summary.status.replace('_', ' ')}]")
    if summary.by_reason:
        print_table(["reason", "records"], list(summary.by_reason.items()))
    for breach in summary.breaches[:BREACHES]:
        click.echo(f"unusual: {breach}")
    if len(summary.breaches) > BREACHES:
        click.echo(f'unusual: {len(summary.breaches) - BREACHES:,} more; copydesk sql "FROM source_measurements"')
    click.echo(f"warehouse: {summary.home}/warehouse.duckdb   report: {summary.home}/reports/index.html")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.home
@click.option("--workers", type=click.IntRange(1, 256), help="Processes that parse. [default: one a core]")
@click.option("--runner", type=click.Choice(RUNNERS), help="Where batches run. [default: processes]")
@click.option("--address", metavar="URL", help="Of a Dask scheduler, tcp://host:8786, or of Ray. [default: one here]")
@click.option("--profile", metavar="FILE", help="Settings in TOML, for a machine or a cluster.")
@click.option("--map", metavar="FILE", help="Names that the dump's fields have (see `copydesk map`).")
@click.option("--publishers", metavar="FOLDER", help="Overrides for single publishers' pages.")
@click.option("--config", metavar="FILE", help="The policy. [default: HOME/copydesk.toml, else ./copydesk.toml]")
@click.option(
    "--gate",
    type=click.Choice(("critical", "warning", "off")),
    help="What fails a run. [default: as the policy says, else critical]",
)
@click.option("--indirect-quotes", is_flag=True, default=None, help="Rows for indirect speech, too (English).")
@click.option("--nlp-model", metavar="NAME", help="A spaCy model that is asked for names, too (slow).")
@options.as_json
def ingest(sources: tuple[str, ...], home: Path, as_json: bool, **given: Any) -> int:
    """Take raw article files in. SOURCE is a file, a folder (with all below it), a quoted pattern, an address (s3://…)
    or `-` for standard input.

    Files that were taken in before are skipped. Stopped at any moment, the same command goes on where it stopped.
    """
    from flows.find import require_a_source
    from flows.parsing import parse_options
    from flows.settings import Settings

    settings = Settings.load(home=home, **given)
    parse_options(settings), settings.policy  # what is wrong with these is told before anything is started
    require_a_source(sources)
    summary = run_flow(sources, settings)
    show(summary, as_json)
    return EXIT_CODES[summary.status]


def examples_folder() -> Path:
    """The example articles: inside the installed package, or beside it in a checkout."""
    installed = Path(str(files("flows"))) / "examples"
    return installed if installed.is_dir() else installed.parent.parent / "examples"


@click.command("map")
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def propose_map(source: Path) -> None:
    """Propose a mapping file for a dump, from a sample of its records.

    `copydesk map dump.csv > map.toml`, read it over, then `copydesk ingest dump.csv --map map.toml`.
    """
    from flows.mapping import proposal

    click.echo(proposal(source), nl=False)


@click.command()
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), default=Path("demo-home"), show_default=True)
def demo(home: Path) -> int:
    """Take the example articles in, and show what came of them."""
    from flows.output import print_table
    from flows.settings import Settings
    from warehouse.home import Home
    from warehouse.query import rows

    click.echo(f"$ copydesk ingest {examples_folder()} --home {home}")
    summary = run_flow((str(examples_folder()),), Settings.load(home=home))
    show(summary, as_json=False) if sys.stdout.isatty() else _show_plain(summary)
    for question in (
        "SELECT source_format, count(*) AS articles, sum(word_count)::INT AS words FROM articles GROUP BY ALL",
        "SELECT headline, authors, credit, date_published_earliest AS earliest, date_published_latest AS latest "
        "FROM articles WHERE date_published IS NOT NULL ORDER BY earliest, headline LIMIT 8",
        "SELECT speaker_name, cue, text FROM quotes WHERE speaker_name IS NOT NULL ORDER BY length(text) LIMIT 6",
    ):
        click.echo(f'\n$ copydesk sql "{question}" --home {home}')
        print_table(*rows(Home(home), question))
    return 1 if summary.status == "gate_failed" else 0


def _show_plain(summary: Summary) -> None:
    from flows.summary import accounting_line

    click.echo(accounting_line(summary))
    for reason, count in summary.by_reason.items():
        click.echo(f"  {count:4,}  {reason}")
