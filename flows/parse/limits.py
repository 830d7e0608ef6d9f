"""Bounds that keep one record, or one file, from taking the whole machine."""

from typing import NamedTuple

EXCERPT_BYTES = 64 * 1024  # of a record that is not read whole, so much is kept in its rejection
SNIFF_BYTES = 64 * 1024  # so much of a file is looked at to tell its format


class Limits(NamedTuple):
    """What is past a limit is rejected with a reason; what came before it is kept.

    record_bytes: one record, which is held in memory whole. container_bytes: what comes out of one file's containers,
    all together; container_ratio: of bytes that come out to bytes that go in, once ratio_free_bytes came out;
    container_members: files in one file's archives; container_depth: archives inside archives. memory_bytes: a file in
    a container whose format is read from its end (Parquet, SQLite).
    """

    record_bytes: int = 16 << 20
    container_bytes: int = 1 << 30
    container_ratio: int = 200
    ratio_free_bytes: int = 10 << 20
    container_members: int = 10_000
    container_depth: int = 2
    memory_bytes: int = 64 << 20


DEFAULT_LIMITS = Limits()
