"""Where an export goes: a file or a folder that is there whole or not at all, however the command ends.

Everything is written beside the target under a hidden name and fsynced; one rename makes it visible.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

import zstandard

from warehouse.files import fsync_path
from warehouse.limits import QueryError

MARK = ".copydesk-export"  # in every folder of ours: only such a folder may be replaced
COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}
ENDINGS = {"gzip": ".gz", "zstd": ".zst", "none": ""}
ZSTD_LEVEL, GZIP_LEVEL = 6, 6


class Written(NamedTuple):
    """A finished file, or a folder of `files`: its path in the export's folder, what is in it, its size and digest."""

    path: str
    table: str
    rows: int
    bytes: int
    sha256: str = ""
    files: int = 1


class Counting(io.RawIOBase):
    """A stream that counts and digests what goes through it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.bytes, self._sha256 = 0, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # any buffer
        self._stream.write(data)
        self._sha256.update(data)
        size = memoryview(data).nbytes
        self.bytes += size
        return size

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()


@contextlib.contextmanager
def compressed(stream: BinaryIO, compression: str) -> Iterator[BinaryIO]:
    """A stream whose bytes arrive in `stream` compressed; the same bytes whenever it is done."""
    if compression == "gzip":
        with gzip.GzipFile(filename="", mode="wb", compresslevel=GZIP_LEVEL, fileobj=stream, mtime=0) as inner:
            yield cast(BinaryIO, inner)
    elif compression == "zstd":
        compressor = zstandard.ZstdCompressor(level=ZSTD_LEVEL, write_checksum=True)
        with compressor.stream_writer(stream, closefd=False) as writer:
            yield cast(BinaryIO, writer)
    else:
        yield stream


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[Counting]:
    """A durable file inside a folder that is not visible yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        counting = Counting(stream)
        yield counting
        stream.flush()
        os.fsync(stream.fileno())


def refuse_existing(target: Path, *, force: bool, folder: bool) -> None:
    """QueryError where something is in the way that may not be replaced."""
    if folder and target == Path.cwd():
        raise QueryError("the folder you are in is not replaced: name one in it, as --output out")
    if not (target.exists() or target.is_symlink()):
        return
    if not folder and target.is_dir():
        raise QueryError(f"{target} is a folder; name a file in it")
    if folder and not target.is_dir():
        raise QueryError(f"{target} is a file, and a folder is to be written: name another --output")
    if folder and not any(target.iterdir()):
        return
    if not force:
        raise QueryError(f"{target} is there already; --force replaces it, or name another --output")
    if folder and not (target / MARK).is_file():
        raise QueryError(f"{target} is no export of Copydesk's, and is not replaced: name another --output")


@contextlib.contextmanager
def replacing_file(target: Path) -> Iterator[Counting]:
    """A stream whose bytes become `target` once all is well."""
    temporary = _beside(target)
    try:
        with new_file(temporary) as stream:
            yield stream
        temporary.replace(target)
        fsync_path(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def replacing_folder(target: Path) -> Iterator[Path]:
    """An empty folder that becomes `target` once all is well. Of a folder that was there nothing stays."""
    temporary = _beside(target)
    temporary.mkdir(parents=True)
    try:
        yield temporary
        (temporary / MARK).write_text("copydesk export wrote this folder, and may replace it\n", encoding="utf-8")
        os.sync()  # a million small files: one call for all
        before = _beside(target, "old")
        if target.exists():
            target.rename(before)
        temporary.rename(target)
        fsync_path(target.parent)
        shutil.rmtree(before, ignore_errors=True)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _beside(target: Path, ending: str = "part") -> Path:
    """A hidden name in the same folder; what a killed export left under such a name goes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f".{_literal(target.name)}.*.{ending}"):
        pid = left.name.split(".")[-2]
        if pid.isdecimal() and not Path(f"/proc/{pid}").exists():
            shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
    return target.with_name(f".{target.name}.{os.getpid()}.{ending}")


def _literal(name: str) -> str:
    """A name as a pattern that means only itself."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)
