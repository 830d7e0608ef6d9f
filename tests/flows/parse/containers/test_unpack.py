"""Compressed streams: whole ones read through, broken ones say where they break."""

import bz2
import gzip
import lzma
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import zstandard

from flows.parse.containers.bounds import Budget
from flows.parse.containers.stream import ContainerError, Corrupt, Stream, TooLarge, Truncated
from flows.parse.containers.unpack import open_raw
from flows.parse.limits import DEFAULT_LIMITS

TEXT = b"".join(b"line %d of a report on the harbour\n" % number for number in range(4000))
NOISE = random.Random(7).randbytes(300_000)
KINDS = ["gzip", "zstd", "bzip2", "xz"]


def compressed(kind: str, data: bytes) -> bytes:
    if kind == "gzip":
        return gzip.compress(data, mtime=0)
    if kind == "zstd":
        return zstandard.ZstdCompressor(write_checksum=True).compress(data)
    if kind == "bzip2":
        return bz2.compress(data)
    if kind == "xz":
        return lzma.compress(data)
    return data


@contextmanager
def open_stream(path: Path, start: int = 0, end: int | None = None) -> Iterator[Stream]:
    with open_raw(path, Budget(DEFAULT_LIMITS), start=start, end=end) as stream:
        yield stream


def read_all(path: Path) -> tuple[bytes, ContainerError | None]:
    parts = []
    with open_stream(path) as stream:
        try:
            while part := stream.read(10_000):
                assert len(part) <= 10_000
                parts.append(part)
        except ContainerError as error:
            return b"".join(parts), error
    return b"".join(parts), None


@pytest.mark.parametrize("kind", ["plain", *KINDS])
@pytest.mark.parametrize("data", [TEXT, NOISE, b"x", b"a" * 3_000_000])
def test_whole_stream_comes_back_whatever_its_name(tmp_path: Path, kind: str, data: bytes) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(compressed(kind, data))
    assert read_all(path) == (data, None)


@pytest.mark.parametrize("kind", KINDS)
def test_members_follow_one_another(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "parts"
    path.write_bytes(compressed(kind, TEXT) + compressed(kind, b"") + compressed(kind, NOISE))
    assert read_all(path) == (TEXT + NOISE, None)


def test_zero_bytes_after_a_gzip_member_are_padding(tmp_path: Path) -> None:
    path = tmp_path / "padded"
    path.write_bytes(compressed("gzip", TEXT) + bytes(40_000))
    assert read_all(path) == (TEXT, None)


def test_skippable_zstd_frames_are_skipped(tmp_path: Path) -> None:
    path = tmp_path / "seekable"
    path.write_bytes(b"\x5a\x2a\x4d\x18\x04\x00\x00\x00abcd" + compressed("zstd", TEXT))
    assert read_all(path) == (TEXT, None)


@pytest.mark.parametrize("kind", KINDS)
def test_no_cut_goes_unnoticed(tmp_path: Path, kind: str) -> None:
    data = compressed(kind, TEXT[:3000])
    path = tmp_path / "cut"
    for length in range(1, len(data)):
        path.write_bytes(data[:length])
        got, error = read_all(path)
        assert isinstance(error, Truncated), length
        assert TEXT.startswith(got) and error.offset == len(got)


@pytest.mark.parametrize("kind", KINDS)
def test_cut_second_member_is_noticed(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "cut"
    path.write_bytes(compressed(kind, TEXT) + compressed(kind, NOISE)[:3])
    got, error = read_all(path)
    assert got == TEXT and isinstance(error, Truncated)


@pytest.mark.parametrize("kind", KINDS)
def test_what_follows_the_end_is_damage(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "tail"
    path.write_bytes(compressed(kind, TEXT) + b"<html>proxy error</html>")
    got, error = read_all(path)
    assert got == TEXT and isinstance(error, Corrupt) and error.offset == len(TEXT)


@pytest.mark.parametrize("kind", KINDS)
def test_flipped_byte_is_noticed_and_the_bytes_before_it_are_kept(tmp_path: Path, kind: str) -> None:
    whole = compressed(kind, TEXT + NOISE)
    path = tmp_path / "flipped"
    for position in range(40, len(whole), len(whole) // 60):
        damaged = bytearray(whole)
        damaged[position] ^= 0x55
        path.write_bytes(damaged)
        _, error = read_all(path)
        assert isinstance(error, ContainerError), position


def test_gzip_output_before_the_damage_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "damaged"
    path.write_bytes(compressed("gzip", TEXT)[:-8] + b"\x00\x00\x00\x00" + compressed("gzip", TEXT)[-4:])
    got, error = read_all(path)
    assert got == TEXT and isinstance(error, Corrupt)


@pytest.mark.parametrize("kind", KINDS)
def test_bomb_is_read_in_bounded_pieces(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "bomb"
    path.write_bytes(compressed(kind, bytes(50_000_000)))
    with open_stream(path) as stream:
        assert len(stream.peek(1000)) == 1000
        assert len(stream.read(10**9)) < 1_000_000


def test_peek_leaves_everything_to_read_and_hides_the_break_until_then(tmp_path: Path) -> None:
    path = tmp_path / "cut"
    path.write_bytes(compressed("gzip", TEXT[:2000])[:-3])
    with open_stream(path) as stream:
        assert stream.peek(10**6) == TEXT[:2000] == stream.peek(10**6)
        assert isinstance(stream.broken, Truncated)
        assert stream.read() == TEXT[:2000]
        with pytest.raises(Truncated):
            stream.read()


def test_range_of_a_plain_file(tmp_path: Path) -> None:
    path = tmp_path / "plain"
    path.write_bytes(TEXT)
    with open_stream(path, start=100, end=250) as stream:
        assert stream.read() + stream.read() == TEXT[100:250]


@pytest.mark.parametrize("kind", ["gzip", "zstd", "bzip2", "xz"])
def test_bomb_is_stopped_past_ten_megabytes(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "bomb"
    path.write_bytes(compressed(kind, bytes(60_000_000)))
    got, error = read_all(path)
    assert isinstance(error, TooLarge) and 10 << 20 <= len(got) < 60_000_000


def test_layers_of_compression(tmp_path: Path) -> None:
    path = tmp_path / "twice"
    path.write_bytes(compressed("xz", compressed("gzip", TEXT)))
    assert read_all(path) == (TEXT, None)
    with open_stream(path) as stream:
        assert stream.container == "gzip+xz"
