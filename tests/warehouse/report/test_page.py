"""The page is safe, complete, accessible, and the same for the same facts."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from schemas.reasons import REASONS
from schemas.vocabularies import OUTCOMES
from warehouse.home import Home
from warehouse.report.facts import all_runs, run_facts
from warehouse.report.page import FIELDS, render
from warehouse.report.visible import visible

from .conftest import LAST
from .homes import HomeBuilder
from .markup import Page, fact


@pytest.fixture(scope="module")
def facts(full_home: Home) -> dict[str, Any]:
    return run_facts(full_home, None)


@pytest.fixture(scope="module")
def page(facts: dict[str, Any], full_home: Home) -> Page:
    return Page(render(facts, all_runs(full_home), {LAST}))


def test_same_facts_same_bytes(facts: dict[str, Any]) -> None:
    assert render(facts) == render(json.loads(json.dumps(facts)))


def test_every_fact_shown_is_the_fact_of_that_name(page: Page, facts: dict[str, Any]) -> None:
    shown = page.facts()
    for name, value in shown:
        assert fact(facts, name) == value, name
    names = {name for name, _ in shown}
    assert {"verdict", "status", "run_id", "seconds", "files_seen", "files_unchanged", "started_at"} <= names
    assert {f"counts.{name}" for name in ("seen", *OUTCOMES)} <= names
    assert {f"fill_rates.{column.name}" for column in FIELDS} <= names
    assert {f"by_reason.{code}" for code in facts["by_reason"]} <= names
    assert {"failed_expectations.0.unexpected_count", "trend.1.counts.seen", "by_format.0.files"} <= names


def test_no_number_in_a_table_without_its_fact(page: Page) -> None:
    cells = [element for element in page.all("td") if "number" in (element.attributes.get("class") or "")]
    shown = [(e.inside[-1], e.attributes["data-fact"] or "") for e in page.all("data")]
    figures = [name for around, name in shown if around == "td" and not name.endswith("status")]
    assert len(cells) == len(figures) > 100


def test_reasons_are_explained(page: Page, facts: dict[str, Any]) -> None:
    for code in facts["by_reason"]:
        assert REASONS[code].meaning.replace("`", "") in page.text
        assert REASONS[code].remedy.replace("`", "") in page.text


def test_losses_come_before_what_was_skipped(page: Page) -> None:
    order = [page.text.index(REASONS[code].meaning) for code in ("failed_expectation", "invalid_json", "unchanged")]
    assert order == sorted(order)


def test_the_policy_allows_the_style_and_nothing_else(page: Page) -> None:
    policy = next(e.attributes["content"] for e in page.all("meta") if e.attributes.get("http-equiv"))
    (style,) = page.all("style")
    digest = b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not [e for e in page.elements if "style" in e.attributes]  # the policy would drop it
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_nothing_leaves_the_page(page: Page) -> None:
    assert not {e.tag for e in page.elements} & {"script", "img", "link", "iframe", "object", "embed", "form", "base"}
    for element in page.elements:
        assert not [name for name in element.attributes if name.startswith("on") or name in ("src", "xlink:href")]
        assert re.match(r"#|\./|index\.html$|$", element.attributes.get("href") or "")


def test_structure_for_assistive_technology(page: Page) -> None:
    tags = [element.tag for element in page.elements]
    assert all(tags.count(tag) == 1 for tag in ("h1", "main", "header", "footer", "nav"))
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert tags.count("caption") == tags.count("table")
    assert all("scope" in element.attributes for element in page.all("th"))
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for element in page.elements:
        for name in (element.attributes.get("aria-labelledby") or "").split():
            assert name in ids
        if (element.attributes.get("href") or "").startswith("#"):
            assert (element.attributes["href"] or "")[1:] in ids
    for element in page.all("svg"):
        assert element.attributes.get("role") == "img" or element.attributes.get("aria-hidden") == "true"


HOSTILE = [
    "<script>alert(1)</script>", "</style><script>alert(1)</script>", "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", '"><script>alert(1)</script>', "' onmouseover='alert(1)",
    '" onmouseover="alert(1)', "javascript:alert(1)", "<a href='javascript:alert(1)'>x</a>", "&lt;script&gt;",
    "&#x3c;script&#x3e;", "<!--", "-->", "<![CDATA[<script>]]>", "]]><script>", "{{ 7*7 }}", "{% include 'x' %}",
    "${7*7}", "<iframe src=//invented.example>", "<base href=//invented.example>", "<form action=//invented.example>",
    "<meta http-equiv=refresh content=0>", "<link rel=icon href=//invented.example>", "<details ontoggle=alert(1)>",
    "<math><mtext></mtext><script>", "<template><script>", "</bdi></li></ol></main>", "</pre><h1>", "<style>*{}",
    "photo\u202egnp.exe", "\u2066\u2067\u2068\u2069\u202a\u202b", "a\x00b", "\x1b[31mred\x07", "\x08\x08\x08",
    "\ufeff\u200b\u00ad", "\u2028\u2029", "\uffff\ufdd0", "Z\u0335\u0321" * 40, "x" * 1000, "<" * 1000,
    "\u202e" * 1000, "\U000e0041" * 1000, "a\nb\r\nc\td", "  ", "' OR 1=1 --", "$(touch x)", "`id`",
    "../../etc/passwd", "ﷺ" * 300,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(facts: dict[str, Any], text: str) -> None:
    hostile = json.loads(json.dumps(facts))
    for row in hostile["quarantined"]:
        row |= {"headline": text, "path": text, "locator": text, "failed_expectations": [text], "article_id": text}
    for row in hostile["rejections"]:
        row |= {"message": text, "path": text, "locator": text, "raw_excerpt": f"x{text}"}
    for row in hostile["failed_expectations"]:
        row |= {"description": text, "expectation": text, "column": text, "observed": [text]}
    hostile["by_source"][0]["source"] = hostile["sources"][0] = hostile["home"] = text
    hostile["by_language"][0]["language"] = text
    hostile["versions"] = {text: text}
    hostile["timings"] = {text: 1.0}
    hostile["by_reason"] |= {text: 1}
    calm = Page(render(hostile))
    neutral = json.loads(json.dumps(hostile).replace(json.dumps(text)[1:-1], "calm"))
    assert calm.tags_but_code == Page(render(neutral)).tags_but_code
    assert not [e for e in calm.elements if any(name.startswith("on") for name in e.attributes)]
    assert visible(text)[:100] in calm.text
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufeff]", calm.text)


def test_the_worst_page_stays_under_two_megabytes(full_home: Home) -> None:
    facts = json.loads(json.dumps(run_facts(full_home, None)))
    worst = "\U000e0041" * 4096
    facts["quarantined"] = [
        {"article_id": "a" * 32, "headline": worst[:300], "failed_expectations": [worst[:100]] * 40, "path": worst,
         "locator": "line:1"}
    ] * 50  # fmt: skip
    facts["rejections"] = [
        {
            "path": worst,
            "locator": "line:1",
            "reason_code": "invalid_json",
            "message": worst[:1000],
            "raw_excerpt": worst[:500],
        }
    ] * 50
    facts["by_source"] = [{"source": worst, **facts["counts"]}] * 5000
    facts["trend"] = facts["trend"][:1] * 30
    runs = [facts["trend"][0]] * 1000
    assert len(render(facts, runs, {facts["trend"][0]["run_id"]}).encode()) < 2_000_000


@pytest.mark.parametrize(
    ("outcomes", "status", "expected"),
    [
        ({"accepted": 3}, "completed", ["This is the first run in this home", "every record seen was accepted."]),
        ({}, "completed", ["No record seen", "No expectation was judged", "No file was new or changed."]),
        ({"skipped": 40}, "completed", ["nothing new: 40 skipped", "The run accepted no article"]),
        ({"rejected": 7}, "completed_with_losses", ["0 accepted, 7 rejected", "The run accepted no article"]),
        ({"accepted": 5}, "interrupted", ["Interrupted, with a part published", "takes in the rest"]),
        ({"accepted": 5}, "failed", ["The run failed", "did not come to its end"]),
        ({"accepted": 5, "seen": 6}, "completed", ["The sum does not hold."]),
    ],
)  # fmt: skip
def test_unusual_runs_have_a_sensible_page(
    tmp_path: Path, outcomes: dict[str, int], status: str, expected: list[str]
) -> None:
    builder = HomeBuilder(tmp_path).run("r1", 0, status, **outcomes)
    builder.articles("r1", range(outcomes.get("accepted", 0)))
    page = Page(render(run_facts(builder.publish(), None)))
    for sentence in expected:
        assert sentence in page.text
    assert "None" not in page.text
    assert "Undefined" not in page.text


def test_a_reason_of_a_newer_version_is_shown(tmp_path: Path) -> None:
    home = HomeBuilder(tmp_path).run("r1", rejected=1, by_reason='{"melted": 1}').publish()
    text = Page(render(run_facts(home, None))).text
    assert "melted" in text
    assert "does not know the code" in text


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_have_contrast_in_light_dark_and_print(page: Page) -> None:
    themes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))
        for block in re.findall(r":root \{(.*?)\}", page.all("style")[0].text, re.DOTALL)
    ]
    assert len(themes) == 3
    for theme in themes:
        for ground in ("paper", "raised"):
            for text in ("ink", "muted", "link"):
                assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground, theme)
        for shape in OUTCOMES:
            assert contrast(theme[shape], theme["paper"]) >= 3, (shape, theme)
        assert contrast(theme["accepted"], theme["track"]) >= 3
