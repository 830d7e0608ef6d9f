"""The words that say what a person is, from `data/titles.txt`: a role noun tells a title from any other word."""

from __future__ import annotations

from flows.parse.fields.lexicon import sections

_LISTS = sections("titles.txt")
_ROMANCE_ROLES = sum((_LISTS[f"role {language}"] for language in ("fr", "es", "it", "pt")), ())
ROMANCE = frozenset(_ROMANCE_ROLES)  # an adjective follows these
ROLES = frozenset(_LISTS["role"] + _LISTS["role de"] + _ROMANCE_ROLES)
ABBREVIATIONS = frozenset(_LISTS["abbreviation"])
HONORIFICS = frozenset(_LISTS["honorific"])
MODIFIERS = frozenset(_LISTS["modifier"])
FEMALE = frozenset(_LISTS["female"])
MALE = frozenset(_LISTS["male"])
KIN = frozenset(_LISTS["kin"])  # always somebody's: the possessor belongs to the title

PARTIES = frozenset(("republican", "democrat", "democrats", "republicans", "socialist", "libertarian", "conservative"))
ROLE_FORMS = ROLES | ABBREVIATIONS | {role + "s" for role in ROLES}
# What stands before a blank tells most words from roles, without looking for the word's start.
ROLE_ENDINGS = frozenset((" " + form)[-3:] for form in ROLE_FORMS)

_TAIL = 4  # letters, of which the shortest ending has as many
_GERMAN_ENDINGS: dict[str, tuple[str, ...]] = {}
for _ending in _LISTS["ending de"]:
    _GERMAN_ENDINGS[_ending[-_TAIL:]] = (*_GERMAN_ENDINGS.get(_ending[-_TAIL:], ()), _ending)


def is_role(word: str) -> bool:
    """Whether the word names a role, in singular or plural, shortened or not; its case does not matter."""
    return word.lower() in ROLE_FORMS


def is_german_role(word: str) -> bool:
    """Whether a capitalised word ends in a German role noun, inflected or not: `Finanzministerin`, `SPD-Politikers`."""
    if not word[:1].isupper():
        return False
    lower = word.lower()
    forms = [lower, *[lower[: -len(case)] for case in ("s", "n", "en") if lower.endswith(case)]]
    return any(form.endswith(_GERMAN_ENDINGS.get(form[-_TAIL:], ())) for form in forms if len(form) >= _TAIL)
