"""`watch`."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands import options
from flows.commands.deploy import require_a_server

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.find import RawFile
    from flows.watch import Watch


@click.command()
@click.argument("source", metavar="FOLDER|s3://…")
@options.home
@click.option("--interval", type=click.FloatRange(0.1), default=2.0, show_default=True, help="Seconds between looks.")
@click.option("--settle", type=click.FloatRange(0.0), default=2.0, show_default=True,
              help="Seconds that a file must have stayed the same.")  # fmt: skip
@click.option("--alive", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Touch this file after each look that went well, for a health check.")  # fmt: skip
@click.option("--once", is_flag=True, help="Announce what is there and has settled, and end.")
def watch(source: str, home: Path, interval: float, settle: float, alive: Path | None, once: bool) -> int:
    """Announce files that arrive: the event copydesk.files.landed, which runs the deployment ingest-on-arrival.

    Each file is announced once, also after a new start; what was announced stands in HOME/watch. Ctrl-C ends it.
    """
    from flows.watch import Announced, Watch, require_watchable, state_file

    require_a_server("watch")
    require_watchable(source)
    from flows.landed_event import landed, send

    def announce(files: Sequence[RawFile]) -> None:
        send(landed(source, files))

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    watching = Watch(source, Announced(state_file(home, source)), announce, settle)
    if once:
        watching.look()
        stop.wait(settle)
        _say(watching.look())
        return 0
    click.echo(f"watching {source}   (Ctrl-C ends it)", err=True)
    _look_until(stop, watching, interval, alive)
    return 0


def _look_until(stop: threading.Event, watching: Watch, interval: float, alive: Path | None) -> None:
    """Look again and again. What cannot be listed or announced now is tried again; the reason is told once."""
    import httpx

    trouble = ""
    while not stop.is_set():
        try:
            _say(watching.look())
            found = ""
            if alive:
                alive.touch()
        except (OSError, httpx.HTTPError) as error:
            found = str(error) or type(error).__name__
        if found != trouble:
            click.echo(f"copydesk: {found}; trying again" if found else "copydesk: well again", err=True)
            trouble = found
        stop.wait(interval)


def _say(files: Sequence[RawFile]) -> None:
    if files:
        click.echo(f"announced {len(files):,} files, {sum(file.bytes for file in files):,} bytes")
