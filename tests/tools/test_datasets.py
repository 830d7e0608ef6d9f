"""Hugging Face's `datasets` reads the Parquet parts, without a network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.conftest import OUTCOMES, QUOTES, Ask, parts

pytestmark = pytest.mark.xdist_group("ingest")
SCRIPT = """
import json, sys
from collections import Counter
from datasets import load_dataset

files = json.load(sys.stdin)
records, articles, quotes = (load_dataset("parquet", data_files=files[name], split="train") for name in files)
bodies = dict(zip(articles["article_id"], articles["article_body"]))
json.dump({
    "outcomes": sorted(Counter(records["outcome"]).items()),
    "said": sorted(bodies[row["article_id"]][row["body_start"]:row["body_end"]] for row in quotes),
    "features": {name: str(feature) for name, feature in articles.features.items()},
    "authors": dict(zip(articles["article_id"], articles["authors"])),
    "dates": {row["article_id"]: row["date_published"] and row["date_published"].isoformat() for row in articles},
}, sys.stdout)
"""


def test_it_loads_the_parts(home: Path, ask: Ask, tmp_path: Path) -> None:
    files = {table: [str(path) for path in parts(home, table)] for table in ("records", "articles", "quotes")}
    offline = {"HF_HOME": str(tmp_path), "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=json.dumps(files), capture_output=True, text=True, check=False,
        env=os.environ | offline, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [tuple(row) for row in found["outcomes"]] == ask(OUTCOMES)
    assert [(text,) for text in found["said"]] == ask(QUOTES)
    assert found["features"]["date_published"] == "Value('timestamp[us, tz=UTC]')"
    assert found["features"]["authors"] == "List(Value('string'))"
    expected = ask("SELECT article_id, authors, date_published FROM articles")
    assert found["authors"] == {id: authors for id, authors, _ in expected}
    assert found["dates"] == {id: date and date.isoformat() for id, _, date in expected}
