"""A run and a second look, told to a real server as they happen; and a target that is not there."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from schemas.registry import TABLES
from tests.conftest import COMMAND, Done
from tests.flows.openlineage.backend import serving
from tests.flows.openlineage.client import read_by_the_client
from warehouse.home import Home
from warehouse.query import rows

pytestmark = pytest.mark.xdist_group("ingest")
EXAMPLES = Path(__file__).parents[2] / "examples"
TOKEN = "glpat-mkFz81"


def run(environment: dict[str, str], *arguments: str | Path) -> Done:
    done = subprocess.run(
        [COMMAND, *arguments], capture_output=True, text=True, env=environment, timeout=240, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


def written(event: dict[str, Any]) -> dict[str, int]:
    """Table → rows, as the event says."""
    return {
        table["name"].removeprefix("warehouse.main."): table["outputFacets"]["outputStatistics"]["rowCount"]
        for table in event["outputs"]
    }


def test_what_is_told_is_what_is_in_the_warehouse(environment: dict[str, str], tmp_path: Path) -> None:
    home = tmp_path / "desk"
    with serving() as backend:
        target = backend.url.replace("//", f"//desk:{TOKEN}@") + f"?token={TOKEN}"
        telling = environment | {"COPYDESK_LINEAGE": target}
        done = run(telling, "ingest", EXAMPLES / "dumps", EXAMPLES / "broken", "--home", home)
        assert done.code == 3 and "lineage" not in done.err, done.err
        [kept_out, *_] = run(environment, "quarantine", "list", "--home", home).json
        look = run(telling, "quarantine", "dismiss", kept_out["record_sha256"], "--home", home, "--note", "not ours")
        assert look.code in (0, 3), look.err
    events = [event for _, event in backend.events]
    assert [event["eventType"] for event in events] == ["START", "COMPLETE"] * 2
    assert [event["job"]["name"] for event in events[::2]] == ["desk.ingest", "desk.dismiss"]
    assert all(read_by_the_client(event) == event for event in events)
    assert [source["name"] for source in events[1]["inputs"]] == [str(EXAMPLES / "dumps"), str(EXAMPLES / "broken")]
    seen = sum(source["inputFacets"]["inputStatistics"]["rowCount"] for source in events[1]["inputs"])
    assert seen == done.json["counts"]["seen"]
    for table, count in written(events[1]).items():
        sql = f"SELECT count(*) FROM {table} WHERE run_id = '{done.json['run_id']}'"
        assert rows(Home(home), sql)[1] == [(count,)], table
    assert written(events[1])["records"] == seen and written(events[3]) == {"runs": 1, "quarantine_history": 1}
    asserted = {
        found["assertion"]: found["success"]
        for table in events[1]["outputs"]
        for found in table["facets"].get("dataQualityAssertions", {"assertions": []})["assertions"]
    }
    failed = {expectation for _, _, expectation, _ in done.json["failed"]}
    assert {name for name, success in asserted.items() if not success} == failed
    empty = set(TABLES) - set(written(events[1]))  # nothing was written there, nothing is said of them
    suites = f"SELECT DISTINCT expectation FROM expectation_results WHERE suite NOT IN {tuple(empty)}"
    assert {(name,) for name in asserted} == set(rows(Home(home), suites)[1])
    assert TOKEN not in json.dumps(events) and TOKEN not in done.out + done.err
    assert TOKEN not in json.dumps(rows(Home(home), "FROM runs")[1], default=str)


def test_a_target_that_is_not_there_is_a_warning(environment: dict[str, str], tmp_path: Path) -> None:
    home, source = tmp_path / "home", tmp_path / "one.txt"
    home.mkdir()
    (home / "copydesk.toml").write_text(f'[lineage]\ntarget = "http://desk:{TOKEN}@127.0.0.1:9/?token={TOKEN}"\n')
    source.write_text(
        "Ferry late again\n\nThe ferry to Ardrossan was 40 minutes late on Monday, the harbour master said. Passengers "
        "waited on the pier.\n\nA second boat will be hired in May, the company said."
    )
    done = run(environment, "ingest", source, "--home", home)
    assert done.code == 0 and done.json["counts"]["accepted"] == 1
    assert "copydesk: 2 of 2 lineage events did not reach http://127.0.0.1:9: ConnectError" in done.err
    assert TOKEN not in done.out + done.err
