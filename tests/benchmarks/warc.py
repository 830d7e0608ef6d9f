"""Web archives against the pages they hold: `python -m tests.benchmarks.warc FOLDER [--pages N] [--gigabytes N]`.

FOLDER holds HTML pages. The same pages are parsed as files and out of a WARC of them, page by page in turn, so that a
busy machine slows both alike. Prints one JSON object: pages a CPU-second both ways and their ratio, MB a CPU-second of
splitting alone (fastwarc's beside it, where it is installed), and the peak memory of splitting a generated archive.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from flows.parse.assemble import parse
from flows.parse.limits import DEFAULT_LIMITS
from flows.parse.model import RawRecord
from flows.parse.readers.html import recognise
from flows.parse.record import open_file
from tests.flows.parse.crawl.archives import http, sha1, warc

LIMITS = DEFAULT_LIMITS._replace(container_bytes=1 << 40)


def pages(folder: Path, most: int) -> list[Path]:
    """HTML pages of a folder, in an order of chance that is always the same."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and recognise(path.read_bytes()[:65_536], ""))
    random.Random(1).shuffle(found)
    return found[:most]


def write_archive(paths: list[Path], plain: Path, packed: Path) -> None:
    """One WARC, and the same with each record a gzip member."""
    with plain.open("wb") as one, packed.open("wb") as other:
        for number, path in enumerate(paths):
            block = http(path.read_bytes(), content_type="text/html")
            address = f"https://news.example/{number}"
            request = warc(b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n", "request", url=address)
            for record in (request, warc(block, url=address, block_digest=sha1(block))):
                one.write(record)
                other.write(gzip.compress(record, 6))


def in_turn(paths: list[Path], archive: Path) -> tuple[float, float]:
    """CPU seconds for all pages as files, and out of the archive: one page each, in turn."""
    spent = [0.0, 0.0]
    with ExitStack() as stack:
        records = iter(stack.enter_context(open_file(archive, limits=LIMITS)))
        for path in paths:
            started = time.process_time()
            with open_file(path) as file:
                for item in file:
                    if isinstance(item, RawRecord):
                        parse(item, item.reader, path.name)
            between = time.process_time()
            record = next(item for item in records if isinstance(item, RawRecord))
            parse(record, record.reader, archive.name)
            spent[0] += between - started
            spent[1] += time.process_time() - between
    return spent[0], spent[1]


def split_alone(archive: Path) -> float:
    """CPU seconds for splitting an archive into pages that nobody reads."""
    started = time.process_time()
    with open_file(archive, limits=LIMITS) as file:
        for _ in file:
            pass
    return time.process_time() - started


def split_by_fastwarc(archive: Path) -> float | None:
    """The same by fastwarc, digests checked as here; None where it is not installed."""
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError:
        return None
    started = time.process_time()
    with archive.open("rb") as file:
        for record in ArchiveIterator(file, verify_digests=True):
            record.reader.read()
    return time.process_time() - started


def gigabytes(path: Path, size: int) -> Iterator[int]:
    """Write an archive of `size` GB of pages of 10 kB to 2 MB; the sizes of its records."""
    chance = random.Random(2)
    words = [chance.randbytes(4).hex() for _ in range(4_000)]
    with path.open("wb") as file:
        while file.tell() < size << 30:
            text = " ".join(chance.choices(words, k=chance.choice((1_000, 10_000, 200_000))))
            record = warc(http(f"<html><body><p>{text}</p></body></html>".encode()))
            file.write(record)
            yield len(record)


def peak_mb(archive: Path) -> int:
    """Peak memory of a process that splits the archive."""
    call = [sys.executable, "-m", "tests.benchmarks.warc", str(archive), "--split-only"]
    return int(subprocess.run(call, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--gigabytes", type=int, default=0)
    parser.add_argument("--split-only", action="store_true", help="split one archive; print the peak memory in MB")
    options = parser.parse_args()
    if options.split_only:
        split_alone(options.folder)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)
        return
    result: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as scratch:
        plain, packed = Path(scratch) / "pages.warc", Path(scratch) / "pages.warc.gz"
        paths = pages(options.folder, options.pages)
        write_archive(paths, plain, packed)
        for archive in (plain, packed):
            as_files, archived = in_turn(paths, archive)
            result[archive.name] = {
                "pages_per_cpu_s_as_files": round(len(paths) / as_files, 1),
                "pages_per_cpu_s_archived": round(len(paths) / archived, 1),
                "ratio": round(as_files / archived, 3),
                "mb": plain.stat().st_size >> 20,
                "split_mb_per_cpu_s": round(plain.stat().st_size / split_alone(archive) / 1e6),
                "fastwarc_mb_per_cpu_s": (by := split_by_fastwarc(archive)) and round(plain.stat().st_size / by / 1e6),
            }
        if options.gigabytes:
            large = Path(scratch) / "large.warc"
            records = sum(1 for _ in gigabytes(large, options.gigabytes))
            result["memory"] = {"gb": options.gigabytes, "records": records, "peak_mb": peak_mb(large)}
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
