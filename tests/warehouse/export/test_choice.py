"""Which articles are chosen, and what a condition may not do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schemas.registry import TABLES
from tests.warehouse.export.conftest import CURRENT
from warehouse.export import Ask, rows_of
from warehouse.export.choice import Choice
from warehouse.export.chosen import choose, root_of
from warehouse.export.condition import check
from warehouse.export.empty import why
from warehouse.limits import QueryError

ARTICLES = TABLES["articles"]


def headlines(ask: Ask, **options: Any) -> set[str]:
    """The headlines of what is chosen."""
    chosen = choose(ask, ARTICLES, Choice(**options))
    sql = "SELECT headline FROM articles SEMI JOIN chosen USING (article_id)"
    found = [headline for (headline,) in rows_of(ask(sql))]
    assert len(found) == chosen.rows
    return set(found)


def test_without_a_choice_the_current_articles(ask: Ask) -> None:
    assert headlines(ask) == CURRENT


def test_all_versions_are_those_that_are_old_or_withdrawn_too(ask: Ask) -> None:
    assert headlines(ask, all_versions=True) == CURRENT | {"old version", "withdrawn"}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"first": date(2026, 4, 1)}, {"=SUM(1+1)", "nul\x00l", "new version"}),  # midnight UTC is of the new day
        ({"first": date(2026, 3, 31), "last": date(2026, 3, 31)}, {"quoted"}),  # and the last second of the old
        ({"last": date(2025, 12, 31)}, {"long"}),
        ({"publishers": ("der bote, aalen",)}, {"quoted"}),
        ({"publishers": ("Zeta", "nobody")}, {"=SUM(1+1)", "long", "new version"}),
        ({"languages": ("de",)}, {"quoted"}),
        ({"languages": ("DE-at", "pt")}, {"quoted", "=SUM(1+1)"}),
        ({"languages": ("d",)}, set()),
        ({"sections": ("lokales",)}, {"quoted"}),
        ({"where": "word_count > 1000", "publishers": ("Zeta",)}, {"long"}),
        ({"where": "publisher = 'Zeta' -- and nothing else"}, {"=SUM(1+1)", "long", "new version"}),
        ({"where": "false OR true", "publishers": ("Zeta",)}, {"=SUM(1+1)", "long", "new version"}),
        ({"where": "article_id IN (SELECT article_id FROM quotes WHERE kind = 'direct')"}, {"quoted"}),
        ({"where": "headline = ';DROP TABLE articles'"}, set()),
        ({"publishers": ("x') OR true --",)}, set()),
        ({"languages": ("x' OR true --",)}, set()),
    ],
)
def test_what_narrows(ask: Ask, options: dict[str, Any], expected: set[str]) -> None:
    assert headlines(ask, **options) == expected


@pytest.mark.parametrize(
    "condition",
    [
        "", " ", "true) OR (true", "true UNION SELECT 'x'", "true); DROP TABLE articles; --", "true; SELECT 1",
        "true) UNION ALL SELECT article_id, 1, 1, NULL FROM articles WHERE (true", "1, 2", "true ORDER BY 1",
        "true LIMIT 1", "true GROUP BY 1", "true /*", "SELECT true", "')", "true WINDOW w AS ()", "true\n) --",
    ],
)  # fmt: skip
def test_a_condition_is_one_expression(ask: Ask, condition: str) -> None:
    with pytest.raises(QueryError, match="--where"):
        check(ask, condition)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("headlin = 'x'", 'Referenced column "headlin" not found'),
        ("nonsense(1)", "nonsense does not exist"),
        ("headline > 3", "Cannot compare values of type VARCHAR"),
        ("count(*) > 1", "WHERE clause cannot contain aggregates"),
        ("? = 1", "parameter"),
        ("word_count IN (SELECT 1 FROM read_csv('/etc/passwd'))", "no access to files"),
        ("(SELECT count(*) FROM read_text('/etc/passwd')) > 0", "no access to files"),
        ("EXISTS (FROM '/etc/passwd')", "/etc/passwd"),
        ("EXISTS (FROM glob('/*'))", "no access to files"),
        ("EXISTS (FROM sqlite_scan('/x', 'y'))", "sqlite_scan"),
    ],
)
def test_an_error_names_the_condition(ask: Ask, condition: str, said: str) -> None:
    with pytest.raises(QueryError) as raised:
        choose(ask, ARTICLES, Choice(where=condition))
    message = str(raised.value)
    assert message.startswith(f"--where {condition!r}: ")
    assert said in message and "--unsafe" not in message and "picked" not in message


def test_other_tables_are_chosen_by_their_own_columns(ask: Ask) -> None:
    assert choose(ask, TABLES["runs"], Choice(where="status = 'failed'")).rows == 1
    for option, value in (("publishers", ("x",)), ("languages", ("de",)), ("first", date(2026, 1, 1))):
        with pytest.raises(QueryError, match="cannot choose rows of `runs`"):
            choose(ask, TABLES["runs"], Choice(**{option: value}))  # type: ignore[arg-type]


def test_what_belongs_to_articles_is_chosen_by_its_article() -> None:
    assert {name for name in TABLES if root_of(name) is ARTICLES} >= {"articles", "quotes", "evidence", "reprints"}
    assert root_of("quarantined_articles").name == "quarantined_articles"
    with pytest.raises(QueryError, match="there is no table 'quote'; there are articles, blocks"):
        root_of("quote")


def test_nothing_chosen_is_explained(ask: Ask, tmp_path: Path) -> None:
    said = why(ask, Choice(publishers=("Zetta",), languages=("fr",)), ARTICLES)
    assert said == (
        "no row of `articles` fits: the files are empty. --publisher 'Zetta': there are 'Zeta', '', 'Der Böte, Aalen'. "
        "--language 'fr': there are 'de-AT', 'pt'."
    )
