"""The elements of a JSON array, cut out one by one, so that an array may be larger than memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.parse.containers.stream import Stream
from flows.parse.limits import EXCERPT_BYTES

_STRING = rb'"(?:[^"\\]++|\\[\s\S])*+("?)'  # without its closing quote where the window ends first
_BETWEEN = re.compile(_STRING + rb"|[\[\]{},]")
_WITHIN = re.compile(_STRING + rb"|[\[\]{}]")
_BLANKS = b" \t\r\n"


class Element(NamedTuple):
    """`data` is the element as it stands, or its first bytes where it is over the limit. `end` is the byte behind it:
    `,` or `]`, empty where the file ends first, and `#` where `data` is what follows the array."""

    offset: int
    length: int
    data: bytes
    end: bytes


class _Window:
    """The part of the stream that is looked at: what lies before `kept` is forgotten."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.base, self.data, self.position = 0, b"", 0  # offset of the window, its bytes, the next to look at

    def grow(self, keep_from: int, size: int) -> bool:
        """Forget what lies before `keep_from`, and read at least `size` more bytes; False at the end."""
        parts, held = [self.data[keep_from:]], 0
        while held < size and (chunk := self._stream.read()):
            parts.append(chunk)
            held += len(chunk)
        self.base += keep_from
        self.position -= keep_from
        self.data = b"".join(parts)
        return held > 0


def elements(stream: Stream, limit: int) -> Iterator[Element]:
    """Each element of the array that the stream starts with, and what follows it. ContainerError passes through."""
    window = _Window(stream)
    while not window.data[window.position :].strip(_BLANKS + b"\xef\xbb\xbf") and window.grow(len(window.data), 1):
        window.position = 0
    window.position = window.data.index(b"[") + 1
    while True:
        element = _next(window, limit)
        yield element
        if element.end != b",":
            break
    while element.end == b"]":
        rest, start = window.data[window.position :].strip(_BLANKS), window.position
        if rest:
            yield Element(window.base + start, len(rest), rest[:EXCERPT_BYTES], b"#")
            return
        if not window.grow(len(window.data), 1):
            return
        window.position = 0


def _next(window: _Window, limit: int) -> Element:
    start, depth, excerpt = window.position, 0, b""
    offset = window.base + start
    while True:
        match = (_WITHIN if depth else _BETWEEN).search(window.data, window.position)
        if match is None or match[1] == b"":
            window.position = len(window.data) if match is None else match.start()
            if window.base + window.position - offset > limit and not excerpt:
                excerpt = window.data[start : start + EXCERPT_BYTES]
            keep = window.position if excerpt else start
            if not window.grow(keep, len(window.data) - keep):
                length = window.base + len(window.data) - offset
                return Element(offset, length, excerpt or window.data[start - keep :], b"")
            start -= keep
            continue
        window.position = match.end()
        token = match[0]
        if token in (b"{", b"["):
            depth += 1
        elif depth and token in (b"}", b"]"):
            depth -= 1
        elif token in (b",", b"]"):
            length = window.base + match.start() - offset
            return Element(offset, length, excerpt or window.data[start : match.start()], token)
