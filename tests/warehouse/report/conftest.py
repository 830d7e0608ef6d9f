"""A home with something of everything, and its report."""

from __future__ import annotations

import json

import pytest

from warehouse.home import Home

from .homes import START, HomeBuilder

EARLIER, LAST = "20261030T060000.000000Z", "20261101T101000.123456Z"


@pytest.fixture(scope="session")
def full_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two runs; the last accepted 6 articles, quarantined 2, rejected 3 and skipped 4."""
    builder = HomeBuilder(tmp_path_factory.mktemp("full") / "home")
    builder.run(EARLIER, -2, accepted=2)
    builder.articles(EARLIER, [101, 102], byline="By Ada Wren")
    wire = {"seen": 8, "accepted": 6, "quarantined": 0, "rejected": 0, "skipped": 2}
    dump = {"seen": 7, "accepted": 0, "quarantined": 2, "rejected": 3, "skipped": 2}
    builder.run(
        LAST, 0, "completed_with_losses", accepted=6, quarantined=2, rejected=3, skipped=4,
        sources=["news/wire", "dump"], by_source=json.dumps({"news/wire": wire, "dump": dump}),
        by_reason=json.dumps({"duplicate_record": 2, "failed_expectation": 2, "invalid_json": 3, "unchanged": 2}),
        files_seen=9, files_unchanged=2,
    )  # fmt: skip
    builder.articles(LAST, range(3), byline="By Ada Wren", in_language="en", date_published=START)
    builder.articles(LAST, range(3, 5), byline="", authors=["Ada Wren"], in_language="de", extra="{}")
    builder.articles(LAST, [5], byline=None, extra='{"deck": "a"}', date_published_basis="stated")
    builder.quarantine(LAST, [50, 51], ["body_is_given", "headline_is_a_sentence"])
    builder.reject(LAST, [9, 10, 200], "invalid_json")
    for batch, failed in (("1.0", 2), ("1.1", 0), ("2.0", 1)):
        builder.judge(
            LAST, "body_is_given", "critical", not failed, batch=batch, column="body_length", element_count=4,
            unexpected_count=failed, unexpected_percent=failed * 25.0,
        )  # fmt: skip
    builder.judge(LAST, "headline_is_a_sentence", "warning", False, element_count=12, unexpected_count=2)
    builder.judge(LAST, "byline_share", "warning", False, suite="batch", observed="0.51")
    builder.judge(LAST, "dates_agree", "critical", True, element_count=12, unexpected_count=0)
    builder.judge(LAST, "some_accepted", "critical", True, batch="run", suite="run")
    builder.insert("quotes", [
        {"article_id": f"{article:032x}", "position": position, "text": "open", "kind": "direct", "body_start": 0,
         "body_end": 4, "run_id": LAST}
        for article, position in ((0, 0), (0, 1), (1, 0))
    ])  # fmt: skip
    builder.insert("raw_files", [
        {"path": "dump/archive.jsonl", "source": "dump", "bytes": 9, "modified_ns": 1, "format": "jsonl", "seen": 5,
         "accepted": 0, "quarantined": 2, "rejected": 3, "skipped": 0, "run_id": LAST}
    ])  # fmt: skip
    return builder.publish()
