"""Plan: cut what was landed into batches, each a task: enough articles to be worth it, few enough to fit in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from flows.find import RawFile, printable
from flows.settings import Settings
from warehouse.stored import StoredRecord

BYTES_PER_RECORD = 4_000  # a guess for dumps, only to cut batches
_DUMPS = (
    ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".arrow", ".db", ".sqlite", ".warc", ".arc", ".zip",
    ".tar", ".tgz",
)  # fmt: skip
LEAST = 200  # articles of a batch, where a run has as many
FINER = 4  # batches of the last round for one of the others
RANGE_BYTES = 16 << 20  # a large dump is cut into ranges of about this size, at line ends


class FilePart(NamedTuple):
    """A raw file, or a range of a dump's lines: bytes `start` to `end` (None: to its end), from line `first_line`.

    `sha256` and `modified_ns` are the whole file's, as it was landed; `local` is where its bytes are, if `path` is an
    address.
    """

    path: str
    sha256: str
    bytes: int
    modified_ns: int
    start: int = 0
    end: int | None = None
    first_line: int = 1
    local: str = ""

    @property
    def opened(self) -> Path:
        return Path(self.local or self.path)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one task takes: raw files, or records whose bytes are in one part of the raw store."""

    number: int
    parts: tuple[FilePart, ...] = ()
    stored: tuple[StoredRecord, ...] = ()
    raw_part: str = ""

    @property
    def paths(self) -> list[str]:
        """The raw files it has a share in, each once for each share."""
        return [printable(part.path) for part in self.parts] or sorted({record.path for record in self.stored})


def _line_ranges(path: str, size: int) -> Iterator[tuple[int, int, int]]:
    """(start, end, first line) of ranges of about RANGE_BYTES that end at line ends."""
    start, line = 0, 1
    with Path(path).open("rb") as stream:
        while start < size:
            lines = 0
            stream.seek(start)
            left = RANGE_BYTES
            while left and (block := stream.read(min(left, 1 << 20))):
                lines += block.count(b"\n")
                left -= len(block)
            while piece := stream.readline(1 << 20):  # on to the end of the line, however long
                if piece.endswith(b"\n"):
                    lines += 1
                    break
            end = stream.tell()
            yield start, end, line
            line += lines
            start = end


def _parts(file: RawFile) -> Iterator[FilePart]:
    whole = FilePart(file.path, file.sha256 or "", file.bytes, file.modified_ns, local=file.local)
    if file.bytes <= 2 * RANGE_BYTES or not file.path.endswith((".jsonl", ".ndjson")):
        yield whole
        return
    for start, end, line in _line_ranges(file.local or file.path, file.bytes):
        yield whole._replace(bytes=end - start, start=start, end=end, first_line=line)


def plan(files: Sequence[RawFile], settings: Settings) -> list[Batch]:
    """Batches of the files to be parsed, in their order, shared out evenly among the workers.

    The last round of a long run is cut finer: a worker that is slower keeps the others waiting for a part of a batch.
    """
    parts = [part for file in files if not file.reason for part in _parts(file)]
    weights = [max(1, part.bytes // BYTES_PER_RECORD) if _is_dump(part) else 1 for part in parts]
    rounds = -(-sum(weights) // (max(LEAST, settings.batch_articles) * settings.worker_count)) or 1
    whole = max(LEAST, -(-sum(weights) // (rounds * settings.worker_count)))
    whole_batches = (rounds - 1) * settings.worker_count or len(parts)
    batches: list[Batch] = []
    taken: list[FilePart] = []
    articles = size = 0
    for part, weight in zip(parts, weights, strict=True):
        most = whole if len(batches) < whole_batches else max(LEAST, whole // FINER)
        if taken and (articles + weight > most or size + part.bytes > settings.batch_bytes):
            batches.append(Batch(len(batches), tuple(taken)))
            taken, articles, size = [], 0, 0
        taken.append(part)
        articles += weight
        size += part.bytes
    if taken:
        batches.append(Batch(len(batches), tuple(taken)))
    return batches


def plan_stored(records: Sequence[StoredRecord], settings: Settings) -> list[Batch]:
    """Batches of records whose bytes were kept, those of one raw part together."""
    by_part: dict[str, list[StoredRecord]] = {}
    for record in records:
        by_part.setdefault(record.part, []).append(record)
    batches: list[Batch] = []
    for part, own in by_part.items():
        for start in range(0, len(own), settings.batch_articles):
            chosen = tuple(own[start : start + settings.batch_articles])
            batches.append(Batch(len(batches), stored=chosen, raw_part=part))
    return batches


def _is_dump(part: FilePart) -> bool:
    """Whether the name speaks of many records in one file; what the file is, its bytes will say."""
    name = part.path.rpartition("/")[2].lower()
    return any(ending in name for ending in _DUMPS)
