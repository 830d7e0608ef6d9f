"""The warehouse at scale: `python -m tests.benchmarks.warehouse_scale FOLDER ARTICLES [NEW]`.

Loads generated articles of 3 kB with realistic words, and the child rows of parsed examples, in runs of 50,000; then a
run of NEW (10,000) on top. Says how long each publication took, how large the files are beside the text, and how fast
look-ups are. FOLDER is kept, so that a second call goes on from what is there.
"""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import arrow_schema
from schemas.registry import ARTICLE_CHILDREN, TABLES
from tests.benchmarks.corpus import write_corpus
from warehouse.columns import month_of
from warehouse.database import NoWarehouseError, open_snapshot
from warehouse.home import Home
from warehouse.load import Loader
from warehouse.manifest import read_manifest
from warehouse.parquet import PARTITION
from warehouse.raw import SCHEMA as RAW
from warehouse.stage import StagedChunk, stage

TEMPLATES, CHUNK, RUN = 1_000, 10_000, 50_000
WORDS, SENTENCES, PER_ARTICLE = 40_000, 60_000, 17  # different words, different sentences, sentences of an article
FIRST, DAYS = datetime(2024, 1, 1, tzinfo=UTC), 730
Tables = dict[str, pa.Table]
LOOKS = {
    "look-up by id": "SELECT headline, article_body FROM articles WHERE article_id = ?",
    "articles a month": "FROM articles_by_month",
    "articles a month, by a plain date_trunc": "SELECT date_trunc('month', date_published), count(*) FROM articles "
    "GROUP BY ALL ORDER BY 1",
    "top speakers of a month": "FROM speakers_between('2025-03-01', '2025-04-01') LIMIT 20",
}


def sentences(rng: np.random.Generator) -> Any:
    """A pool of sentences of invented words, as frequent as Zipf's law has it."""
    heads = "b c d f g h k l m n p r s t v w st tr pl ch".split()
    parts = [a + b for a in heads for b in ("a", "e", "i", "o", "u", "ea", "ou")]
    own = random.Random(1)
    words = sorted({"".join(own.choices(parts, k=own.choice((1, 2, 2, 3, 3, 4)))) for _ in range(WORDS)})
    own.shuffle(words)
    weights = 1 / np.arange(2, len(words) + 2)
    drawn = np.array(words, dtype=object)[rng.choice(len(words), (SENTENCES, 26), p=weights / weights.sum())]
    return np.array([" ".join(row).capitalize() + "." for row in drawn], dtype=object)


def templates(folder: Path) -> Tables:
    """What parsing and validation make of examples: the rows of each table that belong to accepted articles."""
    home = Home(folder / "template")
    if not home.warehouse.exists():
        write_corpus(folder / "examples", TEMPLATES)
        command = [str(Path(sys.executable).with_name("copydesk")), "ingest", str(folder / "examples")]
        subprocess.run([*command, "--home", str(home.root)], check=False, stdout=subprocess.DEVNULL)
    with open_snapshot(home) as connection:
        return {
            name: connection.execute(
                f'SELECT t.* FROM "{name}" t SEMI JOIN articles USING (article_id) ORDER BY article_id'
            ).to_arrow_table().cast(arrow_schema(TABLES[name]))
            for name in ("articles", "records", *(child.name for child in ARTICLE_CHILDREN))
        }  # fmt: skip


def digests(rng: np.random.Generator, count: int, size: int) -> list[str]:
    """Distinct hexadecimal names of `size` characters."""
    text = rng.bytes(count * size // 2).hex()
    return [text[at : at + size] for at in range(0, len(text), size)]


def generated(own: Tables, pool: Any, rng: np.random.Generator, run_id: str, count: int) -> Tables:
    """A chunk of `count` new articles, with all their rows, as a worker stages them."""
    shas = digests(rng, count, 64)
    ids = np.array([sha[:32] for sha in shas], dtype=object)
    bodies = ["\n\n".join(row) for row in pool[rng.integers(0, len(pool), (count, PER_ARTICLE))]]
    days = [FIRST + timedelta(days=int(day)) for day in rng.integers(0, DAYS, count)]
    months = np.array([month_of(day) for day in days])
    names = own["articles"]["article_id"]
    which = np.arange(count) % len(names)
    new: dict[str, Any] = {
        "article_id": ids, "work_id": ids, "raw_sha256": shas, "record_sha256": shas, "content_sha256": shas,
        "article_body": bodies, "date_published": days, "headline": [body[:60] for body in bodies],
        "record_locator": shas, "uri": [f"https://news.example/{i}" for i in ids],
        "path": [f"/bench/{run_id}-{sha[:2]}.jsonl" for sha in shas],
        "source_path": [f"/bench/{run_id}-{sha[:2]}.jsonl" for sha in shas],
    }  # fmt: skip
    tables: Tables = {}
    for name, rows in own.items():
        at = np.asarray(pc.index_in(rows["article_id"], names.combine_chunks()))
        order = np.argsort(at, kind="stable")
        starts = np.searchsorted(at[order], np.arange(len(names) + 1))
        picked = [order[starts[t] : starts[t + 1]] for t in which]
        owner = np.repeat(np.arange(count), [len(p) for p in picked])
        taken = rows.take(np.concatenate(picked))
        columns = []
        for field in taken.schema:
            values = new.get(field.name) if name in ("articles", "records") or field.name == "article_id" else None
            if field.name == "run_id":
                columns.append(pa.array([run_id] * len(owner)).cast(field.type))
            elif values is not None:
                columns.append(pa.array([values[o] for o in owner]).cast(field.type))
            else:
                columns.append(taken[field.name])
        where = months[owner] if name != "records" else np.array([(2026, 3)] * len(owner))
        tables[name] = pa.Table.from_arrays(columns, schema=taken.schema)
        for index, column in enumerate(PARTITION):
            tables[name] = tables[name].append_column(column, pa.array(where[:, index], pa.int32()))
    raw = [shas, ["jsonl"] * count, [None] * count, [body.encode() for body in bodies], [run_id] * count]
    tables["raw"] = pa.Table.from_arrays([pa.array(v, f.type) for v, f in zip(raw, RAW, strict=True)], schema=RAW)
    return tables


def staged(folder: Path, own: Tables, pool: Any, run_id: str, count: int) -> list[StagedChunk]:
    rng = np.random.default_rng(int(run_id[1:]))
    size = min(CHUNK, count)
    return [stage(folder / f"{n}", generated(own, pool, rng, run_id, size)) for n in range(count // size)]


def load(home: Home, run_id: str, chunks: list[StagedChunk], count: int) -> str:
    """From staged Parquet to a published snapshot; says how long each step took."""
    row = {"run_id": run_id, "kind": "ingest", "started_at": FIRST, "finished_at": FIRST, "status": "completed",
           "sources": ["/bench"], "files_seen": 0, "files_unchanged": 0, "seen": count, "accepted": count,
           "quarantined": 0, "rejected": 0, "skipped": 0}  # fmt: skip
    marks, spent = [time.perf_counter()], time.process_time()
    with Loader(home, run_id, (2026, 3)) as loader:
        marks.append(time.perf_counter())
        for chunk in chunks:
            loader.add(chunk)
        loader.replace_run(row)
        marks.append(time.perf_counter())
        loader.publish()
        marks.append(time.perf_counter())
    opened, added, published = (b - a for a, b in pairwise(marks))
    spent = time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    return (
        f"{run_id}: {count:,} new: {marks[-1] - marks[0]:.1f} s (open {opened:.1f}, add {added:.1f}, "
        f"publish {published:.1f}), {spent:.1f} CPU-s; peak {peak:,.0f} MB"
    )


def sizes(home: Home) -> str:
    with open_snapshot(home) as connection:
        text, count = connection.execute("SELECT sum(strlen(article_body)), count(*) FROM articles").fetchall()[0]
    parts = read_manifest(home).parts
    of = {kind: sum(p.bytes for p in parts if (p.table == "raw") == (kind == "raw")) for kind in ("raw", "tables")}
    own = sum(p.bytes for p in parts if p.table == "articles")
    database = home.warehouse.resolve().stat().st_size
    return (
        f"{count:,} articles, {text / 1e6:,.0f} MB of text; Parquet: articles {own / text:.2f} x the text, all tables "
        f"{of['tables'] / text:.2f}, raw bytes {of['raw'] / text:.2f}; DuckDB {database / text:.2f} x the text, "
        f"{database / of['tables']:.2f} x the tables' Parquet; {len(parts):,} parts"
    )


def looks(home: Home) -> None:
    with open_snapshot(home) as connection:
        connection.execute("SET threads = 2")
        known = [i for (i,) in connection.execute("SELECT article_id FROM articles USING SAMPLE 20 ROWS").fetchall()]
        for name, sql in LOOKS.items():
            asked = [[article_id] for article_id in known] if "?" in sql else [[]] * 5
            taken = [timed(connection, sql, values) for values in asked]
            print(f"  {name}: median {sorted(taken)[len(taken) // 2] * 1e3:.1f} ms, first {taken[0] * 1e3:.1f} ms")


def timed(connection: duckdb.DuckDBPyConnection, sql: str, values: list[str]) -> float:
    started = time.perf_counter()
    connection.execute(sql, values).fetchall()
    return time.perf_counter() - started


def main(folder: Path, articles: int, new: int = 10_000) -> None:
    home, pool, own = Home(folder / "home"), sentences(np.random.default_rng(1)), templates(folder)
    home.create()
    try:
        with open_snapshot(home) as connection:
            [(there, runs)] = connection.execute(
                "SELECT (SELECT count(*) FROM articles), count(*) FROM runs"
            ).fetchall()
    except NoWarehouseError:
        there = runs = 0
    steps = [RUN] * ((articles - there) // RUN) + [new] * 3
    for number, count in enumerate(steps, runs + 1):
        run_id, place = f"r{number}", folder / "staged"
        chunks = staged(place, own, pool, run_id, count)
        print(load(home, run_id, chunks, count), flush=True)
        shutil.rmtree(place)
    print(sizes(home))
    looks(home)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
