"""A batch: what a worker stages, and what it does about a file that it cannot read."""

from __future__ import annotations

import errno
import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows import chunk, items
from flows.batch import run_batch
from flows.items import ReadError
from flows.job import Job
from flows.parse.identity import work_id
from flows.plan import Batch, FilePart

GOOD = (
    "Harbour bridge reopens\n\nThe harbour bridge in Aalen reopened on Monday, Mayor Ada Lindqvist said. "
    '"It holds," she added.\n'
)


def job(root: Path, keep_raw: str = "all") -> Job:
    return Job("run", str(root / "home"), str(root / "staging"), datetime(2026, 3, 2, tzinfo=UTC), keep_raw)


def part(path: Path, text: str = GOOD) -> FilePart:
    path.write_text(text)
    return FilePart(str(path), hashlib.sha256(text.encode()).hexdigest(), len(text.encode()), path.stat().st_mtime_ns)


def test_good_and_bad_files_are_staged_side_by_side(tmp_path: Path) -> None:
    parts = (part(tmp_path / "a.txt"), part(tmp_path / "b.txt", " \n "), part(tmp_path / "c.txt"))
    manifest = run_batch(Batch(3, parts), job(tmp_path))
    assert dict(manifest.seen) == {item.path: 1 for item in parts}
    [staged] = manifest.chunks
    rows = staged.read("records").sort_by("path").to_pylist()
    assert [(row["outcome"], row["reason_code"]) for row in rows] == [
        ("accepted", None), ("rejected", "no_text"), ("skipped", "duplicate_record"),
    ]  # fmt: skip
    assert staged.read("articles")["headline"].to_pylist() == ["Harbour bridge reopens"]
    assert set(staged.read("raw")["data"].to_pylist()) == {GOOD.encode(), b" \n "}
    body, quote = staged.read("articles")["article_body"][0].as_py(), staged.read("quotes").to_pylist()[0]
    assert body[quote["body_start"] : quote["body_end"]] == quote["text"]


@pytest.mark.parametrize(("keep", "kept"), [("all", 2), ("problems", 1), ("none", 0)])
def test_which_raw_bytes_are_kept(tmp_path: Path, keep: str, kept: int) -> None:
    parts = (part(tmp_path / "a.txt"), part(tmp_path / "b.txt", " \n "))
    [staged] = run_batch(Batch(0, parts), job(tmp_path, keep)).chunks
    assert staged.rows.get("raw", 0) == kept


def test_a_file_that_cannot_be_read_is_worth_another_try_and_then_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = part(tmp_path / "a.txt"), part(tmp_path / "b.txt", GOOD.replace("Aalen", "Bruges"))
    real = items.open_file

    def refuse(path: Path, **options: int) -> object:
        if path.name == "b.txt":
            raise OSError(errno.EIO, "Input/output error")
        return real(path, **options)

    monkeypatch.setattr(items, "open_file", refuse)
    with pytest.raises(ReadError, match="Input/output error"):
        run_batch(Batch(0, (good, bad)), job(tmp_path), last_try=False)
    [staged] = run_batch(Batch(0, (good, bad)), job(tmp_path), last_try=True).chunks
    outcomes = {Path(row["path"]).name: row["reason_code"] for row in staged.read("records").to_pylist()}
    assert outcomes == {"a.txt": None, "b.txt": "unreadable"}


def test_a_file_that_changed_since_it_was_landed_is_left_for_the_next_run(tmp_path: Path) -> None:
    landed = part(tmp_path / "a.txt")
    (tmp_path / "a.txt").write_text(GOOD + "And it goes on.\n")
    os.utime(tmp_path / "a.txt", ns=(1, landed.modified_ns + 1_000_000))
    [staged] = run_batch(Batch(0, (landed,)), job(tmp_path)).chunks
    assert [row["reason_code"] for row in staged.read("records").to_pylist()] == ["still_growing"]
    assert "articles" not in staged.rows


def test_a_large_batch_is_staged_in_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunk, "CHUNK_ARTICLES", 2)
    parts = tuple(part(tmp_path / f"{i}.txt", GOOD.replace("Aalen", f"Town {i}")) for i in range(5))
    manifest = run_batch(Batch(0, parts), job(tmp_path))
    assert [staged.rows["articles"] for staged in manifest.chunks] == [2, 2, 1]


def test_an_agencys_notice_of_withdrawal_is_staged(tmp_path: Path) -> None:
    fixture = Path(__file__).parents[1] / "fixtures" / "nitf" / "withheld.xml"
    manifest = run_batch(Batch(0, (part(tmp_path / "kill.xml", fixture.read_text()),)), job(tmp_path))
    [staged] = manifest.chunks
    [record] = staged.read("records").to_pylist()
    assert (record["outcome"], record["reason_code"]) == ("skipped", "withdrawn")
    [notice] = staged.read("withdrawals").to_pylist()
    assert (notice["uri"], notice["run_id"]) == ("hna-20240503-18", "run")
    assert notice["work_id"] == work_id("", "hna-20240503-18", None, None, None)
    assert "not to be used" in notice["message"]
