"""Readers while a writer loads again and again: none is refused, and none sees half of a run."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.warehouse.conftest import article, file_row, run_row, stage_articles
from warehouse.home import Home
from warehouse.load import Loader
from warehouse.verify import verify

SECONDS = 8.0
READERS = 3
ARTICLES = 5  # of each run

READER = """
import sys, time
from pathlib import Path
from warehouse.database import open_snapshot
from warehouse.home import Home

home, until, seen, looks = Home(Path(sys.argv[1])), time.time() + float(sys.argv[2]), 0, 0
held = None
while time.time() < until:
    connection = open_snapshot(home)
    runs, articles, quotes, records = connection.execute(
        "SELECT (SELECT sum(accepted) FROM runs), (SELECT count(*) FROM articles), (SELECT count(*) FROM quotes), "
        "(SELECT count(*) FROM records)").fetchall()[0]
    assert runs == articles == quotes == records, (runs, articles, quotes, records)
    assert articles >= seen, (articles, seen)
    seen, looks = articles, looks + 1
    if held is None:
        held = (connection, articles)  # an old reader keeps what it opened
    elif looks % 20 == 0:
        assert held[0].execute("SELECT count(*) FROM articles").fetchall() == [(held[1],)]
        held[0].close()
        held = (connection, articles)
    else:
        connection.close()
print(looks, seen)
"""


def _load(home: Home, folder: Path, number: int) -> None:
    run_id = f"r{number:04d}"
    items = [article(f"Run {number}, article {n}") for n in range(ARTICLES)]
    with Loader(home, run_id, (2026, 3)) as loader:
        loader.add(stage_articles(folder / run_id, run_id, items))
        loader.add_rows("raw_files", [file_row(item, run_id, "accepted") for item in items])
        loader.replace_run(run_row(run_id, "completed", accepted=ARTICLES))
        loader.publish()


def test_no_reader_is_refused_and_none_sees_half_a_run(home: Home, tmp_path: Path) -> None:
    _load(home, tmp_path / "staged", 0)
    command = [sys.executable, "-c", READER, str(home.root), str(SECONDS)]
    readers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(READERS)
    ]
    ends, number = time.monotonic() + SECONDS, 0
    while time.monotonic() < ends or number < 3:  # a busy machine may be slow
        number += 1
        _load(home, tmp_path / "staged", number)
    for reader in readers:
        out, err = reader.communicate(timeout=60)
        assert reader.returncode == 0, err
        looks, seen = map(int, out.split())
        assert looks > 5
        assert ARTICLES <= seen <= ARTICLES * (number + 1)
    assert verify(home) == []
