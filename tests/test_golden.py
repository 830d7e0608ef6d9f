"""Every fixture parses to what its golden file says; every reader has a fixture."""

import difflib
from pathlib import Path

import pytest

from flows.parse.readers.registry import READERS
from tests.golden_update import GOLDEN, as_json, fixtures, golden_path, parsed


@pytest.mark.parametrize("fixture", fixtures(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_fixture_parses_to_its_golden_file(fixture: Path) -> None:
    golden = golden_path(fixture)
    assert golden.exists(), "run `python -m tests.golden_update`, read the new file, commit it"
    expected, got = golden.read_text("utf-8").splitlines(), as_json(parsed(fixture)).decode().splitlines()
    changed = "\n".join(difflib.unified_diff(expected, got, golden.name, "parsed now", n=2, lineterm=""))
    assert not changed, f"{changed}\nif this is right: `python -m tests.golden_update --overwrite {fixture.name}`"


def test_every_reader_has_a_fixture_and_every_golden_file_too() -> None:
    assert {fixture.parent.name for fixture in fixtures()} >= set(READERS)
    assert {golden_path(fixture) for fixture in fixtures()} == set(GOLDEN.glob("*/*.json"))
