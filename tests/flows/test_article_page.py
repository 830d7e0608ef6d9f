"""Reading a record again for its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.article_judgement import about, explained, speaks_of_rows
from flows.article_page import as_text, page_of, read_again
from tests.warehouse.report.article.articles import facts_of, home_with
from tests.warehouse.report.homes import article_id
from tests.warehouse.report.markup import Page


@pytest.mark.parametrize(
    ("data", "context", "text"),
    [
        (b"", {}, ""),
        ("Fähre\r\n".encode(), {}, "Fähre\r\n"),
        (b"\xef\xbb\xbfferry", {}, "ferry"),
        ("Fähre".encode("latin-1"), {}, "Fähre"),
        ("паром".encode("koi8-r"), {"charset": "koi8-r"}, "паром"),
        (bytes(range(256)) * 8, {}, None),
        (b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 100, {}, None),
    ],
)
def test_bytes_are_shown_as_text_where_they_are_some(data: bytes, context: dict[str, str], text: str | None) -> None:
    assert as_text(data, context) == text


def test_an_expectation_has_its_question_and_its_field() -> None:
    assert about("date_is_known") == {"question": "When was it published?", "field": "date_published"}
    assert about("body_has_words")["field"] == "article_body"
    assert about("quotes_have_speakers")["field"] is None
    assert about("quotes_have_speakers")["question"]
    assert about("one_of_the_users_own") == {"question": None, "field": None}
    [row] = explained([{"expectation": "date_is_known", "severity": "warning"}])
    assert (row["severity"], row["field"]) == ("warning", "date_published")


def test_rows_are_looked_for_only_where_rows_were_judged() -> None:
    assert speaks_of_rows([{"suite": "articles"}, {"suite": "quotes"}])
    assert not speaks_of_rows([{"suite": "articles"}, {"suite": None}])


@pytest.mark.parametrize("table", ["articles", "quarantined_articles"])
def test_bytes_that_were_not_kept_are_told(tmp_path: Path, table: str) -> None:
    home = home_with(tmp_path / "home", table=table, failed_expectations=["date_is_known"])
    reading = read_again(home, facts_of(home), judge=True)
    assert (reading.raw, reading.text, reading.children) == (None, None, {})
    page = Page(page_of(home, article_id(1))[1])
    assert "The record's bytes are not in HOME/raw" in page.text
    assert "Mayor Ada Wren opened the bridge in Aalen" in page.text
    assert "When was it published?" in page.text
