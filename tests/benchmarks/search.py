"""How fast searching is: `python -m tests.benchmarks.search [ARTICLES] [FOLDER]` (200,000 if not said).

Makes a warehouse of generated articles of 3 kB (word frequencies after Zipf and Mandelbrot, names, publishers of very
different size, ten years), builds the index, adds 10,000 articles more, and puts mixed questions. Prints a JSON object.
FOLDER keeps the warehouse and the index, and a second run uses them again. CPU times stand beside the wall clock's,
since they hold on a busy machine, too.
"""

from __future__ import annotations

import hashlib
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from schemas.arrow import arrow_schema
from schemas.registry import TABLES
from tests.warehouse.search.conftest import row
from warehouse.database import create, open_for_writing
from warehouse.files import clone
from warehouse.home import Home
from warehouse.manifest import commit, read_manifest
from warehouse.search.filters import Filters, first_day, last_day
from warehouse.search.find import Search, opened
from warehouse.search.folder import current
from warehouse.search.update import catch_up

CHUNK = 5_000
COMMON = (
    "the of and to in a is that for on was with as by at from it he be has said are an his have were will they who "
    "been not which more but its their had this or after about"
).split()
SYLLABLES = (
    "ba be bi bo bu ca ce co da de di do fa fe fi ga ge go ha he jo ka ke ki la le li lo ma me mi mo na ne ni".split()
)
SECTIONS = ("world", "politics", "business", "sport", "culture", "science", "opinion", "health")
NAMES = 5_000  # of people; each two words that stand together


class Generator:
    """Articles, the same for the same seed."""

    def __init__(self, seed: int = 7, vocabulary: int = 300_000) -> None:
        self._rng = np.random.default_rng(seed)
        parts = np.array(SYLLABLES, dtype=object)
        endings = ("", "", "", "s", "ed", "ing", "er")
        made = [
            "".join(parts[self._rng.integers(0, len(parts), length)]) + endings[index % len(endings)]
            for index, length in enumerate(self._rng.integers(2, 5, vocabulary))
        ]
        self.words = np.array([*COMMON, *made], dtype=object)
        weights = 1 / (np.arange(len(self.words)) + 2.7) ** 1.07
        self._cumulated = np.cumsum(weights / weights.sum())
        chosen = self._rng.integers(2_000, vocabulary, (NAMES, 2))
        self.names = [f"{self.words[a].capitalize()} {self.words[b].capitalize()}" for a, b in chosen]
        shares = 1 / np.arange(1, 301) ** 0.9
        self._shares = shares / shares.sum()

    def rows(self, start: int, number: int) -> Iterator[dict[str, Any]]:
        """Articles `start` to `start + number`."""
        lengths = self._rng.lognormal(6.3, 0.35, number).astype(int).clip(60, 3_000)
        words = self.words[np.searchsorted(self._cumulated, self._rng.random(int(lengths.sum())))]
        publishers = self._rng.choice(len(self._shares), number, p=self._shares)
        days, names = self._rng.integers(0, 3_650, number), self._rng.zipf(1.3, (number, 4)) % NAMES
        position = 0
        for offset, length in enumerate(lengths):
            own = words[position : position + length].tolist()
            position += length
            for place, name in enumerate(names[offset]):
                own[10 + 12 * place] = self.names[name]
            yield row(
                " ".join(own[:8]).capitalize(), " ".join(own[8:]),
                article_id=hashlib.sha256(str(start + offset).encode()).hexdigest()[:32], content_sha256="0" * 64,
                authors=[self.names[(start + offset) % 400]], publisher=f"paper{publishers[offset]}.example",
                article_section=SECTIONS[(start + offset) % len(SECTIONS)], keywords=own[3:5], run_id="r1",
                date_published=datetime(2015, 1, 1, tzinfo=UTC) + timedelta(days=int(days[offset])),
            )  # fmt: skip


def grow(home: Home, generator: Generator, start: int, number: int) -> None:
    """Publish a snapshot with `number` articles more."""
    manifest = read_manifest(home)
    path = home.snapshots / f"warehouse-{manifest.sequence + 1:06d}.duckdb"
    if manifest.snapshot:
        clone(home.root / manifest.snapshot, path)
    else:
        create(path)
    with open_for_writing(path, memory_limit="1GB") as connection:
        for first in range(start, start + number, CHUNK):
            rows = list(generator.rows(first, min(CHUNK, start + number - first)))
            connection.register("incoming", pa.Table.from_pylist(rows, schema=arrow_schema(TABLES["articles"])))
            connection.execute("INSERT INTO articles BY NAME FROM incoming")
    commit(home, manifest.next(snapshot=path.relative_to(home.root).as_posix(), added=[], dropped=set()))


def timed(work: Callable[[], object]) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {"wall_s": round(time.perf_counter() - wall, 3), "cpu_s": round(time.process_time() - cpu, 3)}


def questions(generator: Generator) -> list[tuple[str, str, dict[str, Any]]]:
    """(kind, question, options): what people ask, a rare word as well as the commonest."""
    rng, words = np.random.default_rng(1), generator.words
    pick = lambda low, high: str(words[rng.integers(low, high)])  # noqa: E731
    year = Filters(first_day("2019"), last_day("2019"))
    one = Filters(publishers=("paper3.example",), sections=("sport",))
    made = []
    for _ in range(10):
        rare, middle, common, other = pick(50_000, 100_000), pick(1_000, 5_000), pick(45, 200), pick(45, 200)
        made += [
            ("rare word", rare, {}),
            ("common word", common, {}),
            ("two words", f"{middle} {common}", {}),
            ("two common words", f"{common} {other}", {}),
            ("OR and NOT", f"({middle} OR {common}) NOT {rare}", {}),
            ("phrase", f'"{generator.names[int(rng.zipf(1.3)) % NAMES]}"', {}),
            ("prefix", f"{middle[:4]}*", {}),
            ("headline", f"headline:{middle}", {}),
            ("a year, by date", f"{middle} {common}", {"filters": year, "sort": "date"}),
            ("publisher and section", common, {"filters": one}),
            ("facets", f"{middle} {common}", {"facets": True}),
            ("common word, facets", common, {"facets": True}),
        ]
    return made


def ask(search: Search, asked: list[tuple[str, str, dict[str, Any]]]) -> dict[str, Any]:
    """Milliseconds of each kind, in CPU time and by the clock."""
    kinds: dict[str, list[dict[str, float]]] = {}
    for kind, question, options in asked:
        kinds.setdefault(kind, []).append(timed(lambda q=question, o=options: search.find(q, **o)))  # type: ignore[misc]
    every = [time for times in kinds.values() for time in times]

    def ninety_five(times: list[dict[str, float]], clock: str) -> float:
        return round(1000 * statistics.quantiles([t[clock] for t in times], n=20)[-1], 1)

    return {"p95_cpu_ms": ninety_five(every, "cpu_s"), "p95_wall_ms": ninety_five(every, "wall_s"),
            "p95_cpu_ms_by_kind": {kind: ninety_five(times, "cpu_s") for kind, times in kinds.items()}}  # fmt: skip


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.resolve().iterdir())


def measure(home: Home, number: int) -> dict[str, Any]:
    """All figures, on a home that may have been measured before."""
    generator, figures = Generator(), {"articles": number}
    home.create()
    if not home.warehouse.exists():
        grow(home, generator, 0, number)
    built = timed(lambda: catch_up(home))
    with opened(home) as search:
        held = search._connection.execute("SELECT count(*), sum(strlen(article_body)) FROM articles").fetchall()[0]
        text = held[1]
        asked = questions(generator)
        ask(search, asked)  # reads the pages
        figures |= {"text_mb": text >> 20, "index_mb": size(current(home)) >> 20, "search": ask(search, asked)}
    figures["build"] = built | {"articles_per_cpu_s": round(number / max(built["cpu_s"], 0.001))}
    grow(home, generator, held[0], 10_000)
    figures["add_10000"] = timed(lambda: catch_up(home))
    return figures


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as scratch:
        print(json.dumps(measure(Home(Path(sys.argv[2] if len(sys.argv) > 2 else scratch)), number), indent=1))
