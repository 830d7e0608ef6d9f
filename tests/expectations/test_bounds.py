"""bounds.toml: used as it is, and refused with a message that helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations.bounds import BOUNDS, BoundsError, bind
from expectations.judged import JUDGED

BUILT_IN = BOUNDS.read_text(encoding="utf-8")


def _refusal(tmp_path: Path, text: str) -> str:
    path = tmp_path / "bounds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BoundsError) as caught:
        bind(JUDGED, path)
    assert str(path) in str(caught.value)
    return str(caught.value)


def _line_of(text: str, start: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start))


def test_built_in_bounds_reach_checks_and_descriptions() -> None:
    bound = {e.name: e for e in bind(JUDGED)}
    assert bound["body_has_words"].check.arguments["min_value"] == 5
    assert bound["body_has_words"].description == "The body has at least 5 words."
    assert not [e.name for e in bound.values() if "{" in e.description]


def test_each_built_in_bound_has_its_reason_nearby() -> None:
    """A bound without a comment on its line stands in a section whose header explains it."""
    numbers = [line for line in BUILT_IN.splitlines() if "_value =" in line]
    assert sum("#" in line for line in numbers) >= 0.6 * len(numbers)


def test_another_bound_changes_the_check(tmp_path: Path) -> None:
    path = tmp_path / "bounds.toml"
    path.write_text(BUILT_IN.replace("min_value = 5 ", "min_value = 9 "), encoding="utf-8")
    assert {e.name: e for e in bind(JUDGED, path)}["body_has_words"].description == "The body has at least 9 words."


def test_an_unknown_expectation_is_named_with_its_line_and_the_valid_ones(tmp_path: Path) -> None:
    text = BUILT_IN + "\n[body_has_wrods]\nmin_value = 3\n"
    message = _refusal(tmp_path, text)
    assert f"line {_line_of(text, '[body_has_wrods]')}" in message
    assert "body_has_words" in message


def test_a_stray_key_is_named_with_its_line(tmp_path: Path) -> None:
    assert "line 1:" in _refusal(tmp_path, "min_words = 3\n" + BUILT_IN)


def test_an_unknown_bound_is_named_with_its_line_and_the_valid_ones(tmp_path: Path) -> None:
    text = BUILT_IN.replace("min_value = 5 ", "minimum = 5 ")
    message = _refusal(tmp_path, text)
    assert f"line {_line_of(text, 'minimum = 5')}" in message
    assert "min_value" in message


def test_a_missing_bound_is_named(tmp_path: Path) -> None:
    assert "[body_has_words] lacks min_value" in _refusal(tmp_path, BUILT_IN.replace("min_value = 5 ", ""))


def test_a_missing_expectation_is_named(tmp_path: Path) -> None:
    text = BUILT_IN.replace("[one_headline_block]\nmax_value = 1\n", "")
    assert "[one_headline_block]" in _refusal(tmp_path, text)


@pytest.mark.parametrize("value", ['"five"', "true", "[5]"])
def test_a_bound_that_is_no_number_is_refused(tmp_path: Path, value: str) -> None:
    assert "give a number" in _refusal(tmp_path, BUILT_IN.replace("min_value = 5 ", f"min_value = {value} "))


def test_a_minimum_above_its_maximum_is_refused(tmp_path: Path) -> None:
    assert "above its max_value" in _refusal(tmp_path, BUILT_IN.replace("min_value = 2.5", "min_value = 25"))


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    assert "not valid TOML" in _refusal(tmp_path, "[body_has_words\n")
