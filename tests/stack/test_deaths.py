"""A machine that dies in the middle of a run: the run is found out, and the next one goes on from there."""

from __future__ import annotations

import signal

import psutil
import pytest

from tests.benchmarks.corpus import write_corpus
from tests.stack.conftest import Api, until
from tests.stack.run import Stack
from warehouse.home import Home
from warehouse.query import rows
from warehouse.verify import verify

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("stack")]
ARTICLES = 1_500


def kill_with_its_run(running: Stack, run: str) -> None:
    """The worker, and the processes of the run, which would otherwise tell the server that the worker has gone."""
    running.stop("worker", number=signal.SIGKILL)
    for process in psutil.process_iter():
        try:
            if process.environ().get("PREFECT__FLOW_RUN_ID") == run:
                process.kill()
        except psutil.Error:
            continue  # another user's, or gone


def test_a_run_whose_machine_died_does_not_block_the_next(running: Stack, api: Api) -> None:
    home, source = Home(running.place.home.parent / "after-a-death"), running.place.folder / "for-a-death"
    write_corpus(source, ARTICLES, varied=True)
    deployment = api.deployment("ingest/ingest-on-arrival")  # one run at a time

    def begin() -> str:
        given = {"parameters": {"home": str(home.root), "sources": [str(source)]}}
        return str(api(f"deployments/{deployment}/create_flow_run", given)["id"])

    first = begin()
    until(lambda: list(home.staging.glob("*/*/articles.parquet")))
    kill_with_its_run(running, first)
    running.start("worker")
    running.wait_for("worker")
    second = begin()
    assert until(lambda: api(f"flow_runs/{second}")["state_type"] == "COMPLETED")
    ended = api(f"flow_runs/{first}")
    assert ended["state_type"] == "CRASHED"
    assert "Nothing was heard of this run" in ended["state"]["message"]
    assert rows(home, "SELECT count(*) FROM records")[1] == [(ARTICLES,)]
    assert verify(home) == []
