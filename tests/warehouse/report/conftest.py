"""A home with something of everything, and its report."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from warehouse.home import Home

from .homes import START, HomeBuilder, article_id

EARLIER, LAST = "20261030T060000.000000Z", "20261101T101000.123456Z"


@pytest.fixture(scope="session")
def full_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two runs; the last accepted 6 articles, quarantined 2, rejected 3 and skipped 4."""
    builder = HomeBuilder(tmp_path_factory.mktemp("full") / "home")
    builder.run(EARLIER, -2, accepted=2)
    builder.articles(EARLIER, [101, 102], byline="By Ada Wren", publisher="Ellery Post")
    builder.judge(EARLIER, "dates_agree", "critical", False, element_count=2, unexpected_count=1)
    builder.judge(EARLIER, "body_is_given", "critical", True, element_count=2, unexpected_count=0)
    builder.judge(EARLIER, "headline_is_a_sentence", "warning", False, element_count=2, unexpected_count=1)
    wire = {"seen": 8, "accepted": 6, "quarantined": 0, "rejected": 0, "skipped": 2}
    dump = {"seen": 7, "accepted": 0, "quarantined": 2, "rejected": 3, "skipped": 2}
    builder.run(
        LAST, 0, "completed_with_losses", accepted=6, quarantined=2, rejected=3, skipped=4,
        sources=["news/wire", "dump"], by_source=json.dumps({"news/wire": wire, "dump": dump}),
        by_reason=json.dumps({"duplicate_record": 2, "failed_expectation": 2, "invalid_json": 3, "unchanged": 2}),
        files_seen=9, files_unchanged=2,
    )  # fmt: skip
    builder.articles(
        LAST, range(3), byline="By Ada Wren", in_language="en", date_published=START - timedelta(hours=6),
        publisher="Harbour News", uri="https://harbour.example/1",
    )  # fmt: skip
    builder.articles(LAST, range(3, 5), byline="", authors=["Ada Wren"], in_language="de", extra="{}")
    builder.articles(
        LAST,
        [5],
        byline=None,
        extra='{"deck": "a"}',
        date_published_basis="stated",
        failed_expectations=["headline_is_a_sentence"],
    )
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
    sources_and_versions(builder)
    return builder.publish()


def sources_and_versions(builder: HomeBuilder) -> None:
    """What the last run measured of sources, the fields of its dump, its reprints, a kill, and one place in a text."""
    source = {"publisher": "Harbour News", "source_format": "html", "records": 40, "runs_known": 12, "run_id": LAST}
    usual = {"usual": 0.97, "low": 0.9, "high": 1.0}
    builder.insert("source_measurements", [
        source | {"measure": "volume", "field": "", "value": 40.0, "is_breach": False},
        source | usual | {"measure": "fill_rate", "field": "byline", "value": 0.03, "is_breach": True,
                          "message": "byline filled on 3 % of Harbour News's pages, usually 97 %"},
    ])  # fmt: skip
    builder.insert("source_fields", [
        {"dump": "dump/archive.jsonl", "source_format": "jsonl", "field": name, "types": ["text"], "records": 5,
         "of_records": 5, "change": change, "run_id": LAST}
        for name, change in (("deck", "new"), ("text", None))
    ])  # fmt: skip
    builder.insert("reprints", [
        {"group_id": article_id(0), "article_id": article_id(number), "similarity": 1.0, "method": "same_body",
         "is_earliest": number == 101, "origin_agency": "Northern Press", "run_id": LAST}
        for number in (101, 0, 1)
    ])  # fmt: skip
    builder.insert("withdrawals", [
        {"work_id": article_id(2), "uri": "urn:np:kill:2", "path": "news/kill.xml", "record_locator": "file",
         "message": "KILL: the bridge is not open", "run_id": LAST}
    ])  # fmt: skip
    builder.insert("blocks", [
        {"article_id": article_id(5), "position": 0, "kind": "headline", "text": "Site: Bridge 5 opens to traffic, say",
         "source_start": 10, "source_end": 47, "run_id": LAST}
    ])  # fmt: skip
    builder.insert("evidence", [
        {"article_id": article_id(5), "position": 0, "field": "headline", "value": "Bridge 5 opens to traffic",
         "method": "block:first_line", "source_start": 16, "source_end": 41, "run_id": LAST}
    ])  # fmt: skip
