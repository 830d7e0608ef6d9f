"""The article of these tests, taken once."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.warehouse.report.article.articles import facts_of, home_with
from warehouse.home import Home


@pytest.fixture(scope="session")
def article_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return home_with(tmp_path_factory.mktemp("article") / "home")


@pytest.fixture(scope="session")
def _taken(article_home: Home) -> dict[str, Any]:
    return facts_of(article_home)


@pytest.fixture
def facts(_taken: dict[str, Any]) -> dict[str, Any]:
    """Facts that a test may change."""
    return copy.deepcopy(_taken)
