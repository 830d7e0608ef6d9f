"""What is announced: files that have settled, once each, also after a new start."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

from flows.commands.watch import _look_until
from flows.find import NoSourceError, RawFile
from flows.watch import MOST_NAMED, Announced, Watch, named, require_watchable, state_file


class Desk:
    """Hears announcements; `deaf` while it cannot be reached."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.deaf = False

    def __call__(self, files: Sequence[RawFile]) -> None:
        if self.deaf:
            raise ConnectionError("no answer")
        self.heard += [Path(file.path).name for file in files]


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def box(tmp_path: Path) -> Path:
    (tmp_path / "box").mkdir()
    return tmp_path / "box"


def watch(box: Path, desk: Desk) -> Watch:
    return Watch(str(box), Announced(state_file(box.parent / "home", str(box))), desk, settle=2.0)


def test_a_file_is_announced_once_it_has_settled(box: Path, desk: Desk) -> None:
    watching = watch(box, desk)
    (box / "a.txt").write_text("One")
    assert [watching.look(now) for now in (0.0, 1.9)] == [[], []]
    assert [Path(file.path).name for file in watching.look(2.0)] == ["a.txt"]
    assert watching.look(9.0) == []
    assert desk.heard == ["a.txt"]


def test_a_file_that_grows_waits(box: Path, desk: Desk) -> None:
    watching = watch(box, desk)
    path = box / "a.txt"
    for now in range(5):
        path.write_text("word " * (now + 1))
        watching.look(float(2 * now))
    assert desk.heard == []
    watching.look(10.0)
    assert desk.heard == ["a.txt"]


def test_what_is_hidden_empty_or_in_progress_is_not_announced(box: Path, desk: Desk) -> None:
    for name in (".hidden", "a.txt.part", "b.tmp"):
        (box / name).write_text("text")
    (box / "empty.txt").touch()
    watching = watch(box, desk)
    watching.look(0.0), watching.look(9.0)
    assert desk.heard == []
    (box / "a.txt.part").rename(box / "a.txt")
    watching.look(10.0), watching.look(12.0)
    assert desk.heard == ["a.txt"]


def test_a_new_start_announces_nothing_again_and_a_changed_file_anew(box: Path, desk: Desk) -> None:
    (box / "a.txt").write_text("One")
    first = watch(box, desk)
    first.look(0.0), first.look(2.0)
    second = watch(box, desk)
    second.look(0.0), second.look(2.0)
    assert desk.heard == ["a.txt"]
    (box / "a.txt").write_text("One and two")
    second.look(4.0), second.look(6.0)
    assert desk.heard == ["a.txt", "a.txt"]


def test_what_could_not_be_announced_is_announced_later(box: Path, desk: Desk) -> None:
    (box / "a.txt").write_text("One")
    watching = watch(box, desk)
    watching.look(0.0)
    desk.deaf = True
    with pytest.raises(ConnectionError):
        watching.look(2.0)
    assert watch(box, desk).announced.known == {}
    desk.deaf = False
    watching.look(4.0)
    assert desk.heard == ["a.txt"]


def test_a_state_file_that_was_cut_short_is_read_as_far_as_it_goes(box: Path, desk: Desk) -> None:
    for name in ("a.txt", "b.txt"):
        (box / name).write_text(name)
    watching = watch(box, desk)
    watching.look(0.0), watching.look(2.0)
    path = watching.announced.path
    os.truncate(path, path.stat().st_size - 4)
    again = watch(box, desk)
    again.look(0.0), again.look(2.0)
    assert desk.heard == ["a.txt", "b.txt", "b.txt"], "what is cut off is said twice rather than never"


def test_the_state_file_does_not_grow_with_files_that_go(box: Path, desk: Desk) -> None:
    watching = watch(box, desk)
    for number in range(6):
        for at in range(100):
            (box / f"{number}-{at}.txt").write_text("text")
        watching.look(10.0 * number), watching.look(10.0 * number + 5)
        for path in box.iterdir():
            path.unlink()
    watching.look(99.0)
    assert len(desk.heard) == 600
    assert len(watching.announced.path.read_text().splitlines()) <= 300


def test_a_folder_that_is_gone_is_told_and_not_taken_for_empty(box: Path, desk: Desk) -> None:
    watching = watch(box, desk)
    box.rmdir()
    with pytest.raises(OSError, match="no such folder"):
        watching.look(0.0)


def test_many_files_are_named_by_their_folder() -> None:
    files = [RawFile(f"/in/{number}.txt", "/in", 1, 1) for number in range(MOST_NAMED + 1)]
    assert named("/in", files[:2]) == ["/in/0.txt", "/in/1.txt"]
    assert named("/in", files) == ["/in"]
    assert named("s3://bucket/in", files) == ["s3://bucket/in"]
    assert named("/in", [RawFile("/in/\udcff.txt", "/in", 1, 1)]) == ["/in"], "a name that no event can carry"


def test_standard_input_is_not_watched() -> None:
    with pytest.raises(NoSourceError, match="name a folder"):
        require_watchable("-")


def test_trouble_is_told_once_and_ends(box: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stop, alive = threading.Event(), tmp_path / "alive"
    answers: list[Exception | None] = [
        OSError("no bucket"),
        OSError("no bucket"),
        httpx.ConnectError("no server"),
        None,
    ]

    class Looks(Watch):
        def look(self, now: float | None = None) -> list[RawFile]:
            assert not alive.exists(), "alive only after a look that went well"
            answer = answers.pop(0)
            if not answers:
                stop.set()
            if answer:
                raise answer
            return []

    _look_until(stop, Looks(str(box), Announced(tmp_path / "state"), Desk()), 0.0, alive)
    assert capsys.readouterr().err.splitlines() == [
        "copydesk: no bucket; trying again", "copydesk: no server; trying again", "copydesk: well again",
    ]  # fmt: skip
    assert alive.exists()
