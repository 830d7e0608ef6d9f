"""Is the index whole, and does it hold the articles of the warehouse? For `copydesk verify`.

tantivy ends each file with its CRC-32, but does not look at it when it reads: a flipped bit would be a wrong answer.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import orjson

from warehouse.home import Home
from warehouse.search.folder import current, digest, open_index
from warehouse.search.update import fingerprints, snapshot, wanted

END = struct.Struct("<II")  # the last bytes of a file: the length of the footer before them, and MAGIC
MAGIC = 1337
CHUNK = 1 << 20


def damage(home: Home) -> Iterator[tuple[str, str]]:
    """(path in the home, what is wrong). Nothing for a home without an index, or with one that lags: those mend
    themselves. What is wrong here is mended by `rebuild`."""
    path = current(home)
    if not path.is_symlink():
        return
    files = [file for file in sorted(path.resolve().glob("*")) if file.suffix not in (".json", ".lock")]
    wrong = [file for file in files if not _whole(file)]
    yield from ((f"search/{path.readlink()}/{file.name}", "its checksum is not right") for file in wrong)
    if wrong:
        return
    opened = open_index(path)
    if opened is None:
        yield "search/current", "it cannot be opened"
    elif opened[1] == digest(home):
        with closing(snapshot(home)) as connection:
            odd = len(np.setxor1d(wanted(connection), fingerprints(opened[0])))
        if odd:
            yield "search/current", f"it differs from `articles` in {odd:,} entries"


def _whole(path: Path) -> bool:
    """The file's bytes have the checksum that its footer, a JSON object, says."""
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - END.size))
        end = stream.read()
        if len(end) < END.size:
            return False
        length, magic = END.unpack(end)
        body = size - END.size - length
        if magic != MAGIC or body < 0:
            return False
        stream.seek(body)
        try:
            stated = orjson.loads(stream.read(length))["crc"]
        except (orjson.JSONDecodeError, KeyError, TypeError):
            return False
        stream.seek(0)
        found = 0
        while body and (data := stream.read(min(CHUNK, body))):
            found, body = zlib.crc32(data, found), body - len(data)
    return bool(found == stated)
