"""Formats that are read from their end, as if the stream were a file: it is one, or it is held in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from flows.parse.containers.stream import Stream
from flows.parse.limits import Limits
from flows.parse.model import Rejection


@contextmanager
def whole(stream: Stream, limits: Limits) -> Iterator[BinaryIO | None]:
    """A file that can be sought; None where it lies in a container and is over `limits.memory_bytes`.

    ContainerError passes through.
    """
    if stream.path is not None:
        with stream.path.open("rb") as file:
            yield file
        return
    held = io.BytesIO()
    while data := stream.read():
        held.write(data)
        if held.tell() > limits.memory_bytes:
            yield None
            return
    held.seek(0)
    yield held


def too_large(what: str, limits: Limits) -> Rejection:
    message = (
        f"a {what} inside a container, of more than {limits.memory_bytes:,} bytes, which would have to be held in "
        "memory: unpack it first"
    )
    return Rejection("file", 0, "record_too_large", message, b"")
