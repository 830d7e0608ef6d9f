"""Memory follows the longest texts that lie together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.export.conftest import asking, made
from tests.warehouse.views.conftest import Newsroom
from warehouse.export.need import LEAST, MOST, memory


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [([], LEAST, LEAST), ([500], LEAST, LEAST), ([10_000_000], 300_000_000, 400_000_000), ([2**62, 2**62], MOST, MOST)],
)
def test_memory_follows_the_words(tmp_path: Path, words: list[int], least: int, most: int) -> None:
    def fill(connection: duckdb.DuckDBPyConnection) -> None:
        news = Newsroom(connection)
        for number, count in enumerate(words):
            news.article(str(number), word_count=count)

    asked: Iterator = asking(made(tmp_path / "home", fill), tmp_path / "spill")  # type: ignore[type-arg]
    assert least <= memory(next(asked)) <= most
