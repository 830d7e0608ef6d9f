"""A home that has been in use for a month: the examples, taken in today, and 31 runs before them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree

import duckdb

from tests.conftest import EXAMPLES
from warehouse.home import Home

RUNS_BEFORE = 31
RUN_ID = "%Y%m%dT%H%M%S.%fZ"
PATHS = (
    ("articles", "source_path"), ("quarantined_articles", "source_path"), ("records", "path"), ("rejections", "path"),
    ("raw_files", "path"), ("raw_files", "source"),
)  # fmt: skip
_BY_CHANCE = "CAST(hash(article_id || '{}') % 100 AS INT)"
_RUN = """
    INSERT INTO runs SELECT * REPLACE (
      $run AS run_id, started_at - to_days($day) AS started_at, finished_at - to_days($day) AS finished_at,
      CASE WHEN $rejected + $quarantined > 0 THEN 'completed_with_losses' ELSE 'completed' END AS status,
      $accepted + $rejected + $quarantined AS seen, $accepted AS accepted, $quarantined AS quarantined,
      $rejected AS rejected, 0 AS skipped, $reasons AS by_reason, NULL AS by_source
    ) FROM runs WHERE run_id = $last
"""
_ARTICLES = f"""
    INSERT INTO articles SELECT * REPLACE (
      md5(article_id || $day) AS article_id, md5(work_id || $day) AS work_id, $run AS run_id,
      ingested_at - to_days($day) AS ingested_at,
      ingested_at - to_days($day) - to_minutes(20 + {_BY_CHANCE.format("lag")} * (1 + $day % 5)) AS date_published,
      coalesce(byline, CASE WHEN {_BY_CHANCE.format("byline")} < 82 THEN 'By Ada Wren' END) AS byline,
      coalesce(in_language, 'en') AS in_language
    ) FROM articles WHERE run_id = $last AND hash(article_id || $day) % 100 < $share
"""
_RESULTS = """
    INSERT INTO expectation_results SELECT * REPLACE (
      $run AS run_id, success OR hash(expectation || $day) % 3 > 0 OR severity = 'critical' AS success
    ) FROM expectation_results WHERE run_id = $last
"""
_FRESH = """
    UPDATE articles SET date_published = ingested_at - to_minutes(30 + CAST(hash(article_id) % 400 AS INT))
    WHERE run_id = $last AND date_published IS NOT NULL AND article_id NOT IN (SELECT article_id FROM embeds)
"""
_DRIFT = """
    INSERT INTO source_measurements BY NAME SELECT publisher, source_format, 'fill_rate' AS measure, 'byline' AS field,
      0.0 AS value, count(*) AS records, 0.82 AS usual, 0.6 AS low, 1.0 AS high, 30 AS runs_known, true AS is_breach,
      'byline filled on 0 % of ' || publisher || '''s articles, usually 82 %' AS message, $last AS run_id
    FROM articles WHERE run_id = $last AND publisher IS NOT NULL GROUP BY ALL
    HAVING count(*) > 1 AND count(byline) = 0
"""


def showcase(ingested: Path, root: Path) -> Home:
    """A copy, at `root`, of a home that one run took the examples into; with a month of runs before that run."""
    copytree(ingested, root, symlinks=True)
    home = Home(root)
    with duckdb.connect(str(home.warehouse.resolve())) as connection:
        last = str(connection.execute("SELECT max(run_id) FROM runs").fetchall()[0][0])
        _shorten(connection)
        for day in range(RUNS_BEFORE, 0, -1):
            _plant(connection, last, day)
        connection.execute(_FRESH, {"last": last})
        connection.execute(_DRIFT, {"last": last})
    return home


def _shorten(connection: duckdb.DuckDBPyConnection) -> None:
    """Where the examples lie on this machine is of no interest to who looks at a screenshot."""
    for table, column in PATHS:
        connection.execute(f"UPDATE {table} SET {column} = replace({column}, ?, 'examples')", [str(EXAMPLES)])
    connection.execute("UPDATE runs SET sources = ['examples'], by_source = replace(by_source::VARCHAR, ?, 'examples')",
                       [str(EXAMPLES)])  # fmt: skip


def _plant(connection: duckdb.DuckDBPyConnection, last: str, day: int) -> None:
    """A run `day` days before the last one, with a part of its articles."""
    run = (datetime.strptime(last, RUN_ID) - timedelta(days=day)).strftime(RUN_ID)
    given = {"run": run, "last": last, "day": day}
    connection.execute(_ARTICLES, {**given, "share": 96 - (day * 7) % 23 - (25 if day % 7 == 0 else 0)})
    accepted = connection.execute("SELECT count(*) FROM articles WHERE run_id = ?", [run]).fetchall()[0][0]
    rejected, quarantined = day % 4, day % 5 // 2
    reasons = {"failed_expectation": quarantined, "invalid_json": rejected}
    counts = {"accepted": accepted, "rejected": rejected, "quarantined": quarantined, "reasons": json.dumps(reasons)}
    connection.execute(_RUN, given | counts)
    connection.execute(_RESULTS, given)
