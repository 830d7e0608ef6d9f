"""Verify: is everything there, whole, and in agreement?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from schemas.registry import ARTICLE_CHILDREN, TABLES
from schemas.vocabularies import OUTCOMES
from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.manifest import Manifest, Part, read_manifest


class Finding(NamedTuple):
    """One thing that is wrong."""

    check: str
    subject: str
    problem: str


SUMS = " + ".join(OUTCOMES)

# each query returns the rows that contradict the rule: (subject, problem)
RULES = {
    "run adds up": f"SELECT run_id, 'seen ' || seen || ', but the outcomes add up to ' || ({SUMS}) "
    f"FROM runs WHERE seen <> {SUMS}",
    "file adds up": f"SELECT path, 'seen ' || seen || ', but the outcomes add up to ' || ({SUMS}) "
    f"FROM raw_files WHERE seen <> {SUMS}",
    "run equals its files": "SELECT run_id, 'run says ' || r.seen || ', its files and unchanged files ' || "
    "(coalesce(f.seen, 0) + r.files_unchanged) FROM runs r LEFT JOIN (SELECT run_id, sum(seen) AS seen FROM raw_files "
    "GROUP BY run_id) f USING (run_id) WHERE r.status <> 'interrupted' "
    "AND r.seen <> coalesce(f.seen, 0) + r.files_unchanged",
    "file equals its records": "SELECT path, 'file says ' || f.seen || ', records are ' || coalesce(n, 0) "
    "FROM raw_files f LEFT JOIN (SELECT run_id, path, count(*) AS n FROM records GROUP BY ALL) USING (run_id, path) "
    "WHERE f.seen <> coalesce(n, 0)",
    "accepted records are articles": "SELECT path || ' ' || record_locator, 'no row in articles' FROM records "
    "WHERE outcome = 'accepted' AND article_id NOT IN (SELECT article_id FROM articles)",
    "quarantined records are kept": "SELECT path || ' ' || record_locator, 'no row in quarantined_articles' FROM "
    "records WHERE outcome = 'quarantined' AND article_id NOT IN (SELECT article_id FROM quarantined_articles)",
    "rejected records are kept": "SELECT path || ' ' || record_locator, 'no row in rejections' FROM records "
    "ANTI JOIN rejections USING (run_id, path, record_locator) WHERE outcome = 'rejected'",
    "articles come from records": "SELECT article_id, 'no accepted record' FROM articles WHERE article_id NOT IN "
    "(SELECT article_id FROM records WHERE outcome = 'accepted')",
    "every outcome has its reason": "SELECT path || ' ' || record_locator, outcome || ' without a reason' FROM records "
    "WHERE outcome <> 'accepted' AND reason_code IS NULL",
    "keys are unique": " UNION ALL ".join(
        f"SELECT '{t.name} ' || article_id, count(*) || ' rows at position ' || position FROM {t.name} "
        "GROUP BY article_id, position HAVING count(*) > 1"
        for t in ARTICLE_CHILDREN
    ),
    "quotes stand in the body": "SELECT article_id, 'quote ' || position || ' is not at its place' FROM quotes JOIN "
    "articles USING (article_id) WHERE article_body[body_start + 1 : body_end] <> quotes.text",
}


def _parts(home: Home, manifest: Manifest) -> Iterator[Finding]:
    for part in manifest.parts:
        path = home.root / part.path
        if not path.exists():
            yield Finding("part is there", part.path, "the file is missing")
        elif problem := _damage(home, part):
            yield Finding("part is whole", part.path, problem)


def _damage(home: Home, part: Part) -> str | None:
    with (home.root / part.path).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return None if digest == part.sha256 else f"its sha256 is {digest}, the manifest says {part.sha256}"


def verify(home: Home) -> list[Finding]:
    """Everything that is wrong in the home; an empty list if nothing is. NoWarehouseError if it is empty."""
    manifest = read_manifest(home)
    findings = list(_parts(home, manifest))
    in_parts: dict[str, int] = {}
    for part in manifest.parts:
        in_parts[part.table] = in_parts.get(part.table, 0) + part.rows
    with open_snapshot(home) as connection:
        for name in TABLES:
            found = connection.execute(f'SELECT count(*) FROM "{name}"').fetchall()[0][0]
            if found != in_parts.get(name, 0):
                problem = f"DuckDB has {found} rows, the Parquet parts {in_parts.get(name, 0)}"
                findings.append(Finding("table equals its parts", name, problem))
        for check, sql in RULES.items():
            findings += [Finding(check, subject, problem) for subject, problem in connection.execute(sql).fetchall()]
    return findings
