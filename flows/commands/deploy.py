"""`deploy`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from flows.commands import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.deploy.plan import Deployment
    from flows.deploy.register import Done

API = "PREFECT_API_URL"
INCOMING = "COPYDESK_INCOMING"


def require_a_server(what: str) -> None:
    """SettingsError where no server is named: the embedded one ends with its runs, and schedules nothing."""
    from flows.settings import SettingsError

    if not os.environ.get(API):
        raise SettingsError(
            f"{what} needs a Prefect server that stays: set {API} (http://127.0.0.1:4200/api for the one of "
            "`docker compose up` or `prefect server start`)"
        )


@click.command()
@click.option("--home", default="copydesk-home", envvar="COPYDESK_HOME", show_default=True, metavar="FOLDER|s3://…",
              help="The home, as the workers find it (or COPYDESK_HOME).")  # fmt: skip
@click.option("--sources", multiple=True, metavar="FOLDER|s3://…",
              help="Where files arrive; can be given again (or COPYDESK_INCOMING).")  # fmt: skip
@click.option("--only", multiple=True, metavar="NAME", help="Only this deployment; can be given again.")
@click.option("--pool", default="", metavar="NAME", help="The work pool.  [default: copydesk]")
@click.option("--notify", "target", default="", metavar="BLOCK|URL",
              help="Tell this notification block, or webhook, when quality fails (or COPYDESK_NOTIFY).",
              envvar="COPYDESK_NOTIFY")  # fmt: skip
@options.as_json
def deploy(home: str, sources: tuple[str, ...], only: tuple[str, ...], pool: str, target: str, as_json: bool) -> None:
    """Register the flows at the Prefect server of PREFECT_API_URL: hourly, on arrival, nightly, daily, and by hand.

    What is registered already is brought up to date; a work pool that is missing is made, for process workers:
    `prefect worker start --pool copydesk` runs what is due.
    """
    from flows.deploy.plan import plan, prefect_yaml
    from flows.output import print_rows, wants_json

    require_a_server("deploy")
    sources = sources or tuple(filter(None, [os.environ.get(INCOMING)]))
    deployments = plan(prefect_yaml().read_text(encoding="utf-8"), home, sources, pool, only)
    print_rows(["what", "name", "state", "detail"], _register(deployments, target), as_json=wants_json(as_json))


def _register(deployments: Sequence[Deployment], target: str) -> list[Done]:
    from flows.deploy.register import register
    from flows.deploy.silent import end_silent_runs

    done = [*register(deployments), end_silent_runs()]
    if target:
        from flows.deploy.notify import notify

        done.append(notify(target))
    return done
