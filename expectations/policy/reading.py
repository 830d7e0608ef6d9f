"""Reading copydesk.toml: every key and value is known, or the error says on which line it is not."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from expectations.policy.errors import Source, choices, is_finite_number
from expectations.policy.model import LINEAGE_TARGETS, Change, Lineage, Rule
from expectations.policy.select import matches
from expectations.policy.toml_lines import Keys, line_of_syntax_error
from expectations.results import GATES
from expectations.spec import CRITICAL
from schemas.vocabularies import SCHEMA_CONTRACTS, SEVERITIES, SOURCE_FORMATS

TOP = ("gate", "schema_contract", "expectations", "rules", "drift", "lineage")
IN_A_RULE = ("name", "publisher", "format", "schema_contract", "expectations")
BOUNDS = ("min_value", "max_value")
IN_LINEAGE = ("target", "namespace")
IN_AN_EXPECTATION = ("enabled", "severity", *BOUNDS)
LONGEST_NAME = 200  # characters of a publisher's name or a pattern


class Read(NamedTuple):
    gate: str
    schema_contract: str
    changes: tuple[Change, ...]
    rules: tuple[Rule, ...]
    drift: tuple[tuple[str, float], ...]
    lineage: Lineage


def read(source: Source) -> Read:
    """What the file says. PolicyError where it is no TOML, or says what it cannot."""
    try:
        top = tomllib.loads(source.text)
    except ValueError as error:  # TOMLDecodeError, and integers of thousands of digits
        raise source.at(line_of_syntax_error(error, source.text), f"not valid TOML: {error}") from error
    except RecursionError as error:
        raise source.at(1, "not valid TOML: nested too deeply") from error
    _known(source, (), top, TOP, "key")
    rules = top.get("rules", [])
    if not isinstance(rules, list):
        raise source.at_keys(("rules",), "rules are a list; begin each with [[rules]]")
    return Read(
        _choice(source, ("gate",), top.get("gate", CRITICAL), tuple(GATES)),
        _choice(source, ("schema_contract",), top.get("schema_contract", SCHEMA_CONTRACTS[0]), SCHEMA_CONTRACTS),
        _changes(source, ("expectations",), top.get("expectations", {})),
        _rules(source, rules),
        _drift(source, top.get("drift", {})),
        _lineage(source, top.get("lineage", {})),
    )


def _rules(source: Source, tables: list[Any]) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for place, table in enumerate(tables):
        rule = _rule(source, ("rules", place), table)
        if any(rule.scope == other.scope for other in rules):
            if "name" in table:
                message = f"two rules are called {rule.scope!r}; results are told apart by the name"
                raise source.at_keys((*rule.keys, "name"), message)
            rule = Rule(f"{rule.scope} ({place + 1})", *_rest(rule))
        rules.append(rule)
    return tuple(rules)


def _rest(rule: Rule) -> tuple[Any, ...]:
    return rule.publishers, rule.formats, rule.changes, rule.schema_contract, rule.keys


def _rule(source: Source, keys: Keys, table: object) -> Rule:
    table = _table(source, keys, table)
    _known(source, keys, table, IN_A_RULE, "key of a rule")
    publishers = _names(source, (*keys, "publisher"), table.get("publisher", []))
    formats = _names(source, (*keys, "format"), table.get("format", []))
    for name in formats:
        if not any(matches((name,), known) for known in SOURCE_FORMATS):
            raise source.at_keys((*keys, "format"), f"no format {name!r}; {choices(name, SOURCE_FORMATS)}")
    if not publishers and not formats:
        raise source.at_keys(keys, "a rule says for which publisher or format it is; what is for all stands outside")
    parts = [f"{key}: {', '.join(names)}" for key, names in (("publisher", publishers), ("format", formats)) if names]
    contract = table.get("schema_contract")
    return Rule(
        _scope(source, keys, table.get("name", "; ".join(parts))),
        publishers,
        formats,
        _changes(source, (*keys, "expectations"), table.get("expectations", {})),
        None if contract is None else _choice(source, (*keys, "schema_contract"), contract, SCHEMA_CONTRACTS),
        keys,
    )


def _scope(source: Source, keys: Keys, name: object) -> str:
    if not isinstance(name, str) or not name.strip() or not name.isprintable():
        raise source.at_keys((*keys, "name"), f"name is {name!r}; give a text of one line")
    return name.strip()


def _names(source: Source, keys: Keys, value: object) -> tuple[str, ...]:
    """Names or patterns: a text, or a list of texts."""
    names: list[str] = []
    for name in value if isinstance(value, list) else [value]:
        if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_NAME:
            message = f"{keys[-1]} is {value!r}; give a name, a pattern with *, or a list of them"
            raise source.at_keys(keys, message)
        names.append(name.strip())
    return tuple(dict.fromkeys(names))


def _changes(source: Source, keys: Keys, table: object) -> tuple[Change, ...]:
    tables = _table(source, keys, table)
    return tuple(_change(source, (*keys, name), name, value) for name, value in tables.items())


def _change(source: Source, keys: Keys, name: str, table: object) -> Change:
    table = _table(source, keys, table)
    _known(source, keys, table, IN_AN_EXPECTATION, f"key of [{name}]")
    enabled = table.get("enabled")
    if enabled is not None and not isinstance(enabled, bool):
        raise source.at_keys((*keys, "enabled"), f"enabled is {enabled!r}; valid: true, false")
    severity = table.get("severity")
    if severity is not None:
        _choice(source, (*keys, "severity"), severity, SEVERITIES)
    bounds = tuple((key, _number(source, (*keys, key), table[key])) for key in BOUNDS if key in table)
    ends = dict(bounds)
    if len(ends) == len(BOUNDS) and ends["min_value"] > ends["max_value"]:
        raise source.at_keys(keys, f"[{name}] has its min_value above its max_value")
    return Change(name, enabled, severity, bounds, keys)


def _drift(source: Source, table: object) -> tuple[tuple[str, float], ...]:
    tables = _table(source, ("drift",), table)
    return tuple((name, _number(source, ("drift", name), value)) for name, value in tables.items())


def _lineage(source: Source, table: object) -> Lineage:
    if not isinstance(table, Mapping):
        raise source.at_keys(("lineage",), "lineage is a table: [lineage], and below it target = …")
    _known(source, ("lineage",), table, IN_LINEAGE, "key of [lineage]")
    for key, value in table.items():
        if not isinstance(value, str) or not value.isprintable():
            raise source.at_keys(("lineage", key), f"{key} is {value!r}; give a text of one line")
    if not str(table.get("target", LINEAGE_TARGETS[0])).startswith(LINEAGE_TARGETS):
        raise source.at_keys(("lineage", "target"), f"a target begins with {', '.join(LINEAGE_TARGETS)}")
    return Lineage(**table)


def _number(source: Source, keys: Keys, value: object) -> float:
    if not is_finite_number(value):
        raise source.at_keys(keys, f"{keys[-1]} is {value!r}; give a finite number")
    return cast(float, value)


def _choice(source: Source, keys: Keys, value: object, valid: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in valid:
        raise source.at_keys(keys, f"{keys[-1]} is {value!r}; {choices(value, valid)}")
    return value


def _table(source: Source, keys: Keys, value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise source.at_keys(keys, f"{keys[-1]} is {value!r}; a table is needed: {' or '.join(IN_AN_EXPECTATION)}")
    return value


def _known(source: Source, keys: Keys, table: Mapping[str, Any], valid: tuple[str, ...], what: str) -> None:
    for key in table:
        if key not in valid:
            raise source.at_keys((*keys, key), f"no {what} {key!r}; {choices(key, valid)}")
