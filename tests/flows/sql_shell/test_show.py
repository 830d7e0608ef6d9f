"""Writing results: the bytes, and what fits a terminal."""

import contextlib
import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from flows.output import plain, to_json, unique
from flows.sql_shell.session import Result, Session
from flows.sql_shell.show import fits, how_many, replacing, write
from flows.sql_shell.wire import Columns, Done, Rows


class Answers:
    """Stands for a session whose every result is the given batches."""

    paused = staticmethod(contextlib.nullcontext)

    def __init__(self, names: list[str], *batches: list[tuple[Any, ...]]) -> None:
        self._replies: list[Rows | Done] = [*map(Rows, batches), Done(sum(map(len, batches)))]
        self._names = names

    def ask(self, _sql: str, **_: object) -> Result:
        return Result(cast(Session, self), Columns(self._names, []))

    def reply(self) -> Rows | Done:
        return self._replies.pop(0)


def written(form: str, names: list[str], *batches: list[tuple[Any, ...]]) -> bytes:
    stream = io.BytesIO()
    write(cast(Session, Answers(names, *batches)), "", form, stream)
    return stream.getvalue()


def test_json_that_comes_in_batches_is_the_json_of_the_whole() -> None:
    rows: list[tuple[Any, ...]] = [(1, "ä\n"), (None, "]"), (2**100, [1, {"a": 2}])]
    whole = to_json([dict(zip(["a", "b"], row, strict=True)) for row in rows])
    assert json.loads(whole)[2]["a"] == 2**100
    assert written("json", ["a", "b"], rows[:1], rows[1:2], rows[2:]) == whole
    assert written("json", ["a", "b"]) == b"[]\n" == to_json([])


def test_no_column_is_lost_to_another_of_its_name() -> None:
    assert unique(["a", "a", "a_1", "b", "a"]) == ["a", "a_1", "a_1_1", "b", "a_2"]
    assert json.loads(written("json", ["a", "a"], [(1, 2)])) == [{"a": 1, "a_1": 2}]


def test_markdown() -> None:
    assert written("markdown", ["a|b"], [("<i>\n",)]) == b"| a\\|b |\n| --- |\n| &lt;i>  |\n"


def test_bytes_and_control_characters_are_shown_as_text() -> None:
    assert plain(b"\x00a\\") == r"\x00a\x5C"
    assert plain("\x1b[31m") == r"\x1b[31m"


@pytest.mark.parametrize(("columns", "width", "fit"), [(3, 80, True), (5, 80, True), (6, 80, False), (35, 80, False)])
def test_whether_a_table_fits(columns: int, width: int, fit: bool) -> None:
    assert fits([f"column_number_{n}" for n in range(columns)], [("some words that are long",) * columns], width) == fit


@pytest.mark.parametrize(
    ("total", "uncounted", "shown", "says"),
    [(1, False, 1, "1 row"), (12_345, False, 20, "20 of 12,345 rows shown"), (0, False, 0, "0 rows"),
     (1_000_020, True, 20, "20 of more than 1,000,020 rows shown")],
)  # fmt: skip
def test_how_many_rows_there_are(total: int, uncounted: bool, shown: int, says: str) -> None:
    assert how_many(SimpleNamespace(total=total, uncounted=uncounted), shown) == says  # type: ignore[arg-type]


def test_a_file_is_replaced_when_all_is_well(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="half"), replacing(path) as stream:
        stream.write(b"new")
        raise ValueError("half")
    assert path.read_bytes() == b"old"
    with replacing(path) as stream:
        stream.write(b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("x.json", b"new")]
