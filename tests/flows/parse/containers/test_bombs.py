"""Files that unfold without end: each is stopped soon after its cap, in little memory, and what came before is kept."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
import zstandard

from tests.flows.parse.containers.archives import tarred, zipped

GIGABYTE = 1 << 30
RAIN = b"Rain on " * (1 << 17)  # text, so that it is not refused as binary data at a glance
TEXT = b"Ferry late\n\nThe ferry was late on Monday, the harbour master said.\n"
SECONDS, MEGABYTES = 2.0, 256

LOOK = """
import json, re, resource, sys
from pathlib import Path
from flows.parse.model import RawRecord
from flows.parse.record import records
list(records(Path(sys.argv[1])))  # what is imported on the way is not the file's doing
before = resource.getrusage(resource.RUSAGE_SELF)
items = list(records(Path(sys.argv[2])))
after = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
    "megabytes": int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024,
    "articles": sum(isinstance(i, RawRecord) for i in items),
    "reasons": sorted({i.reason_code for i in items if not isinstance(i, RawRecord)}),
}))
"""


def rain(total: int) -> Iterator[bytes]:
    for _ in range(total // len(RAIN)):
        yield RAIN


def zstd_bomb() -> bytes:
    packer = zstandard.ZstdCompressor(level=19).compressobj()
    data = b"".join(packer.compress(part) for part in rain(2 * GIGABYTE)) + packer.flush()
    assert len(data) * 10_000 < 2 * GIGABYTE
    return data


def gzip_bomb() -> bytes:
    target = BytesIO()
    with gzip.GzipFile(fileobj=target, mode="wb") as packed:
        for part in rain(GIGABYTE // 4):
            packed.write(part)
    return target.getvalue()


def bzip2_bomb() -> bytes:
    return bz2.compress(b"a" * (24 << 20))


def xz_bomb() -> bytes:
    return lzma.compress(RAIN * 40, preset=1)


def nested() -> bytes:
    """Archives in archives in archives, sixteen of each in the next."""
    inner = zipped({"rain.txt": RAIN * 30})
    for _ in range(3):
        inner = zipped({f"{n}.zip": inner for n in range(16)}, zipfile.ZIP_STORED)
    return inner


def overlapping() -> bytes:
    """Many names in the directory for one and the same stretch of the archive."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = kernel.compress(RAIN * 12) + kernel.flush()
    crc, size = zlib.crc32(RAIN * 12), 12 << 20
    name = b"0.txt"
    local = struct.pack("<4sHHHHHLLLHH", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(data), size, len(name), 0) + name + data
    directory = b"".join(
        struct.pack("<4sHHHHHHLLLHHHHHLL", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(data), size, 5, 0, 0, 0, 0, 0, 0)
        + b"%d.txt" % n
        for n in range(10)
    )
    return local + directory + struct.pack("<4sHHHHLLH", b"PK\5\6", 0, 0, 10, 10, len(directory), len(local), 0)


def lying() -> bytes:
    """A size of ten bytes stated, and gigabytes given."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b"".join(kernel.compress(part) for part in rain(GIGABYTE // 2)) + kernel.flush()
    local = struct.pack("<4sHHHHHLLLHH", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(data), 10, 5, 0) + b"a.txt" + data
    return zipped({"good.txt": TEXT})[: -22 - 46 - 8] + local


def large_header() -> bytes:
    """A tar header whose name has half a gigabyte."""
    import tarfile

    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, GIGABYTE // 2
    packer = zstandard.ZstdCompressor().compressobj()
    parts = [packer.compress(tarred({"good.txt": TEXT})[:1024]), packer.compress(info.tobuf())]
    return b"".join(parts) + b"".join(packer.compress(part) for part in rain(GIGABYTE // 2)) + packer.flush()


BOMBS: dict[str, tuple[Callable[[], bytes], set[str], int]] = {
    "zstd": (zstd_bomb, {"container_too_large"}, 0),
    "gzip": (gzip_bomb, {"container_too_large"}, 0),
    "bzip2": (bzip2_bomb, {"container_too_large"}, 0),
    "xz": (xz_bomb, {"container_too_large"}, 0),
    "gzip in gzip": (lambda: gzip.compress(gzip_bomb()), {"container_too_large"}, 0),
    "nested": (nested, {"container_too_large"}, 0),
    "overlapping": (overlapping, {"container_too_large"}, 0),
    "lying sizes": (lying, {"container_too_large"}, 1),
    "large header": (large_header, {"corrupt_container"}, 1),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_stopped(tmp_path: Path, name: str) -> None:
    make, reasons, articles = BOMBS[name]
    bomb, calm = tmp_path / "bomb", tmp_path / "calm.zip"
    bomb.write_bytes(make())
    calm.write_bytes(zipped({"a.txt": TEXT, "b.jsonl": b'{"text": "It rained."}\n'}))
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(calm), str(bomb)], capture_output=True, text=True, check=True, timeout=120
    )
    seen = json.loads(done.stdout)
    assert set(seen["reasons"]) == reasons
    assert seen["articles"] == articles
    assert seen["seconds"] < SECONDS and seen["megabytes"] < MEGABYTES, seen
