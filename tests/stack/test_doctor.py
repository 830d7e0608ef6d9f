"""`copydesk doctor --stack` against the real components: all well, and each fault by its name."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import COMMAND
from tests.stack.conftest import until
from tests.stack.run import Stack

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("stack")]
Use = Callable[..., subprocess.CompletedProcess[str]]


def troubles(use: Use, **variables: str) -> dict[str, Any]:
    done = use(COMMAND, "doctor", "--stack", "--json", **variables)
    found = {one["what"]: one["found"] for one in json.loads(done.stdout) if one["state"] != "well"}
    assert done.returncode == (5 if found else 0), done.stderr
    return found


def store(running: Stack) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{running.place.ports[8333]}", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": running.place.secret("s3_access_key"),
        "AWS_SECRET_ACCESS_KEY": running.place.secret("s3_secret_key"), "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "2",
    }  # fmt: skip


def redis(running: Stack, password: str) -> str:
    return f"redis://default:{password}@127.0.0.1:{running.place.ports[6379]}/0"


def test_all_is_well(running: Stack, use: Use) -> None:
    right = redis(running, running.place.secret("redis_password"))
    until(lambda: "queue" not in troubles(use))  # the worker's first sign of life comes after its start
    assert troubles(use, PREFECT_REDIS_MESSAGING_URL=right) == {}


def test_a_refused_login_is_told(running: Stack, use: Use) -> None:
    assert troubles(use, PREFECT_API_AUTH_STRING="copydesk:guess") == {"login": "PREFECT_API_AUTH_STRING is refused"}
    assert "refuses the login" in troubles(use, PREFECT_REDIS_MESSAGING_URL=redis(running, "guess"))["messaging"]


def test_a_store_that_is_there_is_not_or_refuses(running: Stack, use: Use) -> None:
    import s3fs

    given = store(running)
    files = s3fs.S3FileSystem(
        key=given["AWS_ACCESS_KEY_ID"], secret=given["AWS_SECRET_ACCESS_KEY"], endpoint_url=given["AWS_ENDPOINT_URL"]
    )
    files.mkdir("desk")
    assert troubles(use, COPYDESK_HOME="s3://desk/home", **given) == {}
    assert files.find("desk") == [], "nothing is left behind"
    assert "no such bucket" in troubles(use, COPYDESK_HOME="s3://nowhere/home", **given)["store"]
    refused = given | {"AWS_SECRET_ACCESS_KEY": "guess"}
    assert "s3://desk/home" in troubles(use, COPYDESK_HOME="s3://desk/home", **refused)["store"]


def test_a_worker_that_is_gone_is_missed(running: Stack, use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "queue" not in troubles(use)
    monkeypatch.setenv("PREFECT_API_URL", running.place.api)
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", running.place.secret("api_auth"))
    from flows.stack_check import examine_stack

    told = {check.subject: check for check in examine_stack("desk", pool="night")}
    assert told["queue"].finding == "no work pool night"
