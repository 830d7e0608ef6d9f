"""Articles that are not new to the world: reprints, versions of works, and what agencies withdrew."""

from __future__ import annotations

from typing import Any

from schemas.ddl import literal
from warehouse.report.facts.asked import Asked

SHOWN = 20
HEADLINE = 200  # characters
_MEMBERS = "reprints SEMI JOIN (SELECT article_id FROM articles WHERE run_id = {run}) USING (article_id)"


def version_facts(asked: Asked, run_id: str) -> dict[str, Any]:
    """`reprints`: articles of the run in groups, the groups, those that are wire copy; `largest_reprints`: groups with
    the run's articles in them, the largest first. `revisions`: the run's articles by what they are to their work;
    `withdrawals`: notices of agencies."""
    run = literal(run_id)
    members = _MEMBERS.format(run=run)
    return {
        "reprints": asked.row(
            "reprints",
            "SELECT count(*) AS articles, count(DISTINCT group_id) AS groups,\n"
            "  count(origin_agency) AS wire, count(*) FILTER (NOT is_earliest) AS copies\n"
            f"FROM {members}",
        ),
        "largest_reprints": asked.rows(
            "largest_reprints",
            f"""
            WITH of_run AS (
              SELECT group_id, count(*) AS here FROM {members}
              GROUP BY group_id
            )
            SELECT group_id, any_value(here) AS here, count(*) AS articles,
              count(DISTINCT publisher) AS publishers, max(origin_agency) AS agency,
              left(any_value(headline) FILTER (is_earliest), {HEADLINE}) AS headline
            FROM reprints JOIN of_run USING (group_id) JOIN articles USING (article_id)
            GROUP BY group_id ORDER BY here DESC, articles DESC, group_id LIMIT {SHOWN}
            """,
        ),
        "revisions": asked.row(
            "revisions",
            "SELECT count(*) FILTER (version > 1) AS later, count(*) FILTER (is_current) AS current,\n"
            "  count(*) FILTER (NOT is_current) AS not_current\n"
            f"FROM articles WHERE run_id = {run}",
        ),
        "withdrawals": asked.rows(
            "withdrawals",
            f"SELECT left(uri, {HEADLINE}) AS uri, left(message, {HEADLINE}) AS message,\n"
            f"  left(path, {HEADLINE}) AS path,\n"
            "  (SELECT count(*) FROM articles WHERE articles.work_id = withdrawals.work_id) AS articles\n"
            f"FROM withdrawals WHERE run_id = {run} ORDER BY uri, path, record_locator LIMIT {SHOWN}",
        ),
        "withdrawals_found": asked.value(
            "withdrawals_found", f"SELECT count(*) AS notices FROM withdrawals WHERE run_id = {run}"
        ),
    }
