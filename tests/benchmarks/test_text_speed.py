"""What the benchmark of text parses is news, the same each time."""

from __future__ import annotations

import pytest

from flows.parse.assemble import parse
from flows.parse.model import ParsedArticle
from tests.benchmarks import text_speed


def test_generated_articles_have_what_is_measured() -> None:
    articles = text_speed.generated(4)
    assert articles == text_speed.generated(4) and len({found.record.data for found in articles}) == 4
    for found in articles:
        result = parse(*found)
        assert isinstance(result, ParsedArticle) and result.in_language == "en" and result.authors
        assert result.quotes and result.mentions and result.quantities and result.time_expressions
        assert text_speed.SIZE <= len(found.record.data) <= 1.2 * text_speed.SIZE


def test_the_table_names_every_family(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(text_speed, "NUMBER", 8)
    monkeypatch.setattr(text_speed, "SLICE", 2)
    text_speed.main()
    printed = capsys.readouterr().out
    assert all(f"  {name.strip('_')} " in printed for name in (*text_speed.FAMILIES, "the rest"))
