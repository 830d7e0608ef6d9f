"""docs/policy.md: what it shows can be used as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from expectations.policy import Policy
from expectations.policy.checking import check
from expectations.user_suites.files import load_suites
from expectations.validate import validate
from tests.expectations.invented import TODAY, article

TEXT = (Path(__file__).parents[2] / "docs" / "policy.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL))


def test_the_examples_work(tmp_path: Path) -> None:
    (tmp_path / "expectations").mkdir()
    (tmp_path / "copydesk.toml").write_text(BLOCKS["toml"], encoding="utf-8")
    (tmp_path / "expectations" / "ours.py").write_text(BLOCKS["python"], encoding="utf-8")
    (tmp_path / "expectations" / "addresses.json").write_text(BLOCKS["json"], encoding="utf-8")
    policy = Policy.load(tmp_path)
    check(policy)
    assert [len(suite.lines) for suite in load_suites(policy.suites)] == [1, 3]
    batch = [
        article(article_section="News", uri="https://harbour.example/1"),
        article(1, article_section="Horoscope", uri="http://harbour.example/2", headline="Will the ferry return?"),
        article(2, headline=None, publisher="Ellery Post"),
    ]
    verdict = validate(batch, today=TODAY, policy=policy)
    assert verdict.quarantined == {1, 2}
    assert verdict.failed[1][0] == "section_is_ours"
    assert {"address_is_secure", "headline_tells"} <= set(verdict.failed[1])
    assert "headline_is_given" in verdict.failed[2]
    assert 0 not in verdict.failed


def test_every_key_of_the_file_is_explained() -> None:
    from expectations.policy.reading import IN_A_RULE, IN_AN_EXPECTATION, TOP

    for key in (*TOP, *IN_A_RULE, *IN_AN_EXPECTATION):
        assert re.search(rf"\b{key}\b", TEXT), key
