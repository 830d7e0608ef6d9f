"""Secrets that are planted where users put theirs: none of them is in a log, a table, an artifact or a report."""

from __future__ import annotations

import json
import secrets
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import COMMAND
from tests.stack.conftest import Api
from tests.stack.plain import own_environment
from tests.stack.run import Stack

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("stack")]
Use = Callable[..., subprocess.CompletedProcess[str]]

SOURCES = {  # addresses as people paste them
    "user_of_s3": "s3://{}:x@bucket/news", "password_of_s3": "s3://desk:{}@bucket/news",
    "password_of_web": "https://desk:{}@127.0.0.1:9/feed.xml", "password_of_sftp": "sftp://desk:{}@127.0.0.1:9/in",
    "password_of_ftp": "ftp://desk:{}@127.0.0.1:9/in", "password_of_gs": "gs://desk:{}@bucket/in",
    "token_of_web": "https://127.0.0.1:9/feed.xml?token={}", "key_of_web": "https://127.0.0.1:9/feed.xml?api_key={}",
    "signature_of_web": "https://127.0.0.1:9/feed.xml?X-Amz-Signature={}",
}  # fmt: skip
VARIABLES = ("AWS_SESSION_TOKEN", "HF_TOKEN", "GITHUB_TOKEN", "DATABASE_URL", "SLACK_WEBHOOK_URL", "MY_PASSWORD")


@pytest.fixture(scope="module")
def planted(running: Stack, use: Use) -> dict[str, str]:
    """Name → secret, after each was used as its user would."""
    found = {name: secrets.token_hex(12) for name in (*SOURCES, *VARIABLES, "token_of_webhook")}
    for name in ("db_password", "redis_password", "s3_access_key", "s3_secret_key"):
        found[name] = running.place.secret(name)
    found["password_of_api"] = running.place.secret("api_auth").partition(":")[2]
    variables = {name: found[name] for name in VARIABLES}
    home, box = str(running.place.home.parent / "planted"), running.place.folder / "planted"
    box.mkdir()
    (box / "one.txt").write_text("Kiosk on the pier opens\n\nThe kiosk on the pier opened on Sunday.\n")
    (box / "broken.jsonl").write_text('{"headline": ')
    for name, address in SOURCES.items():
        done = use(COMMAND, "deploy", "--home", home, "--sources", address.format(found[name]), **variables)
        assert found[name] not in done.stdout + done.stderr
        done = use(COMMAND, "ingest", address.format(found[name]), "--home", home, **variables)
        assert found[name] not in done.stdout + done.stderr, name
    hook = f"http://127.0.0.1:9/hook?token={found['token_of_webhook']}"
    deployed = use(
        COMMAND, "deploy", "--home", home, "--sources", str(box), "--only", "ingest-hourly", "--notify", hook
    )
    assert deployed.returncode == 0, deployed.stderr
    assert use(COMMAND, "ingest", str(box), "--home", home, **variables).returncode == 3
    assert use(COMMAND, "doctor", "--stack", "--home", home, **variables).stdout
    return found


def files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            yield path


def test_there_are_twenty(planted: dict[str, str]) -> None:
    assert len(set(planted.values())) >= 20


def test_none_is_in_a_log_a_report_or_the_home(running: Stack, planted: dict[str, str]) -> None:
    place = running.place
    for folder in (place.folder / "logs", place.home.parent):
        for path in files(folder):
            data = path.read_bytes()
            assert [name for name, secret in planted.items() if secret.encode() in data] == [], path


def test_none_is_in_prefects_database(running: Stack, planted: dict[str, str]) -> None:
    """All of it, as text: parameters, logs, artifacts, events, and blocks, whose secrets are encrypted."""
    environment = own_environment(running.place.folder) | {
        "PGPASSWORD": planted["db_password"], "PGPORT": str(running.place.ports[5432]), "PGHOST": "127.0.0.1",
    }  # fmt: skip
    dump = subprocess.run(
        ["pg_dump", "-U", "copydesk", "--data-only", "copydesk"], env=environment, capture_output=True, check=True
    ).stdout
    assert b"copydesk-quality-failed" in dump, "the webhook's block is there"
    assert [name for name, secret in planted.items() if secret.encode() in dump] == []


def test_none_is_in_a_list_of_processes(running: Stack, planted: dict[str, str]) -> None:
    commands = b"\0".join(map(_command, Path("/proc").iterdir()))
    assert [name for name, secret in planted.items() if secret.encode() in commands] == []


def _command(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except (FileNotFoundError, NotADirectoryError, ProcessLookupError):
        return b""


def test_none_is_in_an_artifact(api: Api, planted: dict[str, str]) -> None:
    told = json.dumps(api("artifacts/filter", {}))
    assert "ingest-summary" in told
    assert [name for name, secret in planted.items() if secret in told] == []
