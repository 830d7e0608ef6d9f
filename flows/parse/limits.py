"""Bounds that keep one record from taking the whole machine."""

from typing import NamedTuple

EXCERPT_BYTES = 64 * 1024  # of a record that is not read whole, so much is kept in its rejection
SNIFF_BYTES = 64 * 1024  # so much of a file is looked at to tell its format


class Limits(NamedTuple):
    """`record_bytes`: a record larger than this is rejected, and never held in memory whole."""

    record_bytes: int = 16 * 1024 * 1024


DEFAULT_LIMITS = Limits()
