"""Workers that would not do what processes of this machine do are refused, by name, with what to do."""

from __future__ import annotations

import re

import pytest

from flows.runners import RunnerError
from flows.runners.alike import Told, require_alike, tell

WORKER = "tcp://10.0.0.7:4001"


def other(name: str, version: str) -> Told:
    versions, clock = tell()
    return versions | {name: version}, clock


def test_alike() -> None:
    require_alike("Dask", {WORKER: tell(), "tcp://10.0.0.8:4001": tell()})


@pytest.mark.parametrize("name", ["copydesk", "Python", "pyarrow"])
def test_another_version(name: str) -> None:
    with pytest.raises(RunnerError, match=re.escape(f"the Dask worker {WORKER} has {name} 0.0.9, this machine")):
        require_alike("Dask", {"tcp://10.0.0.8:4001": tell(), WORKER: other(name, "0.0.9")})


@pytest.mark.parametrize(("apart", "words"), [(172_800, "172,800 s ahead"), (-172_800, "172,800 s behind")])
def test_a_clock_two_days_off(apart: float, words: str) -> None:
    versions, clock = tell()
    with pytest.raises(RunnerError, match=words) as told:
        require_alike("Ray", {WORKER: (versions, clock + apart)})
    assert "NTP" in str(told.value)


def test_a_worker_without_copydesk() -> None:
    missing = ModuleNotFoundError("No module named 'flows'")
    with pytest.raises(RunnerError, match=r"cannot run Copydesk \(ModuleNotFoundError.*install the same version"):
        require_alike("Dask", {WORKER: missing})
