"""Bounds on what containers give out: a few kilobytes can unfold into terabytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.parse.containers.stream import Reads, TooLarge
from flows.parse.limits import Limits


class Counted:
    """A source that knows how many bytes were taken out of it."""

    def __init__(self, source: Reads) -> None:
        self._source = source
        self.taken = 0

    def read(self, size: int, /) -> bytes:
        data = self._source.read(size)
        self.taken += len(data)
        return data


@dataclass(slots=True)
class Budget:
    """What one raw file has given out so far, all its containers together."""

    limits: Limits
    given: int = 0
    members: int = 0

    def bounded(self, chunks: Iterator[bytes], source: Counted) -> Iterator[bytes]:
        """`chunks` as they come out of a decompressor that reads `source`; TooLarge past the limits."""
        limits, here = self.limits, 0
        for chunk in chunks:
            here += len(chunk)
            self.given += len(chunk)
            if self.given > limits.container_bytes:
                raise TooLarge(
                    here,
                    f"more than {limits.container_bytes:,} bytes come out of the file; "
                    "if it is to be trusted, raise COPYDESK_CONTAINER_BYTES",
                )
            if here > limits.ratio_free_bytes and here > limits.container_ratio * max(1, source.taken):
                raise TooLarge(
                    here,
                    f"{source.taken:,} compressed bytes give {here:,}, over {limits.container_ratio}:1; "
                    "if it is to be trusted, raise COPYDESK_CONTAINER_RATIO",
                )
            yield chunk

    def count_member(self, position: int) -> None:
        self.members += 1
        if self.members > self.limits.container_members:
            raise TooLarge(
                position,
                f"more than {self.limits.container_members:,} files lie in the archive; "
                "if it is to be trusted, raise COPYDESK_CONTAINER_MEMBERS",
            )
