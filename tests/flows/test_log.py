"""The log of a run tells its steps and ids, and nothing of what articles say or where they lie."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from flows.log import RunLog

COPYDESK = Path(sys.executable).with_name("copydesk")
BODY = "The harbour master Wilhelmina Brandt said on Monday that the Lindhaven ferry would stay in port."


def test_a_run_of_the_installed_command(environment: dict[str, str], tmp_path: Path) -> None:
    source = tmp_path / "hush-hush"
    source.mkdir()
    (source / "good.txt").write_text(f"Ferry stays in port\n\nLINDHAVEN, March 3 - {BODY}\n\n{BODY}\n")
    (source / "empty.txt").write_bytes(b"")
    (source / "broken.json").write_text('{"headline": "secret plans", ')
    log = tmp_path / "run.log"
    done = subprocess.run(
        [COPYDESK, "ingest", source, "--home", tmp_path / "home"], env={**environment, "COPYDESK_LOG": str(log)},
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    lines = [orjson.loads(line) for line in log.read_bytes().splitlines()]
    events = [line["event"] for line in lines]
    assert events[0] == "started" and events[-1] == "ended" and "batch" in events and "published" in events
    assert len({line["run"] for line in lines}) == 1
    kept_out = [line for line in lines if line["event"] == "kept_out"]
    assert kept_out and all(line["reason"] and line["outcome"] == "rejected" for line in kept_out)
    assert lines[-1]["counts"] == {"seen": 3, "accepted": 1, "quarantined": 0, "rejected": 2, "skipped": 0}
    text = log.read_text()
    for hidden in ("Ferry", "Brandt", "secret plans", "hush-hush", "good.txt"):
        assert hidden not in text


def test_runs_share_a_file(tmp_path: Path) -> None:
    first, second = (RunLog(name, str(tmp_path / "log")) for name in ("r1", "r2"))
    first.tell("started")
    second.tell("started")
    first.tell("ended")
    assert [orjson.loads(line)["run"] for line in (tmp_path / "log").read_bytes().splitlines()] == ["r1", "r2", "r1"]


def test_without_a_target_nothing_is_written(capfd: pytest.CaptureFixture[str]) -> None:
    log = RunLog("r1", "")
    log.tell("started")
    log.close()
    assert capfd.readouterr() == ("", "")
