"""Commands on a full disk: exit code 5 and a plain word, the home as it was, and the same command succeeds later."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Copydesk
from tests.small_disk import small_disk
from warehouse.home import Home
from warehouse.manifest import read_manifest
from warehouse.query import rows
from warehouse.verify import verify

pytestmark = pytest.mark.xdist_group("ingest")

TEXT = "Harbour bridge {} reopens\n\nBy Ada Quill\n\n" + "The harbour bridge in Aalen reopened, the mayor said. " * 5


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of 40 MB."""
    with small_disk(tmp_path / "small", "40m") as place:
        yield place


@pytest.mark.parametrize("room", [0, 1 << 20])
def test_ingest_and_maintain_without_room(copydesk: Copydesk, small: Path, tmp_path: Path, room: int) -> None:
    home = Home(small / "home")
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(TEXT.format(number))
        assert copydesk("ingest", tmp_path / f"{number}.txt", "--home", home.root).code == 0
    (tmp_path / "2.txt").write_text(TEXT.format(2))
    before, filler = read_manifest(home), small / "filler"
    free = int(subprocess.check_output(["df", "--output=avail", "-B1", str(small)]).split()[-1])
    filler.write_bytes(bytes(max(free - room, 0)))
    for command in (("ingest", tmp_path / "2.txt"), ("maintain",)):
        done = copydesk(*command, "--home", home.root)
        assert done.code == 5, (done.code, done.err)
        assert "No space left on device" in done.err
        assert read_manifest(home) == before
    filler.unlink()
    assert verify(home) == []
    assert copydesk("ingest", tmp_path / "2.txt", "--home", home.root).code == 0
    assert copydesk("maintain", "--home", home.root).code == 0
    assert rows(home, "SELECT count(*) FROM articles")[1] == [(3,)]
    assert verify(home) == []
