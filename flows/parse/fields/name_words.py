"""The words that tell names of persons from other capitalised words."""

from __future__ import annotations

from flows.parse.fields.lexicon import entries, sections
from flows.parse.fields.roles import ABBREVIATIONS, HONORIFICS, PARTIES, ROLE_FORMS, is_role

_GIVEN = tuple(line.split(" ") for line in entries("name_genders.txt"))
GENDERS: dict[str, str] = {given[0]: given[1] for given in _GIVEN}  # m, f or u
STRONG = frozenset(given[0] for given in _GIVEN if len(given) == 2)  # given names that are no other word
SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
PARTICLES = frozenset(
    "de la las los da dos do del della der den di du des van von dem bin ibn al el le ten ter".split()
)
STOPPED = frozenset(word for word in ABBREVIATIONS | HONORIFICS if word.endswith(".")) | {"jr.", "sr.", "st."}

_LISTS = {section: frozenset(words) for section, words in sections("capitalised_words.txt").items()}
DOUBLE = _LISTS["double"]  # Spanish surnames, after which a second one may stand
OPENING = _LISTS["opening"]
_ORGANISATION = _LISTS["organisation"] | _LISTS["organisation abroad"]
DAYS = _LISTS["day"]
COMMON = _ORGANISATION | OPENING | _LISTS["place"] | DAYS
SURNAME_TOO = _LISTS["surname_too"]
NEVER = COMMON - SURNAME_TOO
GERMAN_NOUNS = (_LISTS["noun"] | _LISTS["lead"] | _ORGANISATION) - SURNAME_TOO
BEFORE_NAME = {"staff"} | COMMON | PARTIES | ROLE_FORMS | _LISTS["lead"]
LEADS = OPENING | PARTIES | _LISTS["lead"]
# Capitalised only since a sentence begins: with one word after it, nobody is named ("When Patel").
ONLY_OPENS = frozenset(
    word.capitalize()
    for word in OPENING | _LISTS["lead"]
    if word.isalpha() and word not in GENDERS and word not in HONORIFICS and word not in PARTIES and not is_role(word)
)
# Endings of long German nouns that no surname has.
NOUN_ENDINGS = ("ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "tät", "ismus", "tum", "zeit")
NOUN_LENGTH = 8

_NAMED = sections("organisations.txt")
ORGANISATION_WORDS = frozenset(_NAMED["legal"] + _NAMED["last"])  # that end the name of one
ORGANISATION_FORMS = frozenset(form for line in _NAMED["known"] for form in line.split("|"))
# Those of two words and more: no person is called so ("General Motors").
ORGANISATIONS = frozenset(form for form in ORGANISATION_FORMS if " " in form)
