"""What validation said, in Great Expectations' own JSON: figures and ids of articles, never their text.

Importing this module imports Great Expectations.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from expectations.gx_suites import configuration
from expectations.policy.model import DEFAULT, Policy
from expectations.policy.variants import all_templates, resolved
from expectations.quick_import import quick_import
from expectations.spec import RUN, Expectation

with quick_import():
    from great_expectations import __version__ as GX_VERSION  # noqa: N812  # a constant
    from great_expectations.core.expectation_validation_result import (
        ExpectationSuiteValidationResult,
        ExpectationValidationResult,
    )
    from great_expectations.core.run_identifier import RunIdentifier
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
    from great_expectations.expectations.metadata_types import FailureSeverity

ResultRow = Mapping[str, Any]  # a row of `expectation_results`
WHOLE_RUN = "all"  # the batch that the figures of all batches together are said to be of
_NO_EXCEPTION = {"raised_exception": False, "exception_traceback": None, "exception_message": None}


class SuiteResult(NamedTuple):
    """What one suite said of one batch, or of those of its articles that one rule of the policy picks out."""

    run_id: str
    batch: str
    suite: str
    scope: str
    found: ExpectationSuiteValidationResult

    def as_json(self) -> dict[str, Any]:
        return dict(self.found.to_json_dict())  # type: ignore[no-untyped-call]


def suite_results(
    rows: Iterable[ResultRow], failing: Mapping[str, Sequence[str]] | None = None, policy: Policy = DEFAULT
) -> list[SuiteResult]:
    """One result for each suite, batch and scope that the rows are of.

    `failing`: for an expectation's name, the ids of the articles that fail it. What the policy no longer has is left
    out, for Great Expectations would not know what it asked.
    """
    known = _known(policy)
    groups: dict[tuple[str, str, str, str], list[ResultRow]] = {}
    for row in rows:
        if row["expectation"] in known:
            groups.setdefault((row["run_id"], row["batch"], row["suite"], row["scope"]), []).append(row)
    return [SuiteResult(*key, _suite_result(key, own, known, failing or {})) for key, own in groups.items()]


def summed(rows: Iterable[ResultRow]) -> list[ResultRow]:
    """The rows of a run's batches and scopes added up: one for each expectation.

    What is observed of one batch (a mean, a median) cannot be added up, and is kept only where there was one.
    """
    groups: dict[tuple[str, str], list[ResultRow]] = {}
    for row in rows:
        groups.setdefault((row["suite"], row["expectation"]), []).append(row)
    return [_sum(own) for own in groups.values()]


def write_results(
    folder: Path,
    rows: Iterable[ResultRow],
    failing: Mapping[str, Sequence[str]] | None = None,
    policy: Policy = DEFAULT,
) -> list[Path]:
    """Write a run's results: FOLDER/SUITE.json for the run as a whole, with ids, FOLDER/batches/… for each batch."""
    rows = list(rows)
    whole = suite_results(summed(rows), failing, policy)
    written = [_write(folder / f"{result.suite}.json", result) for result in whole]
    scopes = {scope: place for place, scope in enumerate(sorted({row["scope"] for row in rows}))}
    for result in suite_results(rows, None, policy):
        part = f".{scopes[result.scope]}" if result.scope else ""
        written.append(_write(folder / "batches" / f"{result.batch}.{result.suite}{part}.json", result))
    return written


def _write(path: Path, result: SuiteResult) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result.as_json(), indent=2, ensure_ascii=False) + "\n", "utf-8")
    return path


def _known(policy: Policy) -> dict[str, Expectation]:
    """Every expectation by name: as the policy has it, else (switched off by now) as it comes."""
    bare = {e.name: e for e in (*all_templates(policy), *resolved(DEFAULT)) if not e.check.bounds or e.check.arguments}
    return bare | {e.name: e for e in resolved(policy)}


def _sum(rows: Sequence[ResultRow]) -> ResultRow:
    elements = sum(row["element_count"] or 0 for row in rows)
    counts = [row["unexpected_count"] for row in rows if row["unexpected_count"] is not None]
    failed = [row for row in rows if not row["success"]] or rows
    grade = ("critical", "warning", "info")
    return {
        **rows[0],
        "batch": RUN if rows[0]["batch"] == RUN else WHOLE_RUN,
        "scope": "",
        "severity": min((row["severity"] for row in failed), key=grade.index),
        "success": all(row["success"] for row in rows),
        "element_count": elements,
        "unexpected_count": sum(counts) if counts else None,
        "unexpected_percent": 100 * sum(counts) / elements if counts and elements else None,
        "observed": rows[0]["observed"] if len(rows) == 1 else None,
    }


def _suite_result(
    key: tuple[str, str, str, str],
    rows: Sequence[ResultRow],
    known: Mapping[str, Expectation],
    failing: Mapping[str, Sequence[str]],
) -> ExpectationSuiteValidationResult:
    run_id, batch, suite, scope = key
    results = [_result(row, known[row["expectation"]], failing.get(row["expectation"], ())) for row in rows]
    good = sum(bool(result.success) for result in results)
    return ExpectationSuiteValidationResult(
        success=good == len(results),
        results=results,
        suite_name=suite,
        statistics={
            "evaluated_expectations": len(results),
            "successful_expectations": good,
            "unsuccessful_expectations": len(results) - good,
            "success_percent": 100 * good / len(results),
        },
        meta={
            "great_expectations_version": GX_VERSION,
            "run_id": RunIdentifier(run_name=run_id, run_time=run_time(run_id)),
            "active_batch_definition": {
                "datasource_name": "copydesk",
                "data_connector_name": "copydesk",
                "data_asset_name": suite,
                "batch_identifiers": {"batch": batch, "scope": scope},
            },
        },
        batch_id=batch,
    )  # fmt: skip


def run_time(run_id: str) -> datetime:
    """When a run began: its id says so."""
    try:
        return datetime.strptime(run_id, "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)


def _result(row: ResultRow, expectation: Expectation, failing: Sequence[str]) -> ExpectationValidationResult:
    asked: ExpectationConfiguration = configuration(expectation)
    asked.description, asked.severity = row["description"], FailureSeverity(row["severity"])
    figures = {key: row[key] for key in ("element_count", "unexpected_count", "unexpected_percent")}
    found = {key: value for key, value in figures.items() if value is not None}
    if (observed := number(row["observed"])) is not None:
        found["observed_value"] = observed
    if failing and expectation.is_row_level:
        found["unexpected_index_column_names"] = ["article_id"]
        found["unexpected_index_list"] = [{"article_id": article_id} for article_id in failing]
    return ExpectationValidationResult(
        success=bool(row["success"]), expectation_config=asked, result=found, meta={}, exception_info=_NO_EXCEPTION
    )


def number(observed: str | None) -> float | bool | None:
    """What was observed, if it is a figure: anything else may be text of articles."""
    try:
        value = json.loads(observed) if observed else None
    except ValueError:
        return None
    return value if isinstance(value, int | float) and math.isfinite(value) else None
