"""DuckDB's file, block by block: making an older copy equal to a newer one by copying only the blocks that differ.

The layout, as DuckDB writes it (src/storage/storage_info.hpp, single_file_block_manager.cpp): three headers of 4 KiB,
then blocks of one size. Headers and blocks each begin with a 64-bit checksum of the rest, so 8 bytes tell whether two
blocks differ. The layout is not taken on trust: magic bytes, sizes and checksums are looked at first, and a file that
has another one is refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np

HEADER, HEADERS = 4096, 3  # bytes, number
BODY = HEADER * HEADERS  # where the first block begins
MAGIC, MAGIC_AT = b"DUCK", 8
BLOCK_SIZE_AT = 40  # in a database header: checksum, iteration, meta block, free list, blocks, size of a block
LEAST, MOST = 1 << 14, 1 << 18  # sizes that a block may have
FACTOR, SEED = np.uint64(0xBF58476D1CE4E5B9), 5381  # src/common/checksum.cpp


class LayoutError(RuntimeError):
    """The file is not laid out as this module knows it, or is damaged."""


def checksum(data: bytes) -> int:
    """DuckDB's checksum of bytes whose number is a multiple of 8."""
    return SEED ^ int(np.bitwise_xor.reduce(np.frombuffer(data, "<u8") * FACTOR))


def bring_forward(older: Path, newer: Path) -> int:
    """Make `older` the same as `newer`, neither of them being written to; returns how many blocks were copied.

    LayoutError if one of them is not a DuckDB file of the known layout, or a block to be copied is damaged; `older` is
    then good for nothing.
    """
    with older.open("r+b", buffering=0) as target, newer.open("rb", buffering=0) as source:
        size = _block_size(source)
        if _block_size(target) != size:
            raise LayoutError(f"{older} has blocks of another size than {newer}")
        copied = 0
        for number in _differing(source, target, size):
            block = os.pread(source.fileno(), size, BODY + number * size)
            if not _is_whole(block, size):
                raise LayoutError(f"{newer}: block {number} is damaged")
            os.pwrite(target.fileno(), block, BODY + number * size)
            copied += 1
        os.truncate(target.fileno(), os.fstat(source.fileno()).st_size)
        os.pwrite(target.fileno(), os.pread(source.fileno(), BODY, 0), 0)
    return copied


def _is_whole(block: bytes, size: int) -> bool:
    return len(block) == size and int.from_bytes(block[:8], "little") == checksum(block[8:])


def _block_size(file: BinaryIO) -> int:
    """The size of a file's blocks; LayoutError unless its headers, and so the layout, are as expected."""
    headers = os.pread(file.fileno(), BODY, 0)
    parts = [headers[at : at + HEADER] for at in range(0, BODY, HEADER)]
    if headers[MAGIC_AT : MAGIC_AT + 4] != MAGIC or not all(_is_whole(part, HEADER) for part in parts):
        raise LayoutError("the headers are not those of a DuckDB file")
    sizes = {int.from_bytes(part[BLOCK_SIZE_AT : BLOCK_SIZE_AT + 8], "little") for part in parts[1:]}
    size = max(sizes)
    blocks = os.fstat(file.fileno()).st_size - BODY
    if not (len(sizes) == 1 and LEAST <= size <= MOST and blocks % size == 0):
        raise LayoutError(f"blocks of {sorted(sizes)} bytes in {blocks:,} bytes")
    return size


def _differing(source: BinaryIO, target: BinaryIO, size: int) -> Iterator[int]:
    """Numbers of the source's blocks that the target has otherwise, or not at all."""
    blocks = (os.fstat(source.fileno()).st_size - BODY) // size
    for number in range(blocks):
        at = BODY + number * size
        if os.pread(source.fileno(), 8, at) != os.pread(target.fileno(), 8, at):
            yield number
