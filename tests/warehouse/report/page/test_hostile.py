"""Text from outside stays text on the pages, and the pages stay small."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.warehouse.report.markup import Page
from warehouse.home import Home
from warehouse.report.facts import home_facts, run_facts
from warehouse.report.facts.failing import IN_ALL
from warehouse.report.facts.heat import SHOWN
from warehouse.report.facts.losses import LISTED
from warehouse.report.facts.trend import RUNS
from warehouse.report.page import render_index, render_run
from warehouse.report.page.environment import environment
from warehouse.report.visible import visible


@pytest.fixture(scope="module")
def known(full_home: Home) -> dict[str, Any]:
    return {"run_facts": run_facts(full_home, None), "home_facts": home_facts(full_home)}


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


OUTSIDE = {
    "quarantined": ("headline", "path", "locator", "article_id"),
    "rejections": ("message", "path", "locator", "raw_excerpt"),
    "failing_records": ("headline", "path", "locator", "article_id", "note"),
    "failed_expectations": ("description", "column"),
    "failing_publishers": ("publisher",),
    "by_source": ("source",),
    "by_language": ("language",),
    "drift": ("publisher", "message"),
    "dumps": ("dump", "field"),
    "largest_reprints": ("headline", "agency"),
    "withdrawals": ("uri", "message", "path"),
    "changes.new_publishers": ("publisher",),
    "changes.absent_publishers": ("publisher",),
    "changes.newly_failing": ("description", "expectation"),
    "heat.publisher": ("name",),
    "heat.language": ("name",),
}
"""The lists of facts in whose rows texts from outside stand, and the columns that hold them."""


def poisoned(facts: dict[str, Any], texts: Iterator[str]) -> dict[str, Any]:
    """The facts with the next of the texts in every place where a text from outside stands."""
    own: dict[str, Any] = json.loads(json.dumps(facts))
    for name, columns in OUTSIDE.items():
        first, _, rest = name.partition(".")
        for row in (own.get(first) or {}).get(rest, ()) if rest else own.get(name, ()):
            row.update({column: next(texts) for column in columns})
    for row in (*own.get("failing_records", ()), *own.get("rejections", ())):
        row["excerpt"] = {"before": next(texts), "marked": next(texts), "after": next(texts)}
    for row in own.get("quarantined", ()):
        row["failed_expectations"] = [next(texts) for _ in row["failed_expectations"]]
    for row in own["failed_expectations"]:
        row["observed"] = [next(texts) for _ in row["observed"]]
    own["home"] = next(texts)
    if "sources" in own:
        own |= {"sources": [next(texts)], "settings": {next(texts): next(texts)}}
        own |= {"versions": {next(texts): next(texts)}, "timings": {next(texts): 1.0}}
        own["by_reason"][next(texts)] = 1
        own["queries"][next(texts)] = next(texts)
    return own


@pytest.mark.parametrize("turn", range(0, len(HOSTILE), 9))
@pytest.mark.parametrize("name", ["run_facts", "home_facts"])
def test_hostile_text_stays_text(known: dict[str, Any], name: str, turn: int) -> None:
    render = render_run if name == "run_facts" else render_index
    texts = itertools.cycle((*HOSTILE[turn:], *HOSTILE[:turn]))
    page = Page(render(poisoned(known[name], texts)))
    calm = Page(render(poisoned(known[name], itertools.cycle(["calm"]))))
    assert page.tags_but_code == calm.tags_but_code
    assert not [e for e in page.elements if any(name.startswith("on") for name in e.attributes)]
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufeff]", page.text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_it_is(text: str) -> None:
    macros = environment().get_template("macros.html.j2").make_module()
    assert visible(text)[:40] in Page(f"<p>{macros.text(text)}</p>").elements[0].text  # type: ignore[attr-defined]


@pytest.mark.parametrize("char", ["\U000e0041", '"', "a"])
def test_the_worst_page_of_a_run_stays_under_two_megabytes(known: dict[str, Any], char: str) -> None:
    facts = poisoned(known["run_facts"], itertools.cycle([char * 600])) | {"home": "/data" * 20}
    for name, most in (
        ("quarantined", LISTED), ("rejections", LISTED), ("failing_records", IN_ALL), ("by_source", 40),
        ("failed_expectations", 250), ("trend", RUNS), ("drift", 50), ("dumps", 50), ("largest_reprints", 20),
        ("events", 30),
    ):  # fmt: skip
        rows = facts[name] or [facts["trend"][0] | {"kind": "replay"}]
        facts[name] = [json.loads(json.dumps(rows[place % len(rows)])) for place in range(most)]
    for place, row in enumerate(facts["failed_expectations"]):
        row.update(expectation=f"e{place}", observed=[char * 60] * 5 if place < 20 else [])
    for place, row in enumerate(facts["failing_records"]):
        row["expectation"] = f"e{place % 250}"
    facts["failing_found"] = {f"e{place}": 10_000 for place in range(250)}
    for group, rows in facts["heat"].items():
        facts["heat"][group] = rows[:1] * SHOWN
    assert len(render_run(facts).encode()) < 2_000_000
