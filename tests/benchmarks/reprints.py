"""How well and how fast reprints are found: `python -m tests.benchmarks.reprints [quality|order|million|signing]`.

quality: 2,000 planted stories with four prints each, 1,000 reports written to forms, 500 sequels that repeat a third of
an old story: recall and precision over pairs. order: the same groups in 100 shuffles, cut into portions at random.
million: an update of 10,000 articles beside 1,000,000 stored ones, whose sentences repeat with a heavy tail.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread

import duckdb
import numpy as np
import pyarrow as pa

from tests.warehouse.reprints.planted import Print, forms, planted, sequels
from warehouse.reprints.index import Articles, Index
from warehouse.reprints.signature import (
    BANDS,
    OPENING_PERMUTATIONS,
    PERMUTATIONS,
    Signatures,
    sign,
)
from warehouse.reprints.stored import ids as hexadecimal
from warehouse.reprints.update import update

STORIES, COPIES = 2_000, 4
SHUFFLES = 100
STORED, NEW, PORTION = 1_000_000, 10_000, 250_000
SENTENCES, NAMES = 22, 42  # of an article of 3 kB
REPEATED, POOL = 0.15, 200_000  # share of sentences that repeat, and how many different ones do, by Zipf's law

TABLES = """
CREATE TABLE IF NOT EXISTS articles (
    article_id VARCHAR, work_id VARCHAR, content_sha256 VARCHAR, headline VARCHAR, article_body VARCHAR,
    date_published TIMESTAMPTZ, credit VARCHAR);
CREATE TABLE IF NOT EXISTS reprints (
    group_id VARCHAR, article_id VARCHAR, similarity DOUBLE, method VARCHAR, is_earliest BOOLEAN,
    origin_agency VARCHAR, run_id VARCHAR);
"""


class Desk:
    """The two tables that matter, and the index."""

    def __init__(self, folder: Path) -> None:
        self.index = folder / "index"
        self.connection = duckdb.connect(
            str(folder / "articles.duckdb"), config={"memory_limit": "384MB", "threads": 2}
        )
        self.connection.execute(f"SET enable_progress_bar = false; {TABLES}")

    def insert(self, ids: Sequence[str], bodies: Sequence[str]) -> None:
        table = pa.table({"article_id": ids, "content_sha256": [i + i for i in ids], "article_body": bodies})
        self.connection.register("incoming", table)
        self.connection.execute(
            "INSERT INTO articles BY NAME SELECT *, article_id AS work_id, now() AS date_published FROM incoming"
        )
        self.connection.unregister("incoming")

    def load(self, prints: Sequence[Print]) -> None:
        ids = [item.article_id for item in prints]
        self.insert(ids, [item.body for item in prints])
        self.update(ids)

    def update(self, ids: Sequence[str]) -> int:
        found = update(self.connection, self.index, "r", ids)
        rows, stale = found.rows.drop_columns(["partition_year", "partition_month"]), pa.table({"stale": found.stale})
        self.connection.register("incoming", rows)
        self.connection.register("outgoing", stale)
        self.connection.execute("DELETE FROM reprints WHERE article_id IN (SELECT stale FROM outgoing)")
        self.connection.execute("INSERT INTO reprints SELECT * FROM incoming")
        return found.rows.num_rows

    def clear(self) -> None:
        self.connection.execute("DELETE FROM articles; DELETE FROM reprints")
        shutil.rmtree(self.index, ignore_errors=True)

    def groups(self) -> list[tuple[str, list[str]]]:
        sql = "SELECT group_id, list(article_id ORDER BY article_id) FROM reprints GROUP BY 1 ORDER BY 1"
        return self.connection.execute(sql).fetchall()


def quality(folder: Path) -> None:
    prints = planted(STORIES, COPIES)
    prints += forms(STORIES // 2) + sequels(prints, STORIES // 4)
    desk = Desk(folder)
    desk.load(prints)
    groups = [ids for _, ids in desk.groups()]
    story_of = {item.article_id: item.story for item in prints}
    right = sum(n * (n - 1) // 2 for ids in groups for n in Counter(story_of[i] for i in ids).values())
    found = sum(len(ids) * (len(ids) - 1) // 2 for ids in groups)
    true = sum(n * (n - 1) // 2 for n in Counter(story_of.values()).values())
    print(f"{len(prints):,} articles, {true:,} true pairs: recall {right / true:.4f}, precision {right / found:.4f}")
    originals = {item.article_id for item in prints if item.kind == "original"}
    home = {story_of[i]: number for number, ids in enumerate(groups) for i in ids if i in originals}
    place = {i: number for number, ids in enumerate(groups) for i in ids}
    missed = Counter(p.kind for p in prints if p.story in home and place.get(p.article_id) != home[p.story])
    print("  not with their original:", dict(missed))


def order(folder: Path) -> None:
    prints = planted(60, 4, seed=5) + forms(40)
    desk = Desk(folder)
    seen = Counter()
    for seed in range(SHUFFLES):
        rng = random.Random(seed)
        rest = rng.sample(prints, len(prints))
        desk.clear()
        while rest:
            number = rng.randint(1, len(prints) // 2)
            desk.load(rest[:number])
            rest = rest[number:]
        seen[str(desk.groups())] += 1
    print(f"{len(prints)} articles in {SHUFFLES} shuffles: {len(seen)} different outcomes")


def million(folder: Path) -> None:
    rng = np.random.default_rng(1)
    desk, index = Desk(folder), Index.open(folder / "index")
    for _ in range(STORED // PORTION):
        numbers = rng.integers(0, 1 << 63, (PORTION, 2), np.uint64)
        index.add(Articles(numbers, numbers[:, 0]), _signatures(rng, PORTION))
        desk.insert(hexadecimal(numbers).to_pylist(), ["stored"] * PORTION)
    desk.connection.close()
    size = sum(path.stat().st_size for path in desk.index.iterdir())
    print(f"{STORED:,} articles stored: an index of {size / STORED:.0f} bytes an article")
    for seed, stories in ((1, NEW // 5), (2, 2), (3, 200)):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:  # for a peak of memory of its own
            print(fresh.submit(_beside_a_million, folder, seed, stories).result())


def _beside_a_million(folder: Path, seed: int, stories: int) -> str:
    prints = planted(stories, COPIES, seed)
    ids = [item.article_id for item in prints]
    desk = Desk(folder)
    desk.insert(ids, [item.body for item in prints])
    before, own = _memory("RssAnon"), Highest("RssAnon")
    started, spent = time.perf_counter(), time.process_time()
    rows = desk.update(ids)
    took, spent = time.perf_counter() - started, time.process_time() - spent
    return (
        f"  {len(ids):,} new: {took:.2f} s ({spent:.2f} CPU-s), {rows:,} rows; own memory {before:,.0f} MB before, at "
        f"most {own.stop():,.0f} MB; with pages of the index, which can be given back, {_memory('VmHWM'):,.0f} MB"
    )


class Highest(Thread):
    """The highest value of a field of /proc/self/status, seen every 10 ms."""

    def __init__(self, field: str) -> None:
        super().__init__(daemon=True)
        self._field, self._highest, self._stopped = field, 0.0, Event()
        self.start()

    def run(self) -> None:
        while not self._stopped.wait(0.01):
            self._highest = max(self._highest, _memory(self._field))

    def stop(self) -> float:
        self._stopped.set()
        return self._highest


def _memory(field: str) -> float:
    """In MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split(f"{field}:")[1].split()[0]) / 1024


def _signatures(rng: np.random.Generator, number: int) -> Signatures:
    """Signatures as of articles that have nothing in common but sentences that many have."""
    passages = rng.integers(0, 1 << 32, (number, SENTENCES), np.uint32)
    repeated = rng.random((number, SENTENCES)) < REPEATED
    ranks = (POOL ** rng.random(repeated.sum())).astype(np.uint64)
    passages[repeated] = (ranks * np.uint64(2_654_435_761) % np.uint64(1 << 32)).astype(np.uint32)
    texts = np.arange(number, dtype=np.uint32)
    return Signatures(
        body=rng.integers(1, 1 << 63, number, np.uint64),
        agency=np.zeros(number, np.uint8),
        words=rng.integers(100, 1_000, number).astype(np.uint32),
        sketch=rng.integers(0, 256, (number, PERMUTATIONS), np.uint8),
        opening=rng.integers(0, 256, (number, OPENING_PERMUTATIONS), np.uint8),
        band_keys=rng.integers(0, 1 << 32, number * BANDS, np.uint32),
        band_texts=np.repeat(texts, BANDS),
        passage_keys=passages.ravel(),
        passage_texts=np.repeat(texts, SENTENCES),
        passage_words=np.full(number * SENTENCES, 20, np.uint16),
        telling=rng.integers(0, 1 << 16, number * NAMES, np.uint16),
        telling_texts=np.repeat(texts, NAMES),
    )


def signing(_: Path) -> None:
    texts = [(None, item.body) for item in planted(400, 4)]
    sign(texts[:10])
    started = time.process_time()
    sign(texts)
    spent = time.process_time() - started
    size = sum(len(body) for _, body in texts) / len(texts)
    print(f"{len(texts) / spent:,.0f} articles of {size:,.0f} characters signed a CPU-second")


PARTS: dict[str, Callable[[Path], None]] = {
    "quality": quality, "order": order, "million": million, "signing": signing,
}  # fmt: skip

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        with tempfile.TemporaryDirectory() as scratch:
            PARTS[name](Path(scratch))
