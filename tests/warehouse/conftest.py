"""Small warehouses, built through the loader from invented articles."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.parse.model import Block, Embed, Evidence, ParsedArticle, Quote
from warehouse.columns import Identified, article_tables, ledger_table
from warehouse.home import Home
from warehouse.load import Loader
from warehouse.raw import RawBytes, raw_table
from warehouse.stage import StagedChunk, stage

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
BODY = 'The bridge reopens on Monday, Mayor Ada Lindqvist said. "It holds," she added.'


def article(text: str, day: datetime | None = None) -> Identified:
    """An invented article whose record is `text`."""
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    start = BODY.index("It holds")
    parsed = ParsedArticle(
        "file", 0, data, "plain_text", "plain_text", BODY, headline=text, date_published=day, word_count=14,
        blocks=[Block("headline", text, 0, len(text)), Block("paragraph", BODY, len(text), len(text) + len(BODY))],
        quotes=[Quote("It holds,", "direct", "she", "Ada Lindqvist", "added", start, start + 9)],
        embeds=[Embed("x", "Ada", "ada_l", None, "Open again", None, 0, 3)],
        evidence=[Evidence("headline", text, "first_line", 0.9)],
    )  # fmt: skip
    return Identified(parsed, digest[:32], f"/news/{digest[:6]}.txt", "file", digest, digest)


def stage_articles(
    folder: Path, run_id: str, accepted: Sequence[Identified], bad: Sequence[Identified] = ()
) -> StagedChunk:
    """Stage articles with their ledger rows, as a worker does."""
    constants = {"is_current": True, "parser_version": "0", "ingested_at": START, "run_id": run_id}
    records = [
        {"path": i.source_path, "record_locator": "file", "raw_sha256": i.raw_sha256, "record_sha256": i.raw_sha256,
         "article_id": i.article_id, "byte_offset": 0, "byte_length": 9, "run_id": run_id,
         "outcome": "accepted" if side is accepted else "quarantined",
         "reason_code": None if side is accepted else "failed_expectation"}
        for side in (accepted, bad) for i in side
    ]  # fmt: skip
    everyone = [*accepted, *bad]
    tables = article_tables(accepted, bad, constants) | {
        "records": ledger_table("records", records, (2026, 3)),
        "raw": raw_table([RawBytes(i.raw_sha256, "plain_text", None, i.article.data) for i in everyone], run_id),  # type: ignore[attr-defined]
    }
    return stage(folder, tables)


def file_row(item: Identified, run_id: str, outcome: str) -> dict[str, object]:
    counts = {name: int(name == outcome) for name in ("accepted", "quarantined", "rejected", "skipped")}
    return {"path": item.source_path, "source": "/news", "sha256": item.raw_sha256, "bytes": 9, "modified_ns": 1,
            "format": "plain_text", "seen": 1, "run_id": run_id, **counts}  # fmt: skip


def run_row(run_id: str, status: str, **counts: int) -> dict[str, object]:
    outcomes = {name: counts.get(name, 0) for name in ("accepted", "quarantined", "rejected", "skipped")}
    seen = sum(outcomes.values())
    return {"run_id": run_id, "kind": "ingest", "started_at": START, "finished_at": START, "status": status,
            "sources": ["/news"], "files_seen": seen, "files_unchanged": 0, "seen": seen, **outcomes}  # fmt: skip


Load = Callable[..., None]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.create()
    return home


@pytest.fixture
def load(home: Home, tmp_path: Path) -> Load:
    """load(run_id, accepted, quarantined): one published run."""

    def load_run(run_id: str, accepted: Sequence[Identified], bad: Sequence[Identified] = ()) -> None:
        with Loader(home, run_id, (2026, 3)) as loader:
            counts = loader.add(stage_articles(tmp_path / "staged" / run_id, run_id, accepted, bad))
            final = {path: outcome for path, outcome, _ in counts}
            loader.add_rows("raw_files", [file_row(i, run_id, final[i.source_path]) for i in [*accepted, *bad]])
            totals = {name: sum(n for key, n in counts.items() if key[1] == name) for name in set(final.values())}
            loader.replace_run(run_row(run_id, "completed", **totals))
            loader.publish()

    return load_run
