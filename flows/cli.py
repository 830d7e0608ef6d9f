"""`copydesk`: the command line.

What a command needs is imported inside it, so that `--help` and `sql` start quickly.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from types import FrameType
from typing import NoReturn

import click

from flows.commands.backfill import reparse
from flows.commands.check import doctor, verify
from flows.commands.deploy import deploy
from flows.commands.export import export
from flows.commands.ingest import demo, ingest, propose_map
from flows.commands.look import explain, schema
from flows.commands.maintain import maintain
from flows.commands.quarantine import quarantine
from flows.commands.report import report
from flows.commands.search import search
from flows.commands.show import show
from flows.commands.sql import sql
from flows.commands.suites import suites
from flows.commands.watch import watch
from flows.full_disk import DISK_FULL
from flows.lost_signals import send_lost_signals_again

EPILOG = (
    "Exit codes: 0 all well; 1 the quality gate failed; 2 wrong usage or configuration; 3 done, but some records were "
    "quarantined or rejected; 4 another run holds the home; 5 disk, I/O or a service; 70 a fault of ours; 130 and 143 "
    "stopped, and safe to run again."
)


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="copydesk")
def cli() -> None:
    """Raw news-article files in, a warehouse you can trust out."""


for command in (
    demo,
    ingest,
    propose_map,
    sql,
    search,
    show,
    report,
    export,
    quarantine,
    reparse,
    suites,
    verify,
    maintain,
    schema,
    explain,
    doctor,
    deploy,
    watch,
):
    cli.add_command(command)


GRACE = 20.0  # seconds between being told to stop and being stopped
STOPPED = "stopped; nothing half-done was published. Run it again to go on."


class Terminated(BaseException):
    """SIGTERM came."""


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    signal.setitimer(signal.ITIMER_REAL, GRACE)
    raise Terminated


def _end_anyway(_number: int, _frame: FrameType | None) -> NoReturn:
    """End a process that was told to stop and did not: an exception that a signal raises in the middle of an import
    leaves Python's import lock taken, and other threads wait for it for ever. Any moment is a safe one to end."""
    os.write(sys.stderr.fileno(), f"copydesk: {STOPPED}\n".encode())
    os._exit(143)


def _say(message: str) -> None:
    click.echo(f"copydesk: {message}", err=True)


def exit_code(error: BaseException) -> int:
    """The exit code for what ended a command, from the kind of the error; 70 for what nobody foresaw."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if signalled := _signalled(error):
        return signalled
    if DISK_FULL in str(error):
        return 5
    for code, names in (
        (
            2,
            {
                "RunnerError",
                "ProfileError",
                "SettingsError",
                "NoSourceError",
                "SourceError",
                "NoWarehouseError",
                "QueryError",
                "PolicyError",
                "SchemaVersionError",
                "ManifestError",
                "UsageError",
            },
        ),
        (4, {"HomeLockedError"}),
        (5, {"OSError", "ServerError", "IOException", "BrokenProcessPool"}),
    ):
        if kinds & names:
            return code
    return 70


def _signalled(error: BaseException | None) -> int:
    """130 or 143 if a signal ended the command, 0 if none did; DuckDB turns one during a query into a RuntimeError."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt | click.Abort):
            return 130
        if type(error).__name__ in ("Terminated", "TerminationSignal"):  # the latter is Prefect's
            return 143
        error = error.__cause__ or error.__context__
    return 0


def main() -> NoReturn:
    """The console script."""
    signal.signal(signal.SIGTERM, _terminate)
    signal.signal(signal.SIGALRM, _end_anyway)
    send_lost_signals_again()
    try:
        code = cli.main(standalone_mode=False)
        code = code if isinstance(code, int) else 0
    except click.ClickException as error:
        error.show()
        code = 2
    except click.exceptions.Exit as error:
        code = error.exit_code
    except SystemExit as error:  # so click ends a command whose reader has gone: `| head`
        code = error.code if isinstance(error.code, int) else 0
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of the pipe has gone: `| head`
        code = 0
    except BaseException as error:  # every end of a command has its code
        code = exit_code(error)
        if code == 70:
            traceback.print_exc()
            _say("this is a fault of Copydesk, not of your files; nothing half-done was published. Please report it.")
        elif code > 100:
            _say(STOPPED)
        else:
            _say(str(error) or type(error).__name__)
    sys.exit(code)
