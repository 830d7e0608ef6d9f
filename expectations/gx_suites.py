"""Our suites in Great Expectations' own JSON, for whoever runs them in a notebook, a Checkpoint or elsewhere.

Importing this module imports Great Expectations.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from expectations.catalogue import by_suite
from expectations.plan import gx_expectation
from expectations.policy.model import DEFAULT, Policy
from expectations.policy.variants import resolved
from expectations.quick_import import quick_import
from expectations.spec import Expectation

with quick_import():
    from great_expectations.core.expectation_suite import ExpectationSuite
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration


def configuration(expectation: Expectation) -> ExpectationConfiguration:
    """How Great Expectations writes an expectation down, with what it asks and why in our words."""
    found: ExpectationConfiguration = gx_expectation(expectation).configuration
    found.description = expectation.description
    found.meta = {"name": expectation.name, "question": expectation.question}
    return found


def suite_json(name: str, expectations: Iterable[Expectation]) -> dict[str, Any]:
    """A suite as `ExpectationSuite(**json)` reads it. `meta.table`: what rows it is about."""
    suite = ExpectationSuite(name=name, expectations=[configuration(e) for e in expectations], meta={"table": name})
    found: dict[str, Any] = suite.to_json_dict()
    return found


def export_suites(folder: Path, policy: Policy = DEFAULT) -> list[Path]:
    """Write every suite, as the policy has it for all articles, to FOLDER/SUITE.json."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, expectations in by_suite(resolved(policy)).items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(suite_json(name, expectations), indent=2, ensure_ascii=False) + "\n", "utf-8")
        written.append(path)
    return written
