"""Each view and macro, on rows that are known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.warehouse.views.conftest import Ask, identity
from warehouse.database import views

FIRST, FOURTH, APRIL = date(2026, 3, 1), date(2026, 3, 4), date(2026, 4, 1)
BRIDGE, FERRIES, PRICES = map(identity, ("Bridge opens", "Lindqvist on ferries", "Prices"))

ANSWERS = {
    "FROM block_changes('none', 'none')": [],  # these two with content: tests/warehouse/test_article_changes.py
    "FROM reprint_changes('none')": [],
    "SELECT count(*) FROM current_articles": [(5,)],
    "SELECT day_of(TIMESTAMPTZ '1960-05-05 23:30:00+00'), month_of(TIMESTAMPTZ '2026-03-31 23:30:00+00')": [
        (date(1960, 5, 5), FIRST)],
    "SELECT day, articles, articles_7_day_mean FROM articles_by_day": [
        (FIRST, 1, 1.0), (FOURTH, 2, 0.75), (APRIL, 1, 0.14)],
    "SELECT month, articles FROM articles_by_month": [(FIRST, 3), (APRIL, 1)],
    "FROM speakers": [("Ada Lindqvist", 3, 2, 2, FIRST, FOURTH, "said"), ("Olof Ask", 1, 1, 1, FOURTH, FOURTH, "said")],
    "FROM speakers_by_publisher": [
        ("Harbour News", "Ada Lindqvist", 1, 1, 100.0), ("Island Post", "Ada Lindqvist", 2, 1, 66.7),
        ("Island Post", "Olof Ask", 1, 1, 33.3)],
    "FROM speakers_between('2026-03-01', '2026-03-04')": [("Ada Lindqvist", 1, 1, 1)],
    "FROM speakers_between(DATE '2026-03-04', DATE '2026-04-01') LIMIT 1": [("Ada Lindqvist", 2, 1, 1)],
    "SELECT day, publisher, text FROM quotes_by('lindqvist')": [
        (FIRST, "Harbour News", "It holds firm,"), (FOURTH, "Island Post", "waits"),
        (FOURTH, "Island Post", "Ferries run on time.")],
    "SELECT speaker_name, quotes, quoted_words, percent_of_quoted_words FROM quote_balance "
    f"WHERE article_id = '{FERRIES}'": [("Ada Lindqvist", 2, 5, 71.4), ("Olof Ask", 1, 2, 28.6)],
    "SELECT day, text, sentence FROM figures_about('inflation')": [
        (FOURTH, "2.5 percent", "Inflation fell to 2.5 percent in May."),
        (FOURTH, "4 percent", "Inflation was 4 percent before.")],
    "FROM agency_copy": [
        ("Island Post", 3, 1, 33.3, ["Reuters"]), ("Harbour News", 1, 1, 100.0, ["AP"]), (None, 1, 0, 0.0, [])],
    "SELECT publisher, articles, first_day, last_day, with_author_percent, undated_percent FROM publishers": [
        ("Island Post", 3, FOURTH, APRIL, 0.0, 0.0), ("Harbour News", 1, FIRST, FIRST, 100.0, 0.0),
        (None, 1, None, None, 0.0, 100.0)],
    "SELECT article_section, articles, publishers, last_day FROM sections": [
        (None, 3, 1, APRIL), ("City", 2, 2, FOURTH)],
    "SELECT in_language, articles FROM languages": [(None, 3), ("en", 2)],
    "SELECT article_id, how FROM corrections": [
        (BRIDGE, "modified"), (BRIDGE, "note"), (BRIDGE, "version"), (identity("Undated"), "withdrawn")],
    "SELECT headline_before, headline_after, version FROM changed_headlines": [
        ("Bridge opens soon", "Bridge opens", 2)],
    "FROM co_mentions('Ada Lindqvist')": [("person", "Olof Ask", 1, FOURTH), ("place", "Visby", 1, FIRST)],
    "FROM co_mentions('ask')": [("person", "Ada Lindqvist", 1, FOURTH)],
    "SELECT day, headline, named_as, title FROM articles_naming('Lindqvist')": [
        (FIRST, "Bridge opens", "Ada Lindqvist", "Mayor"), (FOURTH, "Lindqvist on ferries", "Ada Lindqvist", None)],
    "SELECT kind, named, articles, usual_title FROM names LIMIT 1": [("person", "Ada Lindqvist", 2, "Mayor")],
    "FROM places": [("Visby", "SE", 57.6, 18.3, 1)],
    "FROM publication_lag": [("Island Post", 2, 108.0, 108.0, 108.0), ("Harbour News", 1, 180.0, 180.0, 180.0)],
    "SELECT platform, author_handle, author_name, posts, articles FROM embeds_by_account": [
        ("x", "ada_l", "Ada L", 2, 1)],
    "FROM links_by_domain": [("", 1, 1, 1), ("example.org", 1, 1, 1)],
    "FROM keywords_by_use": [("bridges", 1, 1), ("city", 1, 1)],
    "SELECT headline, why, source_path FROM undated_articles": [("Undated", "no date in the text", "/news/u.txt")],
    "SELECT excerpt(article_id, body_start, body_end) = text FROM quotes WHERE text <> 'Old'": [(True,)] * 4,
    f"SELECT value, method, confidence FROM explain_field('{BRIDGE[:8]}', 'headline')": [
        ("Bridge opens", "first_line", 0.9)],
    "SELECT headline, failed_expectations FROM open_quarantine": [("Menu", ["body_has_words"])],
    "SELECT run_id, seen, adds_up, seconds FROM accounting_by_run": [("r1", 4, True, 3600.0)],
    "FROM rejections_by_reason": [("empty_file", 2, 2, "0 bytes", "/news/1.txt")],
    "FROM failed_expectations": [
        ("critical", "articles", "body_has_words", 1, 1, "The body has words."),
        ("warning", "articles", "date_is_known", 3, 1, "The date is known.")],
    "SELECT articles, publishers, origin_agency, earliest_headline, first_day, last_day FROM reprint_groups": [
        (2, 2, "AP", "Bridge opens", FIRST, FOURTH)],
}  # fmt: skip
EMPTY = {"day_of", "month_of", "excerpt"}  # they give a value, not rows


@pytest.mark.parametrize("sql", ANSWERS)
def test_it_answers(ask: Ask, sql: str) -> None:
    assert ask(sql) == ANSWERS[sql]


@pytest.mark.parametrize("name", [name for name, _ in views()])
def test_each_is_tested(name: str) -> None:
    """Above, or in a file of its own."""
    assert any(name in sql for sql in ANSWERS) or (Path(__file__).parents[1] / f"test_{name}.py").exists()


@pytest.mark.parametrize("sql", [sql for sql in ANSWERS if not any(name in sql for name in EMPTY)])
def test_an_empty_warehouse_gives_no_rows(ask_empty: Ask, sql: str) -> None:
    assert ask_empty(sql) in ([], [(0,)])


def test_all_are_described(ask: Ask) -> None:
    described = ask("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal")
    described += ask(
        "SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal AND function_type LIKE '%macro'"
    )
    assert {name for name, _ in described} == {name for name, _ in views()}
    assert [name for name, comment in described if not comment] == []


def test_all_columns_of_views_are_described(ask: Ask) -> None:
    """Those of `current_articles` are the columns of `articles`."""
    assert ask(
        "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_views() ON table_name = view_name "
        "WHERE NOT duckdb_views.internal AND duckdb_columns.comment IS NULL AND table_name <> 'current_articles'"
    ) == []  # fmt: skip


@pytest.mark.parametrize(("name", "sql"), views())
def test_each_file_opens_with_its_question(name: str, sql: str) -> None:
    assert sql.startswith("-- ") and "?" in sql.split("CREATE OR REPLACE", maxsplit=1)[0]


@pytest.mark.parametrize("sql", [sql for sql in ANSWERS if sql.startswith("FROM ") and "excerpt" not in sql])
def test_no_row_starts_a_query_of_its_own(ask: Ask, sql: str) -> None:
    [(_, plan)] = ask("EXPLAIN " + sql)
    assert "DELIM_JOIN" not in plan and "CROSS_PRODUCT" not in plan and "NESTED_LOOP" not in plan
