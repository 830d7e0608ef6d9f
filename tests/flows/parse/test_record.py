"""Raw files to records: every byte is a record or a rejection."""

import gzip
from pathlib import Path

import orjson
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.parse.limits import Limits
from flows.parse.model import RawRecord, Rejection
from flows.parse.record import file_format, open_file, records
from schemas.reasons import REASONS

LINES = [
    orjson.dumps({"title": f"Ferry {n} late", "text": f"The ferry was {n} minutes late on Monday."}) for n in range(9)
]
DUMP = b"\n".join(LINES) + b"\n"


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def only(path: Path, **options: object) -> RawRecord | Rejection:
    (item,) = records(path, **options)  # type: ignore[arg-type]
    return item


def reason(path: Path) -> str:
    item = only(path)
    assert isinstance(item, Rejection), item
    return item.reason_code


def test_plain_text_is_one_record(tmp_path: Path) -> None:
    path = write(tmp_path, "ferry.txt", b"Ferry late\r\n\r\nIt was late.")
    assert file_format(path) == "plain_text"
    assert only(path) == RawRecord("file", 0, b"Ferry late\r\n\r\nIt was late.", "plain_text")


@pytest.mark.parametrize("name", ["dump.jsonl", "dump.txt", "dump"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_json_lines_have_places(tmp_path: Path, name: str, ending: bytes) -> None:
    data = b"\xef\xbb\xbf" + LINES[0] + ending + b"  " + ending + ending + LINES[1] + ending + LINES[2]
    path = write(tmp_path, name, data)
    found = list(records(path))
    assert [r.locator for r in found] == ["line:1", "line:4", "line:5"]
    for record in found:
        assert data[record.byte_offset :].startswith(record.data)
    assert found[1].data == LINES[1]


def test_byte_ranges_give_the_same_records_as_the_whole_file(tmp_path: Path) -> None:
    path = write(tmp_path, "dump.jsonl", DUMP)
    middle = DUMP.index(LINES[4])
    parts = [*records(path, start=0, end=middle), *records(path, start=middle, first_line=5)]
    assert parts == list(records(path))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty_file"),
        ("a.gz", b"", "empty_file"),
        ("a.gz", gzip.compress(b""), "empty_file"),
        ("a.jsonl", b" \n\n\t\n", "no_text"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "binary_content"),
        ("noise.txt", bytes(range(256)) * 9, "binary_content"),
        ("wide.jsonl", '{"text": "Ferry late"}\n'.encode("utf-16"), "undecodable"),
    ],
)
def test_files_that_hold_no_record(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = write(tmp_path, name, data)
    assert reason(path) == code
    assert code == "no_text" or file_format(path) is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.txt", b"\n<!DOCTYPE html><html><body>Ferry</body></html>"),
        ("page.txt", "\ufeff<HTML>".encode("utf-16")),
        ("page.html", b"<p>Ferry late</p><p>It was.</p>"),
    ],
)
def test_pages_are_one_record(tmp_path: Path, name: str, data: bytes) -> None:
    path = write(tmp_path, name, data)
    assert file_format(path) == "html"
    assert [item.data for item in records(path)] == [data]


@pytest.mark.parametrize(
    "text",
    [b"{Updated} Ferry late", b"[1] Ferry late", b"< back\n\nFerry late", b"<3 the ferry", b"MZ said", b"WARCHER wins"],
)
def test_odd_openings_are_still_text(tmp_path: Path, text: bytes) -> None:
    assert file_format(write(tmp_path, "a.txt", text)) == "plain_text"


def test_broken_first_line_of_a_dump_is_one_line(tmp_path: Path) -> None:
    assert len(list(records(write(tmp_path, "a.jsonl", b'{"text": \n' + DUMP)))) == 10
    assert len(list(records(write(tmp_path, "a.txt", b'{"text": \n' + DUMP)))) == 10
    assert file_format(write(tmp_path, "b.jsonl.gz", gzip.compress(b'{"text": \n'))) == "jsonl"


def test_line_over_the_limit_is_rejected_and_reading_goes_on(tmp_path: Path) -> None:
    long = orjson.dumps({"text": "x" * 900_000})
    path = write(tmp_path, "a.jsonl", LINES[0] + b"\n" + long + b"\n" + LINES[1] + b"\n")
    first, second, third = records(path, limits=Limits(record_bytes=400_000))
    assert isinstance(second, Rejection) and second.reason_code == "record_too_large"
    assert second.locator == "line:2" and long.startswith(second.data) and len(second.data) == 64 * 1024
    assert (first.data, third.data, third.locator) == (LINES[0], LINES[1], "line:3")


def test_line_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", DUMP)
    assert len([r for r in records(path, limits=Limits(len(LINES[0]))) if isinstance(r, RawRecord)]) == 9


def test_text_over_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    item = only(write(tmp_path, "a.txt", b"word " * 200_000), limits=Limits(record_bytes=500_000))
    assert isinstance(item, Rejection) and item.reason_code == "record_too_large" and len(item.data) == 64 * 1024


def squeezed(kind: str, data: bytes) -> bytes:
    return gzip.compress(data, mtime=0) if kind == "gz" else zstandard.compress(data)


@pytest.mark.parametrize("kind", ["gz", "zst"])
@pytest.mark.parametrize("dump", [DUMP, DUMP[:-1]], ids=["newline", "no newline"])
def test_every_cut_is_noticed_and_whole_lines_are_kept(tmp_path: Path, kind: str, dump: bytes) -> None:
    whole = squeezed(kind, dump)
    path = tmp_path / f"dump.jsonl.{kind}"
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        *kept, last = records(path)
        assert isinstance(last, Rejection), length
        assert last.reason_code == ("truncated_container" if length else "empty_file")
        assert [r.data for r in kept] == LINES[: len(kept)]
        assert last.data in dump
        assert len({r.locator for r in (*kept, last)}) == len(kept) + 1
    path.write_bytes(whole)
    assert [r.data for r in records(path)] == LINES


def test_cut_in_the_trailer_keeps_the_last_line(tmp_path: Path) -> None:
    *kept, last = records(write(tmp_path, "a.jsonl.gz", gzip.compress(DUMP[:-1])[:-2]))
    assert [r.data for r in kept] == LINES and last.locator == "line:10" and last.data == b""


@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_damage_in_a_dump_is_reported_after_the_lines_before_it(tmp_path: Path, kind: str) -> None:
    *kept, last = records(write(tmp_path, "a.jsonl", squeezed(kind, DUMP) + b"garbage"))
    assert [r.data for r in kept] == LINES
    assert isinstance(last, Rejection) and last.reason_code == "corrupt_container"


def test_cut_plain_text_is_no_article(tmp_path: Path) -> None:
    item = only(write(tmp_path, "a.txt.gz", gzip.compress(b"Ferry late\n\n" + b"It was very late. " * 99)[:-4]))
    assert isinstance(item, Rejection) and item.reason_code == "truncated_container"
    assert item.data.startswith(b"Ferry late")


def test_missing_file_is_the_callers_matter(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(records(tmp_path / "none.txt"))


def test_container_is_known(tmp_path: Path) -> None:
    with open_file(write(tmp_path, "a", zstandard.compress(DUMP))) as raw_file:
        assert (raw_file.container, raw_file.format, len(list(raw_file))) == ("zstd", "jsonl", 9)


@given(st.binary(max_size=2000))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_accounted_for(tmp_path: Path, data: bytes) -> None:
    path = write(tmp_path, "any", data)
    found = list(records(path))
    assert found
    for item in found:
        assert isinstance(item, RawRecord) or item.reason_code in REASONS
        assert isinstance(item, Rejection) or item.data == data[item.byte_offset :][: len(item.data)]
    if file_format(path) == "plain_text":
        assert found[0].data == data


@given(st.lists(st.one_of(st.just(b'{"text": "It rained."}'), st.binary(max_size=30)), max_size=12))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_line_of_a_dump_that_is_not_blank_is_a_record(tmp_path: Path, lines: list[bytes]) -> None:
    data = b"\n".join((b'{"text": "It was dry."}', *lines))
    found = list(records(write(tmp_path, "any.jsonl", data)))
    if file_format(tmp_path / "any.jsonl") == "jsonl":
        spaced = [line.removesuffix(b"\r") for line in data.split(b"\n")]
        assert [item.data for item in found] == [line for line in spaced if line and not line.isspace()]
        assert all(data[item.byte_offset :].startswith(item.data) for item in found)
