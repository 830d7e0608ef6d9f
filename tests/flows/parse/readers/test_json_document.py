"""JSON over a whole file: arrays, one object, and objects that list articles."""

from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.parse.limits import Limits
from flows.parse.model import RawRecord, Rejection
from flows.parse.record import file_format, records

ARTICLES = [
    {"title": f"Ferry {n} late", "text": f'The ferry was {n} minutes "late",\n [again] {{on}} Monday.'}
    for n in range(5)
]


def found(path: Path, data: bytes, **options: int) -> list[RawRecord | Rejection]:
    path = path / "articles.json"
    path.write_bytes(data)
    return list(records(path, limits=Limits(**options)))


def objects(items: list[RawRecord | Rejection]) -> list[object]:
    assert all(isinstance(item, RawRecord) and item.reader == "json" for item in items), items
    return [orjson.loads(item.data) for item in items]


@pytest.mark.parametrize("option", [0, orjson.OPT_INDENT_2])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n  "])
def test_array(tmp_path: Path, option: int, mark: bytes) -> None:
    data = mark + orjson.dumps(ARTICLES, option=option)
    items = found(tmp_path, data)
    assert objects(items) == ARTICLES
    assert [item.locator for item in items] == [f"item:{n}" for n in range(1, 6)]
    for item in items:
        assert data[item.byte_offset :].lstrip().startswith(item.data)


@pytest.mark.parametrize(
    "value",
    [
        {"status": "ok", "articles": ARTICLES},
        {"took": 3, "hits": {"total": 5, "hits": ARTICLES}},
        {"response": {"results": ARTICLES}},
    ],
)
def test_object_that_lists_articles(tmp_path: Path, value: object) -> None:
    assert objects(found(tmp_path, orjson.dumps(value, option=orjson.OPT_INDENT_2))) == ARTICLES


def test_one_object_is_one_article(tmp_path: Path) -> None:
    data = orjson.dumps(ARTICLES[0], option=orjson.OPT_INDENT_2)
    assert found(tmp_path, data) == [RawRecord("file", 0, data, "json")]
    assert file_format(tmp_path / "articles.json") == "json"


def test_no_cut_goes_unnoticed_and_what_was_whole_is_kept(tmp_path: Path) -> None:
    for data in (
        orjson.dumps(ARTICLES, option=orjson.OPT_INDENT_2),
        orjson.dumps(ARTICLES[0], option=orjson.OPT_INDENT_2),
    ):
        for length in range(1, len(data)):
            items = found(tmp_path, data[:length])
            broken = [item for item in items if isinstance(item, Rejection)]
            assert [item.reason_code for item in broken] == ["truncated_file"], length
            assert objects(items[:-1]) == ARTICLES[: len(items) - 1]


def test_one_bad_element_costs_only_itself(tmp_path: Path) -> None:
    items = found(tmp_path, b'[{"text": "Rain"}, 17, {"text": }, , {"text": "Dry"}] x')
    assert [item.data for item in items[:3]] == [b'{"text": "Rain"}', b"17", b'{"text": }']
    assert [getattr(item, "reason_code", "") for item in items] == ["", "", "", "invalid_json", "", "invalid_json"]


def test_large_element_is_read_over(tmp_path: Path) -> None:
    large = orjson.dumps({"text": "x" * 900_000})
    items = found(tmp_path, b"[" + large + b', {"text": "Dry"}]', record_bytes=500_000)
    assert [getattr(item, "reason_code", "") for item in items] == ["record_too_large", ""]
    assert items[1].data == b'{"text": "Dry"}'


def test_empty_array_and_array_of_nothing_readable(tmp_path: Path) -> None:
    (item,) = found(tmp_path, b"[]\n")
    assert isinstance(item, Rejection) and item.reason_code == "no_text"


texts = st.text(st.characters(codec="utf-8", exclude_characters="\x7f"), max_size=8)  # JSON escapes all other controls
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(texts, json_values, max_size=3), min_size=1, max_size=5), st.booleans())
@settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_array_of_objects_comes_back(tmp_path: Path, value: list[object], indent: bool) -> None:
    assert objects(found(tmp_path, orjson.dumps(value, option=orjson.OPT_INDENT_2 if indent else 0))) == value
