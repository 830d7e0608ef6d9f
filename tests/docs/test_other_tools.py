"""docs/other-tools.md is true: each of its blocks runs, and prints what stands under it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.scripts import BLOCK, run

pytestmark = pytest.mark.xdist_group("ingest")
PAGE = (Path(__file__).parents[2] / "docs/other-tools.md").read_text(encoding="utf-8")
BLOCKS = [match.group("language", "code", "output") for match in BLOCK.finditer(PAGE)]


def test_every_tool_has_a_block_with_its_output() -> None:
    assert len(BLOCKS) == PAGE.count("```python") + PAGE.count("```sh") >= 9
    assert all(output for _, _, output in BLOCKS)


@pytest.mark.parametrize(("language", "code", "output"), BLOCKS)
def test_a_block_prints_what_stands_under_it(examples_home: Path, language: str, code: str, output: str) -> None:
    assert run(examples_home, language, code) == output, (
        "renew it: python -m tests.docs.scripts HOME docs/other-tools.md"
    )
