"""`maintain` and `verify --repair` with the installed command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Copydesk
from warehouse.home import Home
from warehouse.manifest import read_manifest
from warehouse.query import rows
from warehouse.verify import verify

pytestmark = pytest.mark.xdist_group("ingest")

TEXT = "Harbour bridge {} reopens\n\nBy Ada Quill\n\n" + "The harbour bridge in Aalen reopened, the mayor said. " * 5


def test_maintain_and_repair(copydesk: Copydesk, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(TEXT.format(number))
        assert copydesk("ingest", tmp_path / f"{number}.txt", "--home", home.root).code == 0
    planned = copydesk("maintain", "--dry-run", "--home", home.root)
    assert planned.code == 0, planned.err
    assert [step["step"] for step in planned.json] == ["compact"]
    before = read_manifest(home)
    assert copydesk("maintain", "--home", home.root).json == planned.json
    assert len(read_manifest(home).parts) < len(before.parts)
    assert rows(home, "SELECT kind, status FROM runs ORDER BY run_id DESC LIMIT 1")[1] == [("maintain", "completed")]
    assert copydesk("maintain", "--home", home.root).json == []

    part = next(p for p in read_manifest(home).parts if p.table == "articles")
    (home.root / part.path).write_bytes(b"garbled")
    assert copydesk("verify", "--home", home.root).code == 5
    done = copydesk("verify", "--repair", "--home", home.root)
    assert (done.code, done.json[0]["state"]) == (0, "repaired")
    home.manifest.write_bytes(b"{")
    refused = copydesk("verify", "--home", home.root)
    assert (refused.code, "verify --repair" in refused.err) == (2, True)
    assert copydesk("verify", "--repair", "--home", home.root).code == 0
    assert verify(home) == []
    assert rows(home, "SELECT count(*) FROM articles")[1] == [(2,)]
