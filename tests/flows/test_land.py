"""Landing: every file met is new, unchanged, or left out for a reason."""

import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from flows import land as landing
from flows.find import NoSourceError, find, printable
from flows.land import land


class Nothing:
    """A ledger that knows nothing."""

    def unchanged(self, files: Sequence[tuple[str, int, int]]) -> set[str]:
        return set()

    def known_bytes(self, digests: Sequence[str]) -> dict[str, str]:
        return {}


class Knows(Nothing):
    """A ledger that knows some files and some bytes."""

    def __init__(self, files: set[tuple[str, int, int]], digests: dict[str, str]) -> None:
        self.files, self.digests = files, digests

    def unchanged(self, files: Sequence[tuple[str, int, int]]) -> set[str]:
        return {file[0] for file in files if file in self.files}

    def known_bytes(self, digests: Sequence[str]) -> dict[str, str]:
        return {digest: self.digests[digest] for digest in digests if digest in self.digests}


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landing, "YOUNG_SECONDS", 0.0)


NOWHERE = Path("/nonexistent")  # nothing is fetched


def write(path: Path, text: str = "An article.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def reasons(root: Path) -> dict[str, str | None]:
    return {Path(file.path).name: file.reason for file in land([str(root)], Nothing(), NOWHERE).files}


def test_a_folder_is_walked_and_every_file_has_its_reason(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "deep" / "er" / "b.txt", "Another.")
    write(tmp_path / ".hidden.txt", "h")
    write(tmp_path / ".git" / "c.txt", "g")
    write(tmp_path / "d.txt.part", "p")
    write(tmp_path / "e.tmp", "t")
    write(tmp_path / "empty.txt", "")
    write(tmp_path / "copy.txt")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    assert reasons(tmp_path) == {
        "a.txt": None, "b.txt": None, ".hidden.txt": "hidden", "c.txt": "hidden", "d.txt.part": "in_progress",
        "e.tmp": "in_progress", "empty.txt": "empty_file", "copy.txt": "same_bytes", "lost.txt": "broken_link",
        "loop": "linked_folder", "pipe": "not_a_regular_file",
    }  # fmt: skip


def test_a_hidden_file_named_as_source_is_taken_in(tmp_path: Path) -> None:
    assert land([str(write(tmp_path / ".x.txt"))], Nothing(), NOWHERE).files[0].reason is None


def test_a_pattern_finds_its_files_once_however_often_they_are_named(tmp_path: Path) -> None:
    write(tmp_path / "a" / "1.txt", "1")
    write(tmp_path / "b" / "2.txt", "2")
    write(tmp_path / "b" / "3.md", "3")
    found = find([str(tmp_path / "**" / "*.txt"), str(tmp_path / "a")])
    assert [Path(file.path).name for file in found] == ["1.txt", "2.txt"]


def test_only_missing_sources_are_an_error_and_one_missing_among_others_is_a_row(tmp_path: Path) -> None:
    with pytest.raises(NoSourceError, match=r"no such source: .*nowhere"):
        find([str(tmp_path / "nowhere")])
    write(tmp_path / "a.txt")
    assert [file.reason for file in find([str(tmp_path / "a.txt"), str(tmp_path / "nowhere")])] == [
        None, "source_not_found",
    ]  # fmt: skip


def test_an_empty_folder_is_accounted_for(tmp_path: Path) -> None:
    assert reasons(tmp_path) == {tmp_path.name: "source_empty"}


def test_an_unchanged_file_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt")
    status = path.stat()
    known = Knows({(str(path), status.st_size, status.st_mtime_ns)}, {})
    monkeypatch.setattr(landing, "_digest", lambda file: pytest.fail(f"{file.path} was read"))
    result = land([str(tmp_path)], known, NOWHERE)
    assert result.files == [] and result.unchanged == {str(tmp_path): 1}


def test_a_renamed_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    digest = land([str(write(tmp_path / "a.txt"))], Nothing(), NOWHERE).files[0].sha256
    assert digest
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    file = land([str(tmp_path)], Knows(set(), {digest: "/old/a.txt"}), NOWHERE).files[0]
    assert (file.reason, file.message) == ("same_bytes", "the same bytes as /old/a.txt")


def test_a_growing_file_is_left_for_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landing, "YOUNG_SECONDS", 2.0)
    path = write(tmp_path / "a.txt")
    stop = threading.Event()

    def grow() -> None:
        with path.open("a") as stream:
            while not stop.is_set():
                stream.write("more ")
                stream.flush()
                time.sleep(0.02)

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        assert reasons(tmp_path) == {"a.txt": "still_growing"}
    finally:
        stop.set()
        writer.join()


def test_a_file_that_cannot_be_read_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(landing.hashlib, "file_digest", refuse)
    file = land([str(path)], Nothing(), NOWHERE).files[0]
    assert (file.reason, file.message) == ("unreadable", "Permission denied")


def test_a_name_that_is_no_utf8_stays_printable() -> None:
    assert printable(os.fsdecode(b"caf\xe9.txt")) == "caf\\xe9.txt"
