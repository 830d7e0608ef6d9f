"""A file inside an archive."""

from __future__ import annotations

from typing import NamedTuple

from flows.parse.containers.stream import ContainerError, Stream


class Member(NamedTuple):
    """`offset` is where it starts in the archive. Without a stream, `reason_code` or `error` says why."""

    name: str
    offset: int
    stream: Stream | None
    reason_code: str | None = None
    error: ContainerError | None = None
