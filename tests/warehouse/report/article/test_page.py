"""The article's page."""

from __future__ import annotations

import copy
import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.report.article.articles import BODY, SOURCE, facts_of, full_rows, home_with
from tests.warehouse.report.homes import article_id
from tests.warehouse.report.markup import Page, fact
from warehouse.home import Home
from warehouse.report.article.facts import article_facts
from warehouse.report.article.page import render
from warehouse.report.article.reading import Reading, with_reading
from warehouse.report.visible import visible

READING = Reading("0.1.0", SOURCE, len(SOURCE), SOURCE)


@pytest.fixture(scope="module")
def html(article_home: Home) -> str:
    return render(facts_of(article_home, READING), READING, links=True)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def quarantined(tmp_path: Path) -> tuple[dict[str, Any], Reading]:
    """An article in quarantine, its record read again, and the failure found in its second quote."""
    home = home_with(tmp_path / "home", table="quarantined_articles", failed_expectations=["quotes_are_short"])
    offence = {
        "severity": "critical", "expectation": "quotes_are_short", "description": "Short.", "question": "Is it short?",
        "found": "12.3456789", "excerpt": "“«Nobody fell in,»” said", "field": None, "table": "quotes", "position": 1,
    }  # fmt: skip
    reading = Reading("0.2.0", SOURCE, len(SOURCE), SOURCE, BODY, full_rows(), [offence])
    return facts_of(home, reading), reading


def test_same_facts_same_bytes(article_home: Home, html: str) -> None:
    assert render(facts_of(article_home, READING), READING, links=True) == html


def test_every_fact_shown_is_the_fact_of_that_name(page: Page, article_home: Home) -> None:
    facts = facts_of(article_home, READING)
    shown = page.facts()
    for name, value in shown:
        assert fact(facts, name) == value, name
    names = {name for name, _ in shown}
    assert {"fields.headline", "fields.authors.0", "fields.date_published", "fields.word_count"} <= names
    assert {"counts.quotes", "counts.person", "record.path", "id", "children.evidence.0.confidence"} <= names


def test_fields_lead_to_their_evidence_in_the_text(page: Page) -> None:
    ids = {element.attributes["id"]: element for element in page.elements if element.attributes.get("id")}
    assert "Bridge opens" in ids["field-headline"].text
    assert "block:headline 0.80" in " ".join(ids["field-headline"].text.split())
    assert ids["evidence-1"].text == "By Ada Quill"
    assert "the record states no summary" in ids["field-abstract"].text
    assert "line:published" in ids["field-date_published"].text.split("All evidence")[0]
    assert "1 November 2026, 10:10 UTC" in ids["field-date_published"].text
    hrefs = [element.attributes["href"] for element in page.all("a")]
    assert {"#evidence-0", "#evidence-1", "#evidence-2", "#quote-0", "#mention-1", "#block-3"} <= set(hrefs)


def test_a_report_of_a_wrong_label_is_json_and_says_nothing_new(page: Page) -> None:
    reports = [json.loads(e.text) for e in page.all("pre") if "snippet" in (e.attributes["class"] or "")]
    assert len(reports) == 18 + 9  # fields, and rows of all tables but evidence and blocks
    assert all(report["article_id"] == article_id(1) and report["should_be"] == "" for report in reports)
    headline = next(report for report in reports if report.get("field") == "headline")
    assert headline["found"] == "Bridge opens"
    assert headline["evidence"]["method"] == "block:headline"
    quote = next(report for report in reports if report.get("table") == "quotes" and report["position"] == 1)
    assert quote["found"]["speaker_name"] == "Otto Quill"
    assert "“«Nobody fell in,»”" in quote["excerpt"]
    for value in (headline["found"], headline["parser_version"], quote["found"]["speaker_name"]):
        assert page.text.count(value) > 1


def test_a_quarantined_article_has_its_failures_and_its_commands(tmp_path: Path) -> None:
    facts, reading = quarantined(tmp_path)
    page = Page(render(facts, reading))
    assert "quarantined, open" in " ".join(page.text.split())
    assert "Is it short?" in page.text
    assert [mark.text for mark in page.all("mark")] == ["Nobody fell in,"]
    failed = next(e for e in page.elements if e.attributes.get("id") == "failed")
    assert "found 12.35" in " ".join(failed.text.split())
    assert "#quote-1" in [a.attributes["href"] for a in page.all("a") if "section" in a.inside][:1]
    for deed in ("replay", "release", "dismiss"):
        assert f"copydesk quarantine {deed} {article_id(1)}" in page.text
    assert "reading the record again with Copydesk 0.2.0" in " ".join(page.text.split())
    assert "Ada Wren" in page.text


def test_a_dismissed_article_can_be_taken_back(tmp_path: Path) -> None:
    facts, reading = quarantined(tmp_path)
    page = Page(render(facts | {"status": "dismissed"}, reading))
    assert f"copydesk quarantine reopen {article_id(1)}" in page.text
    assert "copydesk quarantine dismiss" not in page.text


def test_a_parser_that_reads_another_text_today_says_so(tmp_path: Path) -> None:
    home = home_with(tmp_path / "home", table="quarantined_articles", article_body="Share this.")
    reading = Reading("0.2.0", SOURCE, len(SOURCE), SOURCE, BODY, full_rows())
    page = Page(render(facts_of(home, reading), reading))
    assert "That gives another text than when it was kept out" in page.text
    assert "This does not fit" not in page.text
    assert "Mayor Ada Wren opened the bridge" in page.text


def test_a_rejected_record_has_its_reason(article_home: Home) -> None:
    facts = with_reading(article_facts(article_home, "ffff"), Reading("0.1.0", '{"text": "The bridge', 20))
    page = Page(render(facts, Reading("0.1.0", '{"text": "The bridge', 20)))
    assert "The line is no valid JSON." in page.all("h1")[0].text
    assert "expected a comma" in page.text
    assert '{"text": "The bridge' in page.text
    assert f"copydesk quarantine replay {'f' * 64}" in page.text
    for name, value in page.facts():
        assert fact(facts, name) == value, name


def structure(page: Page) -> None:
    tags = [element.tag for element in page.elements]
    assert all(tags.count(tag) == 1 for tag in ("h1", "main", "header", "footer"))
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert tags.count("caption") == tags.count("table")
    assert all("scope" in element.attributes for element in page.all("th"))
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    known = set(ids)
    assert len(ids) == len(known)
    for element in page.elements:
        for name in (element.attributes.get("aria-labelledby") or "").split():
            assert name in known
        href = element.attributes.get("href") or ""
        assert re.match(r"#|\.\./[\w.-]+\.html$|$", href), href
        if href.startswith("#"):
            assert href[1:] in known, href
        assert not [name for name in element.attributes if name.startswith("on") or name in ("src", "style")]
    assert not set(tags) & {"img", "link", "iframe", "object", "embed", "form", "base"}


def test_structure_for_assistive_technology(page: Page, tmp_path: Path) -> None:
    structure(page)
    structure(Page(render(*quarantined(tmp_path))))


def test_without_script_the_marks_can_be_hidden(page: Page) -> None:
    boxes = [box.attributes for box in page.all("input")]
    assert {box["type"] for box in boxes} == {"checkbox"}
    style = page.all("style")[0].text
    for box in boxes:
        assert f"#{box['id']}:" in style, box
    assert [box["id"] for box in boxes if "checked" not in box] == ["show-senses"]


HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "{{ 7*7 }}",
           "javascript:alert(1)", "</pre></details></main>", "`<b>`", "«»", "« » «", "a\u202eb", "\x1b[31m", "\ud800",
           "\U000e0041" * 60, "x" * 5000, "&#x3c;b&#x3e;", "<!--", "]]>", "\u0301" * 500]  # fmt: skip


def poisoned(value: Any, text: str, key: str = "") -> Any:
    """The value with every text that comes from outside replaced."""
    if isinstance(value, dict):
        return {name: poisoned(item, text, name) for name, item in value.items()}
    if isinstance(value, list):
        return [poisoned(item, text, key) for item in value]
    inside = {"article_body", "kind", "platform", "outcome", "modifier", "run_id", "article_id", "id", "started_at",
              "ingested_at", "action", "became", "status", "severity", "expectation", "field", "source_format",
              "date_published_precision", "date_published_basis", "table"}  # fmt: skip
    if not isinstance(value, str) or key in inside or re.match(r"\d{4}-\d\d-\d\d", value):
        return value
    return text


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(tmp_path: Path, text: str) -> None:
    calm, _ = quarantined(tmp_path)
    pages = []
    for words in (text, "calm"):
        facts = poisoned(copy.deepcopy(calm), words)
        facts["children"]["blocks"] = []
        for name in ("quotes", "mentions", "quantities", "time_expressions"):
            facts["children"][name] = poisoned(calm["children"][name], words)
        pages.append(Page(render(facts, Reading("0.1.0", words, 1, None, problem=words))))
    hostile, neutral = pages
    marks = {"code", "mark", "bdi", "p", "span"}  # `…` in a sentence sets code, «…» a mark; an empty text sets nothing
    assert [e.tag for e in hostile.elements if e.tag not in marks] == [
        e.tag for e in neutral.elements if e.tag not in marks
    ]
    assert not [e for e in hostile.elements if any(name.startswith("on") for name in e.attributes)]
    assert visible(text)[:60] in hostile.text
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufeff\ud800]", hostile.text)
    hostile.text.encode()


def test_right_to_left_text_finds_its_own_direction(facts: dict[str, Any]) -> None:
    text = "قال أحمد: «الجسر مفتوح» يوم الاثنين."
    facts["fields"] |= {"article_body": text, "headline": text, "in_language": "ar"}
    start = text.index("الجسر")
    quote = facts["children"]["quotes"][0] | {"text": "الجسر مفتوح", "body_start": start, "body_end": start + 11}
    facts["children"] = {name: [] for name in facts["children"]} | {"quotes": [quote]}
    page = Page(render(with_reading(facts, Reading("0.1.0")), Reading("0.1.0")))
    words = next(e for e in page.elements if e.attributes.get("class") == "words" and e.tag == "div")
    assert words.attributes["dir"] == "auto"
    assert page.all("h1")[0].attributes["dir"] == "auto"
    assert next(e for e in page.all("span") if e.attributes.get("id") == "quote-0").text == "الجسر مفتوح"


def huge(facts: dict[str, Any], one: str) -> Reading:
    """A body of a million characters in which a quote stands at every second word, and a record of as much."""
    body = f"{one * 9} " * 100_000
    facts["fields"] |= {
        "article_body": body,
        "headline": one * 5000,
        "abstract": one * 5000,
        "keywords": [one * 500] * 500,
    }
    quote = facts["children"]["quotes"][0]
    evidence = facts["children"]["evidence"][5]
    facts["children"] = {name: [] for name in facts["children"]} | {
        "quotes": [quote | {"position": i, "text": body[i * 20 : i * 20 + 9], "body_start": i * 20,
                            "body_end": i * 20 + 9, "speaker_name": one * 400} for i in range(5_000)],
        "evidence": [evidence | {"position": i, "note": one * 400, "value": one * 400} for i in range(2_000)],
    }  # fmt: skip
    words, moment = one * 5000, "2026-11-01T10:10:00+00:00"
    version = {"article_id": "0" * 32, "headline": words[:150], "date_published": moment, "ingested_at": moment}
    offence = {"severity": "warning", "description": words[:300], "question": "Is it?", "found": words,
               "excerpt": words, "field": None, "table": "quotes", "position": 0}  # fmt: skip
    facts |= {
        "before": {"headline": "", "article_body": "\n\n".join(f"{one * 2000} {i}" for i in range(50))},
        "versions": [version | {"version": i, "is_current": False} for i in range(20)],
        "reprints": [version | {"publisher": words, "similarity": 0.5, "method": "same_body",
                                "is_earliest": False}] * 20,
        "history": [{"acted_at": moment, "actor": words, "action": "dismiss", "became": "quarantined",
                     "note": words}] * 20,
        "changes": [{"version": 1, "field": "byline", "old_value": words[:300], "new_value": words[:300]}] * 20,
        "records": [{"run_id": words[:20], "path": words, "record_locator": words, "outcome": "skipped",
                     "reason_code": words}] * 20,
        "withdrawals": [{"message": words, "uri": words}] * 20,
        "failed": [{"expectation": f"e{i}", "severity": "warning", "description": words[:300], "suite": "quotes"}
                   for i in range(60)],
    }  # fmt: skip
    facts["counts"] |= {"versions": 20, "reprints": 20}
    facts["record"]["path"] = facts["home"] = words[:4096]
    offences = [offence | {"expectation": f"e{i}"} for i in range(60) for _ in range(5)]
    return Reading("0.1.0", body, len(body), None, offences=offences)


@pytest.mark.parametrize("one", ["a", "<", "\U000e0041"], ids=["plain", "escaped", "spelled"])
def test_the_worst_page_stays_under_two_megabytes(facts: dict[str, Any], one: str) -> None:
    reading = huge(facts, one)
    html = render(with_reading(facts, reading), reading)
    assert len(html.encode()) < 2_000_000
    page = Page(html)
    structure(page)
    text = " ".join(page.text.split())
    assert "The text is too long for this page" in text
    assert "of them are shown; this lists all" in text
    assert "FROM quotes WHERE article_id" in text


def test_what_does_not_fit_is_said_loudly(facts: dict[str, Any]) -> None:
    facts["children"]["quotes"][0]["body_start"] += 1
    html = render(with_reading(facts, READING), READING)
    assert "This does not fit." in html
    assert "rows 0 of quotes are not where their offsets point" in html
    structure(Page(html))
