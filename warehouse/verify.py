"""Verify: is everything there, whole, and in agreement?"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import duckdb

from schemas.registry import TABLES
from schemas.vocabularies import OUTCOMES
from warehouse.agreement import damaged, disagreements
from warehouse.database import no_warehouse
from warehouse.home import Home
from warehouse.manifest import Part, read_manifest
from warehouse.remote.mirror import local_file

# what DuckDB raises on a file that is cut, garbled, or whose checksums do not hold
DAMAGE = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException, duckdb.FatalException,
          duckdb.CatalogException, duckdb.BinderException)  # fmt: skip


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
        f"SELECT concat_ws(' ', '{t.name}', {key}), count(*) || ' rows' "
        f"FROM {t.name} GROUP BY {key} HAVING count(*) > 1"
        for t in TABLES.values()
        if not t.indexed or t.parent
        for key in [", ".join(t.primary_key)]
    ),
    "quotes stand in the body": "SELECT article_id, 'quote ' || position || ' is not at its place' FROM quotes JOIN "
    "articles USING (article_id) WHERE article_body[body_start + 1 : body_end] <> quotes.text",
}


def verify(home: Home) -> list[Finding]:
    """Everything that is wrong in the home; an empty list if nothing is. NoWarehouseError if it is empty.

    Reads every byte: the parts' for their sha256, and DuckDB's rows beside the parts' rows.
    """
    manifest = read_manifest(home)
    bad = damaged(home, manifest.parts)
    findings = [_of_part(home, part) for part in bad]
    if manifest.snapshot is None:
        raise no_warehouse(home)
    snapshot = home.root / manifest.snapshot
    if not home.warehouse.is_symlink() or home.warehouse.resolve() != snapshot.resolve():
        findings.append(Finding("symlink is right", home.warehouse.name, f"it does not lead to {manifest.snapshot}"))
    if not snapshot.exists():
        return [*findings, Finding("snapshot is there", manifest.snapshot, "the file is missing")]
    try:
        with duckdb.connect(str(snapshot.resolve()), read_only=True) as connection:
            for name, problem in disagreements(home, manifest, connection, bad):
                findings.append(Finding("table equals its parts", name, problem))
            for check, sql in RULES.items():
                found = connection.execute(sql).fetchall()
                findings += [Finding(check, subject, problem) for subject, problem in found]
    except DAMAGE as error:
        findings.append(Finding("snapshot is whole", manifest.snapshot, str(error).split("\n")[0]))
    return findings


def _of_part(home: Home, part: Part) -> Finding:
    path = local_file(home, part.path)
    if not path.exists():
        return Finding("part is there", part.path, "the file is missing")
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Finding("part is whole", part.path, f"its sha256 is {digest}, the manifest says {part.sha256}")
