"""What validation costs: `python -m tests.benchmarks.validation [FOLDER]`.

Parses 2,500 texts, from a folder or generated, and validates them forty times over, as an ingest of 100,000 articles
does, in chunks of 2,500. Prints one JSON object: CPU-seconds for facts and for suites (every failing row named), also
with the facts of 10,000 and of all 100,000 in one frame a suite; the share of validation in the CPU time of parsing and
validating, which is an upper bound of its share in an ingest; and the greatest resident memory after each stage.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pandas as pd

from expectations.facts import facts
from expectations.plan import plans
from flows.parse.assemble import parse
from flows.parse.model import ParsedArticle, RawRecord
from tests.benchmarks.corpus import write_corpus

CHUNK, CHUNKS, TOGETHER = 2_500, 40, 4
TODAY = date(2030, 1, 1)
T = TypeVar("T")


def timed(seconds: dict[str, float], name: str, work: Callable[[], T]) -> T:
    """What `work` gives; its CPU-seconds are added under `name`."""
    started = time.process_time()
    result = work()
    seconds[name] = seconds.get(name, 0.0) + time.process_time() - started
    return result


def parsed(folder: Path) -> list[ParsedArticle]:
    """The first articles of a folder of plain texts."""
    paths = sorted(folder.rglob("*.txt"))[:CHUNK]
    found = [parse(RawRecord("file", 0, path.read_bytes()), "plain_text", "") for path in paths]
    return [article for article in found if isinstance(article, ParsedArticle)]


def judge(frames: dict[str, pd.DataFrame]) -> int:
    """How many rows fail, in all suites."""
    suites = plans()
    return sum(len(outcome.rows) for name, frame in frames.items() for outcome in suites[name].run(frame))


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def main(folder: str | None = None, chunks: int = CHUNKS) -> None:
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        if folder is None:
            write_corpus(Path(scratch), CHUNK, size=3_000)
        articles = timed(seconds, "parse_one_chunk", lambda: parsed(Path(folder or scratch)))
    plans()
    peaks = {"parsed_mb": _peak_mb()}
    gc.disable()  # as validation does
    frames = facts(articles, today=TODAY)
    larger = {name: pd.concat([frame] * TOGETHER, ignore_index=True) for name, frame in frames.items()}
    for _ in range(chunks // TOGETHER):
        timed(seconds, "suites_on_frames_of_10000", lambda: judge(larger))
    peaks["frames_of_10000_mb"] = _peak_mb()
    failing = 0
    for _ in range(chunks):
        frames = timed(seconds, "facts", lambda: facts(articles, today=TODAY))
        failing += timed(seconds, "suites", lambda frames=frames: judge(frames))  # type: ignore[misc]  # a default of the loop
    peaks["chunked_mb"] = _peak_mb()
    whole = {name: pd.concat([frame] * chunks, ignore_index=True) for name, frame in frames.items()}
    peaks["all_facts_mb"] = _peak_mb()
    timed(seconds, "suites_on_one_frame", lambda: judge(whole))
    peaks["one_frame_mb"] = _peak_mb()
    validation = (seconds["facts"] + seconds["suites"]) / chunks
    print(json.dumps({
        "articles": len(articles) * chunks, "failing_rows": failing,
        "cpu_s": {name: round(value, 2) for name, value in seconds.items()},
        "validation_share": round(validation / (validation + seconds["parse_one_chunk"]), 3), **peaks,
    }, indent=2))  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:2])
