"""Accounting: the sum always holds, and a record that was lost is noticed."""

from collections import Counter

import pytest

from flows.accounting import Accounting, AccountingError
from flows.find import RawFile
from flows.land import Landing
from flows.plan import Batch, FilePart


def books(*files: RawFile, unchanged: int = 0, parts: int = 1) -> Accounting:
    batch = Batch(0, tuple(FilePart(f.path, "0" * 64, f.bytes, 0) for f in files if not f.reason for _ in range(parts)))
    return Accounting.open("run", Landing(list(files), Counter({"/x": unchanged} if unchanged else {})), [batch])


def test_files_left_out_count_as_one_record_each() -> None:
    own = books(RawFile("/x/a", "/x", 5, 0, reason="hidden"), RawFile("/x/b", "/x", 0, 0, reason="empty_file"))
    records, rejections = own.left_out()
    assert [(r["path"], r["outcome"]) for r in records] == [("/x/a", "skipped"), ("/x/b", "rejected")]
    assert [r["reason_code"] for r in rejections] == ["empty_file"]
    assert own.totals == {"seen": 2, "accepted": 0, "quarantined": 0, "rejected": 1, "skipped": 1}


def test_unchanged_files_are_skipped_records_of_their_source() -> None:
    own = books(unchanged=7)
    assert own.totals["seen"] == own.totals["skipped"] == 7
    assert own.reasons() == {"unchanged": 7}
    assert '"/x":{"seen":7' in own.by_source()


def test_a_file_is_entered_once_when_all_its_parts_are_loaded() -> None:
    own = books(RawFile("/x/a", "/x", 5, 0, "0" * 64), parts=2)
    own.seen.update({"/x/a": 2})
    own.add({("/x/a", "accepted", None): 2})
    own.part_done("/x/a")
    assert own.finished_files() == []
    own.part_done("/x/a")
    assert [(row["path"], row["accepted"]) for row in own.finished_files()] == [("/x/a", 2)]
    assert own.finished_files() == []


def test_a_lost_record_is_noticed() -> None:
    own = books(RawFile("/x/a", "/x", 5, 0, "0" * 64))
    own.seen.update({"/x/a": 3})
    own.add({("/x/a", "accepted", None): 2})
    with pytest.raises(AccountingError, match="the run: seen 3"):
        own.totals  # noqa: B018  # reading it checks it
