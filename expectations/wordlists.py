"""The word lists of data/, each read once, when first asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")


def _entries(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def boilerplate() -> tuple[str, ...]:
    """Phrases of pages that are no articles: case-folded, without punctuation."""
    return tuple(_entries("boilerplate.txt"))


@cache
def not_people() -> tuple[frozenset[str], frozenset[str]]:
    """Names of agencies, and words that no person's name has; lower case."""
    entries = _entries("not_people.txt")
    border = entries.index("[words]")
    return frozenset(entries[1:border]), frozenset(entries[border + 1 :])


@cache
def scripts_of() -> dict[str, frozenset[str]]:
    """The scripts a language may be written in, by primary tag."""
    scripts: dict[str, set[str]] = {}
    for script, languages in tomllib.loads((DATA / "languages.toml").read_text(encoding="utf-8")).items():
        for language in languages:
            scripts.setdefault(language, set()).add(script)
    return {language: frozenset(names) for language, names in scripts.items()}


@cache
def fragment_words() -> dict[str, frozenset[str]]:
    """Words that no whole headline ends with, by primary tag."""
    words = tomllib.loads((DATA / "fragments.toml").read_text(encoding="utf-8"))
    return {language: frozenset(entries) for language, entries in words.items()}


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Words that texts of some length have in each language, by primary tag; case-folded."""
    words = tomllib.loads((DATA / "function_words.toml").read_text(encoding="utf-8"))
    return {language: frozenset(entries) for language, entries in words.items()}


@cache
def teasers() -> tuple[str, ...]:
    """How lines begin that lead to another article; case-folded."""
    return tuple(_entries("teasers.txt"))
