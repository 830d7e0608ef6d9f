"""Great Expectations' Data Docs of a run's results: pages of figures, without any value of an article's.

Data Docs put values into pages unescaped, where script that stands in an article would run: so they are given none.
Importing this module imports Great Expectations.
"""

from __future__ import annotations

import html
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from expectations.gx_results import ResultRow, run_time, suite_results, summed
from expectations.policy.model import DEFAULT, Policy
from expectations.quick_import import quick_import

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # read by Great Expectations when it is imported

with quick_import():
    import great_expectations as gx
    from great_expectations.core.run_identifier import RunIdentifier
    from great_expectations.data_context.types.resource_identifiers import (
        ExpectationSuiteIdentifier,
        ValidationResultIdentifier,
    )

SITE = "copydesk"


def build(rows: Iterable[ResultRow], folder: Path, policy: Policy = DEFAULT) -> Path:
    """Build the pages of a run's results, batches added up, and return the first one. The folder is for them alone."""
    folder.mkdir(parents=True, exist_ok=True)
    context = gx.get_context(mode="ephemeral")
    site: Any = {
        "class_name": "SiteBuilder",
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.absolute())},
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        "show_how_to_buttons": False,
    }
    context.add_data_docs_site(SITE, site)
    for result in suite_results(map(_escaped, summed(rows)), None, policy):
        key = ValidationResultIdentifier(
            expectation_suite_identifier=ExpectationSuiteIdentifier(name=result.suite),
            run_id=RunIdentifier(run_name=result.run_id, run_time=run_time(result.run_id)),
            batch_identifier=result.batch,
        )
        context.validation_results_store.set(key, result.found)
    context.build_data_docs(site_names=[SITE])
    return folder / "index.html"


def _escaped(row: ResultRow) -> ResultRow:
    """Descriptions are ours, or the user's; theirs may hold what a page would obey."""
    return {**row, "description": html.escape(str(row["description"]), quote=False)}
