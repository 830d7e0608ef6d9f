"""A target is there whole or not at all; what is in the way is not lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.warehouse.export.conftest import Export
from warehouse.export.choice import Choice
from warehouse.export.targets import MARK, replacing_file, replacing_folder
from warehouse.limits import QueryError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "spill")


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), SystemExit(143)])
def test_what_breaks_off_leaves_nothing(tmp_path: Path, error: BaseException) -> None:
    with pytest.raises(type(error)), replacing_file(tmp_path / "a.csv") as stream:
        stream.write(b"half")
        raise error
    with pytest.raises(type(error)), replacing_folder(tmp_path / "out") as folder:
        (folder / "a.csv").write_bytes(b"half")
        raise error
    assert names(tmp_path) == []


def test_what_breaks_off_leaves_what_was_there(write: Export, tmp_path: Path) -> None:
    write("csv", tmp_path / "a.csv")
    write("csv", tmp_path / "out")
    before = (tmp_path / "a.csv").read_bytes()
    for target in ("a.csv", "out"):
        with pytest.raises(QueryError, match="--where"):
            write("csv", tmp_path / target, force=True, choice=Choice(where="no_column"))
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "out/articles.csv").read_bytes() == before
    assert names(tmp_path) == ["a.csv", "out"]


def test_what_is_there_is_replaced_only_with_force(write: Export, tmp_path: Path) -> None:
    for target in ("a.csv", "out"):
        write("csv", tmp_path / target, choice=Choice(where="false"))
        with pytest.raises(QueryError, match="is there already; --force replaces it"):
            write("csv", tmp_path / target)
        write("csv", tmp_path / target, force=True)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "out/articles.csv").read_bytes() != b""
    assert names(tmp_path) == ["a.csv", "out"]


def test_a_folder_that_is_replaced_keeps_nothing(write: Export, tmp_path: Path) -> None:
    write("csv", tmp_path / "out", tables=("articles", "quotes"))
    write("jsonl", tmp_path / "out", force=True)
    assert names(tmp_path / "out") == [MARK, "articles.jsonl"]


def test_only_a_folder_of_ours_is_replaced(write: Export, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home/thesis.odt").write_bytes(b"years")
    with pytest.raises(QueryError, match="is no export of Copydesk's"):
        write("csv", tmp_path / "home", force=True)
    assert (tmp_path / "home/thesis.odt").read_bytes() == b"years"
    (tmp_path / "empty").mkdir()
    write("csv", tmp_path / "empty")
    assert names(tmp_path / "empty") == [MARK, "articles.csv"]


def test_a_file_and_a_folder_do_not_replace_each_other(write: Export, tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(QueryError, match="is a folder; name a file in it"):
        write("csv", tmp_path / "a.csv", force=True)
    with pytest.raises(QueryError, match="is a file, and a folder is to be written"):
        write("csv", tmp_path / "out", force=True)


def test_the_folder_one_is_in_is_not_replaced(write: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(QueryError, match="name one in it"):
        write("csv", ".")
    write("csv", "out")
    assert names(tmp_path / "here") == ["out"]


def test_a_link_stays_a_link(write: Export, tmp_path: Path) -> None:
    write("csv", tmp_path / "old", choice=Choice(where="false"))
    (tmp_path / "latest").symlink_to("old")
    (tmp_path / "a.csv").symlink_to("b.csv")
    write("csv", tmp_path / "latest", force=True)
    write("csv", tmp_path / "a.csv")
    assert names(tmp_path) == ["a.csv", "b.csv", "latest", "old"]
    assert (tmp_path / "old/articles.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_what_a_killed_export_left_goes(write: Export, tmp_path: Path, dead: Callable[[], int]) -> None:
    (tmp_path / f".out.{dead()}.part").mkdir()
    (tmp_path / f".a.csv.{dead()}.part").write_bytes(b"half")
    (tmp_path / f".out.{os.getppid()}.part").mkdir()  # another export's, which still runs
    write("csv", tmp_path / "out")
    write("csv", tmp_path / "a.csv")
    assert names(tmp_path) == [f".out.{os.getppid()}.part", "a.csv", "out"]


@pytest.fixture
def dead() -> Callable[[], int]:
    """The id of a process that has ended."""

    def ended() -> int:
        pid = os.posix_spawn("/bin/true", ["true"], {})
        os.waitpid(pid, 0)
        return pid

    return ended
