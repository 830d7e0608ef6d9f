"""The summary in Markdown: complete, short, and no text of others is markup in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from flows.run import Summary
from flows.summary import LONGEST, accounting_line, failure_rows, markdown, plain_markdown
from tests.browser.hostile import FAMILIES
from warehouse.report.visible import cut, visible

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
COUNTS = {"seen": 12, "accepted": 6, "quarantined": 2, "rejected": 3, "skipped": 1}


class Read(HTMLParser):
    """Tags and text of a piece of HTML."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def summary(failed: Sequence[tuple[str, str, str, int]] = (), breaches: Sequence[str] = (), **more: object) -> Summary:
    reasons = {"failed_expectation": 2, "invalid_json": 3, "unchanged": 1}
    told = {"home": "home", "by_reason": reasons} | more
    return Summary(
        "20261101T101000.000000Z", status="completed_with_losses", counts=COUNTS, files_seen=9, files_unchanged=1,
        timings={}, failed=list(failed), breaches=list(breaches), **told,
    )  # type: ignore[arg-type]  # fmt: skip  # the types are those of the fields


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("family", FAMILIES)
def test_text_stays_text(family: str) -> None:
    for text in FAMILIES[family]:
        for form in ("{}", "- {}", "# {}", "| head |\n|---|\n| {} |"):
            read = Read(PARSER.render(form.format(plain_markdown(text))))
            assert set(read.tags) <= {"p", "ul", "li", "h1", "table", "thead", "tbody", "tr", "th", "td"}, text
            assert squeezed(read.text.strip().removeprefix("head")) == squeezed(cut(visible(text), LONGEST)), text


@pytest.mark.parametrize(
    "text", ["articles.body_has_words", "invalid_json", "Harbour News: usually 90 %", "The body isn't long, is it?"]
)
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    assert plain_markdown(text) == text


@pytest.mark.parametrize("text", ["_x_", "a _b", "1. x", "2) x", "- x", "WWW.invented.example", "a_ b", "x*y", "#x"])
def test_what_markdown_would_read_is_escaped(text: str) -> None:
    assert "\\" in plain_markdown(text)
    assert squeezed(Read(PARSER.render(plain_markdown(text))).text) == text


def test_nothing_becomes_an_address() -> None:
    for address in ("http://invented.example", "www.invented.example", "a@invented.example"):
        assert not re.search(r"://|www\.|@invented", plain_markdown(address).replace("\\@", ""))


def test_the_summary_says_what_happened() -> None:
    failed = [("critical", "articles", "body_is_given", 2), ("warning", "batch", "byline_share", 0)]
    asked = {("articles", "body_is_given"): "Is there a body?"}
    told = markdown(
        summary(failed, ["Harbour News: usually 90 %"]), asked, "2 of 12 kept out.", "/home/reports/r1.html"
    )
    text = Read(PARSER.render(told)).text
    assert accounting_line(summary()) == "12 seen = 6 accepted + 2 quarantined + 3 rejected + 1 skipped"
    for part in (
        "2 of 12 kept out.", accounting_line(summary()), "completed with losses", "Harbour News: usually 90 %",
        "critical: Is there a body? articles.body_is_given in 2 rows", "warning: batch.byline_share\n",
        "invalid json: 3", "/home/reports/r1.html", "copydesk report --run 20261101T101000.000000Z --open",
    ):  # fmt: skip
        assert part in text
    assert "What is unusual" not in markdown(summary(), {}, "All well.", "r1.html")


def test_a_long_summary_is_cut_and_says_so() -> None:
    told = markdown(summary(breaches=[f"breach {number}" for number in range(1200)]), {}, "v", "p")
    assert "breach 49\n" in told and "breach 50\n" not in told and "1,150 more" in told
    assert len(failure_rows(summary([("info", "articles", f"e{n}", 1) for n in range(500)]), {})) == 53


def test_failures_are_rows_of_one_shape() -> None:
    rows = failure_rows(
        summary([("critical", "articles", "body_is_given", 2)], by_reason={"melted": 1, "invalid_json": 3}), {}
    )
    assert [(row["what"], row["records"]) for row in rows] == [("critical", 2), ("unknown", 1), ("rejected", 3)]
    assert {tuple(row) for row in rows} == {("what", "name", "records", "meaning")}
