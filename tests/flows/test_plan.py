"""Planning: every file in exactly one batch, large dumps cut at line ends."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows import plan as planning
from flows.find import RawFile
from flows.plan import plan
from flows.settings import Settings


@given(st.lists(st.integers(1, 40_000_000), max_size=60), st.integers(1, 4), st.integers(1, 3_000))
@settings(deadline=None)
def test_every_file_is_in_exactly_one_batch_in_order(sizes: list[int], workers: int, most: int) -> None:
    files = [RawFile(f"/x/{i}.txt", "/x", size, 0, "0" * 64) for i, size in enumerate(sizes)]
    batches = plan(files, Settings(workers=workers, batch_articles=most))
    assert [part.path for batch in batches for part in batch.parts] == [file.path for file in files]
    assert [batch.number for batch in batches] == list(range(len(batches)))


def test_the_last_round_is_cut_finer() -> None:
    files = [RawFile(f"/x/{i}.txt", "/x", 1, 0, "0" * 64) for i in range(12_000)]
    sizes = [len(batch.parts) for batch in plan(files, Settings(workers=2, batch_articles=2_000))]
    assert sizes == [2_000] * 4 + [500] * 8
    assert [len(batch.parts) for batch in plan(files[:1_000], Settings(workers=2))] == [500, 500]


@pytest.mark.parametrize("most", [0, 1, 200])
def test_no_batch_is_smaller_than_it_is_worth(most: int) -> None:
    files = [RawFile(f"/x/{i}.txt", "/x", 1, 0, "0" * 64) for i in range(1_000)]
    assert [len(batch.parts) for batch in plan(files, Settings(workers=2, batch_articles=most))] == [200] * 5


def test_files_left_out_are_in_no_batch() -> None:
    assert plan([RawFile("/x/a.txt", "/x", 1, 0, reason="hidden")], Settings()) == []


def test_a_large_dump_is_cut_at_line_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "RANGE_BYTES", 1_000)
    path = tmp_path / "dump.jsonl"
    lines = [f'{{"text": "{"x" * (i * 37 % 300)}"}}\n' for i in range(200)]
    path.write_text("".join(lines))
    parts = [p for b in plan([RawFile(str(path), "/", path.stat().st_size, 0, "0" * 64)], Settings()) for p in b.parts]
    assert len(parts) > 5
    data = path.read_bytes()
    assert b"".join(data[part.start : part.end] for part in parts) == data
    for part in parts:
        assert data[: part.start].count(b"\n") + 1 == part.first_line
        assert data[part.start : part.end].endswith(b"\n")
