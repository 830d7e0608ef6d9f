"""The flow that keeps a home small and quick. One screen."""

from __future__ import annotations

from collections import Counter

from prefect import flow

from flows.land import Landing
from flows.order import Order, myself
from flows.run import Summary, open_run
from flows.settings import Settings
from warehouse.home import Home
from warehouse.maintain.carry_out import rearrange, rebuild_if_due, sweep
from warehouse.maintain.plan import Step, steps
from warehouse.maintain.retention import Keep


@flow(name="maintain", persist_result=False)
def maintain(
    home: str = "copydesk-home", keep_raw_days: int | None = None, keep_report_days: int | None = None
) -> tuple[list[Step], Summary | None]:
    """Merge small Parquet parts, build a DuckDB file anew that is largely empty, drop what is older than it need be.

    No row of any table changes. Returns what was done, and the run's summary if it was anything.

    Args:
        home: The home: a folder, or an s3:// address.
        keep_raw_days: Drop raw bytes of accepted records that are older; empty keeps them.
        keep_report_days: Drop reports that are older; empty keeps them.
    """
    settings, keep = Settings.load(home=home), Keep(keep_raw_days, keep_report_days)
    place = Home(settings.home)
    done = steps(place, keep)
    if not done:
        return done, None
    sources = [f"maintain: {step.step} ({step.things})" for step in done]
    with open_run(settings, sources, Order("maintain", actor=myself())) as run:
        rebuild_if_due(place)
        run.start(Landing([], Counter()), [])
        rearrange(place, run.loader, keep)
        summary = run.finish(None)
        sweep(place, keep)
    return done, summary
