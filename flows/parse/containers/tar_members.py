"""The files in a tar archive (POSIX ustar and pax, GNU long names), in order."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator

from flows.parse.containers.bounds import Budget
from flows.parse.containers.member import Member
from flows.parse.containers.stream import OUTPUT_BYTES, Corrupt, Stream, Truncated

BLOCK = tarfile.BLOCKSIZE
HEADER_BYTES = 1 << 20  # of a long name or a pax header: what asks for more is no name
_MAGIC_AT = 257
_LONG_NAME, _LONG_LINK = tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK


def is_tar(head: bytes) -> bool:
    return head.startswith(b"ustar", _MAGIC_AT)


def tar_members(stream: Stream, budget: Budget) -> Iterator[Member]:
    """Each file; links and devices come without a stream. The stream of one is gone when the next is asked for.

    Truncated unless two empty blocks end the archive, as POSIX asks (pax, "ustar Interchange Format").
    """
    long_name = None
    while True:
        start = stream.position
        block = stream.exactly(BLOCK, "a tar header, with no end-of-archive marker")
        if not block.strip(b"\0"):
            second = stream.exactly(BLOCK, "the end-of-archive marker")
            if second.strip(b"\0") or not stream.only_padding_left():
                raise Corrupt(start, f"tar: more bytes follow the end of the archive at byte {start:,}")
            return
        info = _header(block, start)
        if info.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.XGLTYPE, _LONG_NAME, _LONG_LINK):
            name = _name_in(info, stream)
            long_name = name or long_name
            continue
        name, long_name = long_name or info.name, None
        if info.type == tarfile.DIRTYPE:
            _skip(stream, info.size)
            continue
        budget.count_member(start)
        left = [info.size]
        if info.isreg() and not info.issparse():
            yield Member(name, start, Stream(_data(stream, left)))
        else:
            yield Member(name, start, None, "not_a_regular_file")
        _skip(stream, left[0])
        stream.exactly(-info.size % BLOCK, f"the padding after {name}")


def _header(block: bytes, start: int) -> tarfile.TarInfo:
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        raise Corrupt(start, f"tar: no header at byte {start:,} of the archive ({error})") from error


def _name_in(info: tarfile.TarInfo, stream: Stream) -> str | None:
    """The name that a header for the next file states; None where it states something else."""
    if info.size > HEADER_BYTES:
        raise Corrupt(stream.position, f"tar: a header of {info.size:,} bytes, and a name has a few hundred")
    data = stream.exactly(info.size, "a tar header")
    stream.exactly(-info.size % BLOCK, "a tar header")
    if info.type == _LONG_NAME:
        return data.rstrip(b"\0").decode("utf-8", "surrogateescape")
    if info.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
        for line in data.split(b"\n"):  # "19 path=news/a.txt"
            length, _, field = line.partition(b" ")
            if length.isdigit() and field.startswith(b"path="):
                return field.removeprefix(b"path=").decode("utf-8", "surrogateescape")
    return None


def _data(stream: Stream, left: list[int]) -> Iterator[bytes]:
    while left[0]:
        data = stream.read(min(OUTPUT_BYTES, left[0]))
        if not data:
            raise Truncated(stream.position, f"the tar archive ends {left[0]:,} bytes before the end of this file")
        left[0] -= len(data)
        yield data


def _skip(stream: Stream, size: int) -> None:
    left = [size]
    for _ in _data(stream, left):
        pass
