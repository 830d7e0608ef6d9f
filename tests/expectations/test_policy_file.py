"""copydesk.toml: read as it is meant, and refused with the file, the line and what is valid."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from expectations.policy import DEFAULT, Policy, PolicyError

FULL = """\
gate = "warning"
schema_contract = "freeze"

[expectations.body_is_long_enough]
severity = "info"
min_value = 30

[[rules]]
publisher = ["Harbour News", "*.example"]
format = "feed"
schema_contract = "discard_value"
[rules.expectations.body_is_long_enough]
enabled = false

[[rules]]
name = "pages of the Ellery Post"
publisher = "Ellery Post"
[rules.expectations]
headline_is_given = { severity = "critical" }

[drift]
width = 5
"""


def _policy(home: Path, text: str) -> Policy:
    (home / "copydesk.toml").write_text(text, encoding="utf-8")
    return Policy.load(home)


def _refusal(home: Path, text: str) -> str:
    with pytest.raises(PolicyError) as caught:
        _policy(home, text)
    assert str(home / "copydesk.toml") in str(caught.value)
    return str(caught.value)


def test_nothing_is_asked_where_there_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Policy.load(tmp_path / "home") == DEFAULT


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    policy = _policy(tmp_path, FULL)
    assert (policy.gate, policy.schema_contract, policy.drift) == ("warning", "freeze", (("width", 5),))
    assert [(c.expectation, c.severity, c.bounds) for c in policy.changes] == [
        ("body_is_long_enough", "info", (("min_value", 30),))
    ]
    assert [rule.scope for rule in policy.rules] == [
        "publisher: Harbour News, *.example; format: feed", "pages of the Ellery Post",
    ]  # fmt: skip
    assert policy.rules[0].changes[0].enabled is False
    assert policy.rules[1].changes[0].severity == "critical"


def test_the_file_that_is_named_comes_first_then_the_homes_then_the_current_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    for path, gate in (("named.toml", "off"), ("home/copydesk.toml", "critical"), ("copydesk.toml", "warning")):
        (tmp_path / path).write_text(f'gate = "{gate}"\n', encoding="utf-8")
    assert Policy.load(home, tmp_path / "named.toml").gate == "off"
    assert Policy.load(home).gate == "critical"
    (home / "copydesk.toml").unlink()
    assert Policy.load(home).gate == "warning"


def test_a_file_that_is_named_and_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"nowhere\.toml: No such file"):
        Policy.load(tmp_path, tmp_path / "nowhere.toml")


def test_a_policy_goes_to_workers(tmp_path: Path) -> None:
    policy = _policy(tmp_path, FULL)
    sent = pickle.loads(pickle.dumps(policy))
    assert sent == policy
    assert hash(sent) == hash(policy)
    assert sent.digest == policy.digest != DEFAULT.digest


def test_a_contract_is_the_rules_where_one_applies(tmp_path: Path) -> None:
    policy = _policy(tmp_path, FULL)
    assert policy.contract_for("Harbour News", "feed") == "discard_value"
    assert policy.contract_for("Harbour News", "jsonl") == "freeze"
    assert policy.contract_for(None, "feed", "https://news.example/1") == "discard_value"


def _on(name: str, *lines: str) -> str:
    return "\n".join([f"[expectations.{name}]", *lines, ""])


LONG, APART = "body_is_long_enough", "body_words_are_separated"
RULE = "[[rules]]\npublisher = 'A'\n"
FIXED = "cannot be switched off or re-graded"
REFUSED = [
    ("gate = 'warning'\ngaet = 1\n", "line 2: no key 'gaet'; did you mean gate?"),
    ("gate = 'x'\n", "line 1: gate is 'x'; valid: critical, off, warning"),
    ("schema_contract = 'frozen'\n", "line 1: schema_contract is 'frozen'; did you mean freeze?"),
    (
        "\n[expectations.body_is_long_enuogh]\n",
        "line 2: no expectation 'body_is_long_enuogh'; did you mean body_is_long",
    ),
    ("[expectations]\nbody_is_long_enough = 3\n", "line 2: body_is_long_enough is 3; a table is needed"),
    (_on(LONG, "enabeld = false"), f"line 2: no key of [{LONG}] 'enabeld'; did you mean enabled?"),
    (_on(LONG, "enabled = 'no'"), "line 2: enabled is 'no'; valid: true, false"),
    (_on(LONG, "severity = 'fatal'"), "line 2: severity is 'fatal'; "),
    (_on(LONG, "", "min_value = nan"), "line 3: min_value is nan; give a finite number"),
    (_on(LONG, "min_value = inf"), "line 2: min_value is inf; give a finite number"),
    (_on(LONG, f"min_value = 1{'0' * 400}"), "line 2: min_value is 1"),
    (_on(LONG, f"min_value = 1{'0' * 5_000}"), "not valid TOML"),
    (_on(LONG, "min_value = 2020-01-01"), "line 2: min_value is datetime.date(2020, 1, 1); give a finite number"),
    (f"rules = {'[' * 5_000}{']' * 5_000}\n", "not valid TOML"),
    (_on(LONG, "min_value = true"), "line 2: min_value is True; give a finite number"),
    (_on(LONG, "min_value = '9'"), "line 2: min_value is '9'; give a finite number"),
    (_on(LONG, "max_value = 9"), f"line 2: {LONG} has no bound 'max_value'; valid: min_value"),
    (_on("headline_is_given", "max_value = 9"), "has no bound 'max_value'; it has no bounds"),
    (_on(APART, "min_value = 9", "max_value = 3"), f"line 1: [{APART}] has its min_value above its max_value"),
    (_on(APART, "min_value = 90"), f"line 1: {APART}: min_value 90 is above max_value 15"),
    (
        _on("run_accounts_for_every_record", "enabled = false"),
        f"line 2: run_accounts_for_every_record {FIXED}: no record",
    ),
    (_on("run_accounts_for_every_record", "max_value = 5"), "has no bound 'max_value'"),
    (_on("articles_types", "severity = 'info'"), f"line 2: articles_types {FIXED}: the warehouse demands it"),
    ("rules = 3\n", "line 1: rules are a list; begin each with [[rules]]"),
    (RULE + "[[rules]]\nexpectations = {}\n", "line 3: a rule says for which publisher or format"),
    ("[[rules]]\nformat = 'fede'\n", "line 2: no format 'fede'; did you mean feed?"),
    ("[[rules]]\nformat = 'xml*'\n", "line 2: no format 'xml*'; "),
    ("[[rules]]\npublisher = ['A', 7]\n", "line 2: publisher is ['A', 7]; give a name, a pattern with *"),
    ("[[rules]]\npublishers = 'A'\n", "line 2: no key of a rule 'publishers'; did you mean publisher?"),
    (RULE + "name = ''\n", "line 3: name is ''; give a text of one line"),
    (RULE + "name = 'x'\n" + RULE + "name = 'x'\n", "line 6: two rules are called 'x'"),
    (RULE + "[rules.expectations.no_such]\n", "line 3: no expectation 'no_such'; "),
    (RULE + "[rules.expectations.run_sees_records]\n", "line 3: run_sees_records judges a run as a whole"),
    ("[drift]\nwdith = 3\n", "line 2: no bound of drift 'wdith'; did you mean width?"),
    ("[drift]\nwidth = 'wide'\n", "line 2: width is 'wide'; give a finite number"),
    ("[drift]\nruns_learning = 0\n", "line 1: [drift] runs_learning is 0; it must be at least 3"),
    ("[expectations.body_is_long_enough\n", "line 1: not valid TOML"),
    ("gate = 'off'\n\ngate = 'off'\n", "line 3: not valid TOML"),
    ("gate = 'off'\nrules = [\n", "line 2: not valid TOML"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=[said[:60] for _, said in REFUSED])
def test_what_cannot_be_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in _refusal(tmp_path, text)


CONTRADICTIONS = [
    ("a rule against what the expectation comes with", """
[[rules]]
publisher = "A"
[rules.expectations.body_words_are_separated]
min_value = 90
""", "line 4: body_words_are_separated: min_value 90 is above max_value 15 where publisher: A applies"),
    ("a rule against what is said for all", """
[expectations.body_words_are_separated]
min_value = 10
[[rules]]
publisher = "A"
[rules.expectations.body_words_are_separated]
max_value = 5
""", "line 6: body_words_are_separated: min_value 10 is above max_value 5 where publisher: A applies"),
    ("two rules that may apply to one article", """
[[rules]]
publisher = "Harbour*"
[rules.expectations.body_words_are_separated]
min_value = 10
[[rules]]
format = "feed"
[rules.expectations.body_words_are_separated]
max_value = 5
""", "min_value 10 is above max_value 5 where publisher: Harbour* + format: feed applies"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [case[1:] for case in CONTRADICTIONS], ids=[c[0] for c in CONTRADICTIONS])
def test_bounds_that_contradict_each_other_are_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in _refusal(tmp_path, text)


def test_rules_that_never_meet_may_differ(tmp_path: Path) -> None:
    rule = '[[rules]]\npublisher = "{}"\n[rules.expectations.body_words_are_separated]\n{} = {}\n'
    policy = _policy(tmp_path, rule.format("A*", "min_value", 10) + rule.format("B*", "max_value", 5))
    assert len(policy.rules) == 2


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_bytes('gate = "off" # \u00e9'.encode("latin-1"))
    with pytest.raises(PolicyError, match="not UTF-8"):
        Policy.load(tmp_path)


def test_two_rules_for_the_same_articles_are_told_apart(tmp_path: Path) -> None:
    policy = _policy(tmp_path, '[[rules]]\npublisher = "A"\n[[rules]]\npublisher = "A"\n')
    assert [rule.scope for rule in policy.rules] == ["publisher: A", "publisher: A (2)"]


def test_reading_a_policy_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_text(FULL, encoding="utf-8")
    (tmp_path / "expectations").mkdir()
    (tmp_path / "expectations" / "mine.py").write_text("raise RuntimeError('not run when it is read')", "utf-8")
    code = (
        "import sys, pathlib; from expectations.policy import Policy; Policy.load(pathlib.Path(sys.argv[1]));"
        "sys.exit(any(name in sys.modules for name in ('great_expectations', 'pandas', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 0
