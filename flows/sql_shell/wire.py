"""What the command and the process that runs its queries say to each other: pickled, each after its length."""

from __future__ import annotations

import os
import pickle
import struct
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

LENGTH = struct.Struct("<Q")
CHUNK = 1 << 20


class Split(NamedTuple):
    """Asks for the statements of a script."""

    sql: str


class Ask(NamedTuple):
    """Asks for one statement's result: all of it, or `keep` rows and the number of up to `further` others."""

    sql: str
    arrow: bool = False
    keep: int | None = None
    further: int = 0


class Interrupt(NamedTuple):
    """Asks for an end of the statement that runs."""


class Ready(NamedTuple):
    """The snapshot is open."""

    snapshot: str


class Statements(NamedTuple):
    """Answers Split."""

    sql: list[str]


class Columns(NamedTuple):
    """Answers Ask, first; no names for a statement without a result. `alters`: it left something in the session."""

    names: list[str]
    types: list[str]
    alters: bool = False


class Rows(NamedTuple):
    """Some of the result."""

    rows: list[tuple[Any, ...]]


class Batch(NamedTuple):
    """Some of the result, as Arrow."""

    batch: pa.RecordBatch


class Done(NamedTuple):
    """The end of the result. `uncounted`: there are more rows than `total`."""

    total: int
    uncounted: bool = False


class Failed(NamedTuple):
    """No result. `kind`: query (the message is for the user), interrupted, or the name of an exception's class."""

    kind: str
    message: str


Request = Split | Ask | Interrupt
Reply = Ready | Statements | Columns | Rows | Batch | Done | Failed


def send(descriptor: int, message: Request | Reply) -> None:
    """Write a message; BrokenPipeError if the other side has gone."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    rest = memoryview(LENGTH.pack(len(data)) + data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def receive(descriptor: int) -> Any:
    """The next message; EOFError if the other side has gone."""
    (length,) = LENGTH.unpack(_exactly(descriptor, LENGTH.size))
    return pickle.loads(_exactly(descriptor, length))  # noqa: S301  # from a process of our own, over its own pipe


def _exactly(descriptor: int, length: int) -> bytes:
    parts = bytearray()
    while len(parts) < length:
        data = os.read(descriptor, min(CHUNK, length - len(parts)))
        if not data:
            raise EOFError
        parts += data
    return bytes(parts)
