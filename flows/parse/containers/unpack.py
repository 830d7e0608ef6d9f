"""A raw file down to what no longer is a container: compression taken off, archives opened, all of it streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from flows.parse.containers.bounds import Budget, Counted
from flows.parse.containers.bzip2_xz import BZIP2_MAGIC, XZ_MAGIC, unbzip2, unxz
from flows.parse.containers.inflate import GZIP_MAGIC, gunzip
from flows.parse.containers.member import Member
from flows.parse.containers.stream import OUTPUT_BYTES, ContainerError, Reads, Stream, TooLarge
from flows.parse.containers.tar_members import is_tar, tar_members
from flows.parse.containers.zip_members import ZIP_MAGIC, zip_members
from flows.parse.containers.zstd_frames import SKIPPABLE_MAGIC, ZSTD_MAGIC, unzstd
from flows.parse.limits import SNIFF_BYTES

INSIDE = "!/"  # between an archive's name and the name of a file in it
COMPRESSION_DEPTH = 2  # a gzip file in a gzip file happens by accident; more is made on purpose
_OFFICE = (b"[Content_Types].xml", b"_rels/.rels", b"mimetype", b"docProps/", b"word/")  # a ZIP that is one document

_COMPRESSIONS: tuple[tuple[str, bytes, Callable[[Reads], Iterator[bytes]]], ...] = (
    ("gzip", GZIP_MAGIC, gunzip),
    *(("zstd", magic, unzstd) for magic in (ZSTD_MAGIC, *SKIPPABLE_MAGIC)),
    *(("bzip2", magic, unbzip2) for magic in BZIP2_MAGIC),
    ("xz", XZ_MAGIC, unxz),
)
_FIRST_BYTES = frozenset(magic[:1] for _, magic, _ in _COMPRESSIONS)


class Leaf(NamedTuple):
    """Something that is no container: a file's content, or why there is none. `name` is its path in the raw file."""

    name: str  # "" for the raw file itself
    stream: Stream | None
    reason_code: str | None = None
    error: ContainerError | None = None
    offset: int = 0  # where it starts in the archive


@contextmanager
def open_raw(path: Path, budget: Budget, *, start: int = 0, end: int | None = None) -> Iterator[Stream]:
    """The raw file's bytes, decompressed where its first bytes say so. OSError passes through.

    A byte range [start, end) is read as it stands: only plain files can be cut into ranges.
    """
    with path.open("rb") as file:
        if start or end is not None:
            file.seek(start)
            yield Stream(_plain(file, None if end is None else end - start))
        else:
            yield decompressed(Stream(_plain(file, None), path=path), budget)


def leaves(stream: Stream, budget: Budget, name: str = "", depth: int = 0, offset: int = 0) -> Iterator[Leaf]:
    """What lies in `stream`, each to be read before the next is asked for. An archive that breaks ends in a leaf."""
    members = archive(stream.peek(SNIFF_BYTES))
    if members is None:
        yield Leaf(name, stream, offset=offset)
        return
    if depth == budget.limits.container_depth:
        deep = TooLarge(0, f"an archive inside {depth} archives, and the limit is {depth}; unpack the outer ones first")
        yield Leaf(name, None, error=deep, offset=offset)
        return
    found, member = members(stream, budget), None
    while True:
        try:
            member = next(found, None)
        except ContainerError as error:
            if not (member and member.stream and member.stream.broken is error):  # else told with the file it broke
                yield Leaf(name, None, error=error, offset=stream.position)
            return
        if member is None:
            return
        inner = f"{name}{INSIDE}{member.name}" if name else member.name
        if member.stream is None:
            yield Leaf(inner, None, member.reason_code, member.error, member.offset)
        else:
            yield from leaves(decompressed(member.stream, budget), budget, inner, depth + 1, member.offset)


def archive(head: bytes) -> Callable[[Stream, Budget], Iterator[Member]] | None:
    """How to open what starts with `head`, if it is an archive. Office documents are no archives of articles."""
    if head[:4] in ZIP_MAGIC or _is_start(head, ZIP_MAGIC[0]):
        return None if head[30:].startswith(_OFFICE) else zip_members
    return tar_members if is_tar(head) else None


def decompressed(stream: Stream, budget: Budget) -> Stream:
    """`stream` with its compression taken off, layer by layer."""
    for _ in range(COMPRESSION_DEPTH):
        found = _compression(stream.peek(16))
        if found is None:
            break
        name, open_with = found
        source = Counted(stream)
        outer = stream.container
        stream = Stream(budget.bounded(open_with(source), source), name if outer == "plain" else f"{name}+{outer}")
    return stream


def _compression(head: bytes) -> tuple[str, Callable[[Reads], Iterator[bytes]]] | None:
    if head[:1] not in _FIRST_BYTES:
        return None
    for name, magic, open_with in _COMPRESSIONS:
        if head.startswith(magic) or _is_start(head, magic):
            return name, open_with
    return None


def _is_start(head: bytes, magic: bytes) -> bool:
    """Whether a file was cut within its first bytes. The first of a skippable frame, a letter, tells nothing."""
    return magic.startswith(head) and (len(head) > 1 or (head != b"" and magic not in SKIPPABLE_MAGIC))


def _plain(file: BinaryIO, size: int | None) -> Iterator[bytes]:
    left = size
    while chunk := file.read(OUTPUT_BYTES if left is None else min(OUTPUT_BYTES, left)):
        yield chunk
        if left is not None:
            left -= len(chunk)
