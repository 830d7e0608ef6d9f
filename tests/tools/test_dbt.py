"""dbt builds on the warehouse: the source that `copydesk schema --format dbt` writes, all of its tests, and a model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from schemas.registry import TABLES
from tests.conftest import Copydesk
from tests.tools.conftest import Ask

pytestmark = [pytest.mark.xdist_group("ingest"), pytest.mark.slow]  # 20 s: dbt itself, and a test for each constraint
DBT = Path(sys.executable).with_name("dbt")
PROJECT = """
name: newsroom
profile: newsroom
flags: {send_anonymous_usage_stats: false}
"""
PROFILE = """
newsroom:
  target: dev
  outputs:
    dev:
      type: duckdb
      path: newsroom.duckdb
      threads: 2
      attach:
        - {path: %s/warehouse.duckdb, alias: copydesk, read_only: true}
"""
MODEL = """
{{ config(materialized='table') }}
SELECT speaker_name, count(*) AS quotes
FROM {{ source('copydesk', 'quotes') }}
JOIN {{ source('copydesk', 'articles') }} USING (article_id)
WHERE is_current AND speaker_name IS NOT NULL
GROUP BY speaker_name
"""
MODEL_TESTS = """
models:
  - name: quotes_by_speaker
    columns:
      - name: speaker_name
        data_tests: [not_null, unique]
"""


@pytest.fixture
def project(home: Path, copydesk: Copydesk, tmp_path: Path) -> Path:
    (tmp_path / "models").mkdir()
    (tmp_path / "dbt_project.yml").write_text(PROJECT)
    (tmp_path / "profiles.yml").write_text(PROFILE % home)
    (tmp_path / "models/quotes_by_speaker.sql").write_text(MODEL)
    (tmp_path / "models/quotes_by_speaker.yml").write_text(MODEL_TESTS)
    source = copydesk("schema", "--format", "dbt")
    assert source.code == 0, source.err
    (tmp_path / "models/copydesk.yml").write_text(source.out)
    return tmp_path


def test_a_project_is_built_on_the_source(project: Path, ask: Ask) -> None:
    done = subprocess.run(
        [DBT, "--warn-error", "build", "--profiles-dir", ".", "--no-send-anonymous-usage-stats"],
        cwd=project, capture_output=True, text=True, timeout=240, check=False, env=os.environ | {"DO_NOT_TRACK": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    results = json.loads((project / "target/run_results.json").read_text())["results"]
    assert {result["status"] for result in results} == {"pass", "success"}
    tests = [result["unique_id"] for result in results if result["status"] == "pass"]
    assert len(tests) > 10 * len(TABLES)
    for kind in ("not_null", "accepted_values", "relationships", "unique"):
        assert any(f".source_{kind}_copydesk_" in name for name in tests), kind
    with duckdb.connect(str(project / "newsroom.duckdb"), read_only=True) as connection:
        built = connection.sql("FROM quotes_by_speaker ORDER BY ALL").fetchall()
    assert built == ask("SELECT speaker_name, quotes FROM speakers ORDER BY ALL")
