"""Rendering: the facts of a run, or of a home, as a page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from schemas.reasons import REASONS, Reason
from schemas.vocabularies import OUTCOMES, SEVERITIES
from warehouse.report.commands import Commands
from warehouse.report.facts.filled import FIELDS, FOLLOWED
from warehouse.report.figures import Figures
from warehouse.report.page.charts import Line, columns, line, stacked
from warehouse.report.page.environment import environment, policy, style

UNKNOWN = "unknown"  # outcome of a reason code that this version does not know
MOST_BYTES = 1_900_000
RECORDS = (1000, 200, 50, 0)  # failing records on a page: all that there are, else fewer
STYLES, SCRIPT = ("tokens.css", "style.css"), "script.js"


def render_run(facts: dict[str, Any]) -> str:
    """The page of a run, of at most 2 MB: the longer texts from outside are, the fewer failing records it shows."""
    known = _shared(facts) | {
        "commands": Commands(facts["run_id"], facts["home"]),
        "reasons": _reasons(facts["by_reason"]),
        "places": {row["expectation"]: place for place, row in enumerate(facts["failed_expectations"])},
        "bar": stacked(facts["counts"]),
    }
    template = environment().get_template("run.html.j2")
    page = ""
    for most in RECORDS:
        page = template.render(**known, records=_by(facts["failing_records"][:most], "expectation"))
        if len(page.encode()) <= MOST_BYTES:
            break
    return page


def render_index(facts: dict[str, Any], pages: Collection[str] = ()) -> str:
    """The page of a home. Of its runs, those among `pages` are links."""
    judged = facts["judged_id"] if facts["last"] else ""
    return environment().get_template("index.html.j2").render(
        **_shared(facts), commands=Commands(judged, facts["home"]), pages=pages
    )  # fmt: skip


def _shared(facts: dict[str, Any]) -> dict[str, Any]:
    sheet, script = style(*STYLES), style(SCRIPT)
    return {
        "facts": facts,
        "figures": Figures(facts),
        "style": sheet,
        "script": script,
        "policy": policy(sheet, script),
        "outcomes": OUTCOMES,
        "severities": SEVERITIES,
        "fields": FIELDS,
        "followed": FOLLOWED,
        "columns": columns([run["counts"] for run in facts["trend"]]),
        "lines": _lines(facts["trend"]),
        "publishers": _by(facts.get("failing_publishers", ()), "expectation"),
    }


def _lines(trend: Sequence[Mapping[str, Any]]) -> dict[str, Line]:
    """The lines of the trend: `pass_rate`, `lag_p50`, `lag_p95`, and a field's fill rate under its name."""
    slowest = max((run["lag_p95"] for run in trend if run["lag_p95"] is not None), default=0)
    found = {name: line([run[name] for run in trend], slowest) for name in ("lag_p50", "lag_p95")}
    found["pass_rate"] = line([run["pass_rate"] for run in trend], 1)
    for name in FOLLOWED:
        found[name] = line([run["fill"][name] if run["fill"] else None for run in trend], 1)
    return found


def _by(rows: Sequence[Mapping[str, Any]], key: str) -> dict[str, list[tuple[int, Mapping[str, Any]]]]:
    """The rows, each with its place among all, by the value of a column."""
    ordered = sorted(enumerate(rows), key=lambda pair: (str(pair[1][key]), pair[0]))
    return {name: list(own) for name, own in groupby(ordered, lambda pair: itemgetter(key)(pair[1]))}


def _reasons(counts: dict[str, int]) -> dict[str, Reason]:
    """The reasons that occurred: losses before what was skipped, the most frequent first."""
    outcomes = (*OUTCOMES, UNKNOWN)
    found = {code: _reason(code) for code in counts}
    return dict(sorted(found.items(), key=lambda item: (outcomes.index(item[1].outcome), -counts[item[0]], item[0])))


def _reason(code: str) -> Reason:
    """What a reason code means; one that a newer version wrote is shown all the same."""
    unknown = Reason(
        code, UNKNOWN, "This version of Copydesk does not know the code.", "Use the version that wrote it."
    )
    return REASONS.get(code, unknown)
