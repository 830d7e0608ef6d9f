"""What the warehouse says of one article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.report.article.articles import BODY, CHILDREN, RUN, facts_of, full_rows, home_with
from tests.warehouse.report.homes import SHA, START, HomeBuilder, article_id
from tests.warehouse.report.markup import fact
from warehouse.home import Home
from warehouse.query import QueryError
from warehouse.report.article.facts import article_facts
from warehouse.report.article.reading import Reading, with_reading
from warehouse.report.facts.asked import looked_up


def test_an_article_with_all_its_rows(article_home: Home) -> None:
    facts = article_facts(article_home, article_id(1))
    assert (facts["outcome"], facts["id"], facts["status"]) == ("accepted", article_id(1), None)
    assert facts["fields"]["article_body"] == BODY
    assert facts["fields"]["date_published"] == "2026-11-01T10:10:00+00:00"
    assert {name: len(rows) for name, rows in facts["children"].items()} == {n: len(r) for n, r in CHILDREN.items()}
    assert facts["children"]["quotes"][1]["speaker_name"] == "Otto Quill"
    assert facts["run"]["run_id"] == RUN
    json.dumps(facts)


def test_every_number_is_that_of_its_query(article_home: Home) -> None:
    facts = article_facts(article_home, article_id(1))
    with duckdb.connect(str(article_home.warehouse), read_only=True) as connection:
        for name, count in facts["counts"].items():
            assert looked_up(connection, facts["queries"], f"counts.{name}") == count, name
        for name in ("fields.word_count", "children.evidence.0.confidence", "versions.0.version"):
            assert looked_up(connection, facts["queries"], name) == fact(facts, name)


def test_an_id_may_be_cut_short_or_that_of_the_record(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path / "home").run(RUN, accepted=2, rejected=1)
    ids = ["ab" * 16, "abcd" * 8]
    for number, own in enumerate(ids):
        builder.articles(RUN, [number], article_id=own, work_id=own)
    home = builder.reject(RUN, [7], "invalid_json", record_sha256="f" * 64).publish()
    assert article_facts(home, "abab")["id"] == ids[0]
    assert article_facts(home, "ABCD ")["id"] == ids[1]
    assert article_facts(home, ids[0] + "0" * 32)["id"] == ids[0]
    assert article_facts(home, "ff")["rejection"]["reason_code"] == "invalid_json"
    with pytest.raises(QueryError, match="several ids start with 'ab':\n  abababababababab  Bridge 0 opens"):
        article_facts(home, "ab")
    with pytest.raises(QueryError, match="no article and no rejected record has an id that starts with '77'"):
        article_facts(home, "77")
    for wrong in ("", "  ", "xyz", "a" * 65, "' OR 1=1 --", "%"):
        with pytest.raises(QueryError, match="is no id"):
            article_facts(home, wrong)


def test_a_released_article_is_an_accepted_one(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path / "home").run(RUN, accepted=1)
    builder.articles(RUN, [1], failed_expectations=["date_is_known"])
    builder.quarantine(RUN, [1], ["date_is_known"])
    builder.judge(RUN, "date_is_known", "critical", False)
    facts = article_facts(builder.publish(), article_id(1))
    assert facts["outcome"] == "accepted"
    [failed] = facts["failed"]
    assert (failed["severity"], failed["description"]) == ("critical", "Holds: date_is_known.")


def test_versions_reprints_changes_and_withdrawals(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path / "home").run(RUN, accepted=3)
    builder.articles(RUN, [1], work_id=article_id(9), version=1, is_current=False)
    builder.articles(RUN, [2], work_id=article_id(9), version=2)
    builder.articles(RUN, [3], publisher="Harbour News")
    group = {"group_id": "g", "method": "same_body", "run_id": RUN, "similarity": 1.0}
    builder.insert("reprints", [{**group, "article_id": article_id(1), "is_earliest": True},
                                {**group, "article_id": article_id(3), "is_earliest": False}])  # fmt: skip
    builder.insert("field_changes", [{"article_id": article_id(1), "version": 1, "field": "byline", "change": "added",
                                      "new_value": "By Ada", "run_id": RUN}])  # fmt: skip
    builder.insert("withdrawals", [{"work_id": article_id(9), "uri": "urn:x", "path": "kill.xml", "message": "Kill it",
                                    "record_locator": "file", "run_id": RUN}])  # fmt: skip
    facts = article_facts(builder.publish(), article_id(1))
    assert [(row["version"], row["is_current"]) for row in facts["versions"]] == [(2, True), (1, False)]
    assert [row["publisher"] for row in facts["reprints"]] == [None, "Harbour News"]
    assert (facts["counts"]["versions"], facts["counts"]["reprints"]) == (2, 2)
    assert facts["changes"][0]["field"] == "byline"
    assert facts["withdrawals"][0]["message"] == "Kill it"


def test_every_meeting_with_the_record_and_every_decision(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path / "home").run(RUN, accepted=1, skipped=1)
    builder.quarantine(RUN, [1], ["date_is_known"])
    met = {"record_locator": "file", "raw_sha256": SHA, "record_sha256": "e" * 64, "article_id": article_id(1),
           "byte_offset": 0, "byte_length": 19, "run_id": RUN}  # fmt: skip
    copy = {"path": "copy.txt", "outcome": "skipped", "reason_code": "same_bytes"}
    builder.insert("records", [met | {"path": "news/0001.txt", "outcome": "quarantined"}, met | copy])
    builder.insert("quarantine_history", [{
        "record_sha256": "e" * 64, "path": "news/0001.txt", "record_locator": "file", "article_id": article_id(1),
        "action": "dismiss", "was": "quarantined", "became": "quarantined", "reasons": [], "actor": "ada",
        "acted_at": START, "note": "a joke", "run_id": RUN,
    }])  # fmt: skip
    facts = article_facts(builder.publish(), article_id(1))
    assert [row["outcome"] for row in facts["records"]] == ["skipped", "quarantined"]
    assert (facts["record"]["path"], facts["record"]["byte_length"]) == ("news/0001.txt", 19)
    assert facts["record"]["record_sha256"] == "e" * 64
    assert facts["history"][0]["note"] == "a joke"


def read(facts: dict[str, Any], **given: Any) -> dict[str, Any]:
    return with_reading(facts, Reading("0.2.0", **given))


def test_what_is_not_stored_of_a_quarantined_article_comes_from_reading_it_again(tmp_path: Path) -> None:
    home = home_with(tmp_path / "home", table="quarantined_articles", failed_expectations=["date_is_known"])
    facts = facts_of(home, Reading("0.2.0", children=full_rows()))
    assert facts["children"] == full_rows()
    assert facts["children_parser_version"] == "0.2.0"
    assert (facts["counts"]["quotes"], facts["counts"]["person"]) == (2, 1)
    assert facts["status"] == "open"


def test_offences_are_told_with_the_row_only_where_the_stored_row_is_the_same(facts: dict[str, Any]) -> None:
    facts["failed"] = [
        {"expectation": "quotes_are_short", "severity": "warning", "description": "D", "suite": "quotes"}
    ]
    own = {
        "severity": "warning",
        "description": "D",
        "question": "Is it?",
        "found": "9",
        "excerpt": "«a»",
        "field": None,
    }
    offences = [own | {"expectation": "quotes_are_short", "table": "quotes", "position": i} for i in range(3)]
    offences.append(own | {"expectation": "date_is_known", "field": "date_published", "table": None, "position": None})
    again = {**facts["children"], "quotes": [dict(row) for row in facts["children"]["quotes"]]}
    again["quotes"][1]["text"] = "something else"
    found = read(facts, children=again, offences=offences)
    assert found["failed"][0]["question"] == "Is it?"
    assert [row["position"] for row in found["failed"][0]["offences"]] == [0, None, None]
    assert [row["expectation"] for row in found["also_failing"]] == ["date_is_known"]
    assert facts["failed"][0].get("offences") is None
