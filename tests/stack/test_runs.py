"""The stack takes files in by itself: every hour, and as they arrive."""

from __future__ import annotations

import time

import pytest

from tests.stack.conftest import Api, until
from tests.stack.run import Stack
from tests.timing import YARDSTICK, _yardstick
from warehouse.database import NoWarehouseError
from warehouse.home import Home
from warehouse.query import rows

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("stack")]
TIMES = 5
SECONDS = 8  # between the runs that stand for hourly ones
ON_ARRIVAL = 30.0  # seconds until rows are visible, on a machine that does nothing else
ARTICLE = """Harbour board puts off the dredging of basin {number}

By Ottilie Krahmer

LINDHAVEN, March {number} - The harbour board put off the dredging of basin {number} on Monday because two of the three
bids came in late, its chair said.

"We would rather wait a month than pay twice," said Ottmar Vexelius, who has led the board since 2019. The work was to
cost 4.{number} million crowns and to begin in April.
"""


def headlines(stack: Stack) -> set[str]:
    try:
        return {row[0] for row in rows(Home(stack.place.home), "SELECT headline FROM articles")[1]}
    except NoWarehouseError:
        return set()


def drop(stack: Stack, number: int) -> str:
    text = ARTICLE.format(number=number)
    (stack.place.incoming / f"{number}.txt").write_text(text)
    return text.partition("\n")[0]


def test_files_that_arrive_are_visible_soon(running: Stack, api: Api) -> None:
    on_arrival = api.deployment("ingest/ingest-on-arrival")
    before, headline, began = len(api.runs(on_arrival)), drop(running, 10), time.monotonic()
    until(lambda: headline in headlines(running))
    took = time.monotonic() - began
    assert took <= ON_ARRIVAL * slowness(), f"{took:.1f} s"
    until(lambda: {run["state_type"] for run in api.runs(on_arrival)[before:]} == {"COMPLETED"})
    print(f"on arrival: visible after {took:.1f} s, while plain work takes {slowness():.1f} times as long as alone")


def test_the_same_flow_runs_on_the_dask_workers(running: Stack, api: Api) -> None:
    home, source = running.place.home.parent / "on-dask", running.place.folder / "for-dask"
    source.mkdir()
    (source / "30.txt").write_text(ARTICLE.format(number=30))
    where = {"runner": "dask", "address": f"tcp://127.0.0.1:{running.place.ports[8786]}"}
    given = {"parameters": where | {"home": str(home), "sources": [str(source)]}}
    run = api(f"deployments/{api.deployment('ingest/ingest-on-arrival')}/create_flow_run", given)["id"]
    ended = until(
        lambda: (state := api(f"flow_runs/{run}")["state_type"]) in ("COMPLETED", "FAILED", "CRASHED") and state
    )
    assert ended == "COMPLETED"
    assert rows(Home(home), "SELECT count(*) FROM articles")[1] == [(1,)]


def slowness() -> float:
    """How much longer plain work takes just now than on a machine of its own, by the clock on the wall."""
    began = time.perf_counter()
    for _ in range(50):
        _yardstick()
    return max(1.0, (time.perf_counter() - began) / 50 / YARDSTICK)


def test_the_schedule_takes_files_in_unattended(running: Stack, api: Api) -> None:
    running.stop("watch")  # or files would be taken in as they arrive
    hourly = api.deployment("ingest/ingest-hourly")
    [schedule] = api(f"deployments/{hourly}")["schedules"]
    soon = {"schedule": {"interval": SECONDS, "anchor_date": "2026-01-01T00:00:00Z"}, "active": True}
    api(f"deployments/{hourly}/schedules/{schedule['id']}", soon, "PATCH")
    for number in range(11, 11 + TIMES):
        headline = drop(running, number)
        until(lambda wanted=headline: wanted in headlines(running))  # type: ignore[misc]
    api(f"deployments/{hourly}/schedules/{schedule['id']}", {"active": False}, "PATCH")
    runs = until(lambda: [run for run in api.runs(hourly) if run["state_type"] != "RUNNING"] or None)
    states = [run["state_type"] for run in runs]
    assert states.count("COMPLETED") >= TIMES - 1
    assert set(states) <= {"COMPLETED", "CANCELLED", "RUNNING"}, "a run that meets another is cancelled, none fails"
    assert all(run["auto_scheduled"] for run in runs)
    running.start("watch")
    running.wait_for("watch")
