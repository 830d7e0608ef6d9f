"""Where a statement ends."""

import pytest

from flows.sql_shell.statements import is_complete
from tests.timing import within


@pytest.mark.parametrize(
    "text",
    ["SELECT 1;", "SELECT 1; ", "SELECT ';' ;\n", "SELECT 1; -- done", "SELECT 1; /* done */", "SELECT $$;$$;",
     'SELECT 1 AS "a;b";', "SELECT 'it''s';", "SELECT $x$ ' $x$;", "SELECT 3-1/2;", ";"],
)  # fmt: skip
def test_whole(text: str) -> None:
    assert is_complete(text)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "SELECT 1", "SELECT ';", "SELECT 1; SELECT", "SELECT 1 -- ;", "SELECT /* ;", "SELECT $$;", 'SELECT ";',
     "SELECT 'a';'", "SELECT $x$ ; $$;", "/* ; */", "-- ;"],
)  # fmt: skip
def test_more_is_to_come(text: str) -> None:
    assert not is_complete(text)


@pytest.mark.parametrize("unit", ["'", '"', "$", "$$", "/*", "*", "-", "a", ";", "/", "$a$", " "])
def test_any_text_is_read_in_linear_time(unit: str) -> None:
    within(0.15, lambda: is_complete(unit * (100_000 // len(unit))))
