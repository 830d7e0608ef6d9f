"""The cast of an article: its named persons, what is known of each, and every place where a surname stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from flows.parse.fields.person_names import GENDERS, SUFFIXES
from flows.parse.fields.roles import FEMALE, MALE
from flows.parse.fields.scanning import places
from flows.parse.model import Mention

_HONORIFICS = ((("Mr.", "Mr"), "m"), (("Ms.", "Ms", "Mrs.", "Mrs", "Miss"), "f"))


class Person(NamedTuple):
    name: str
    family: str
    given: str
    gender: str  # m, f, or u where nothing tells
    roles: frozenset[str]  # the words of the title, lower case
    start: int  # first mention in the body


class Cast:
    """Persons of one article, found by a word of their name or by a stretch of the text that names them."""

    def __init__(self, text: str, people: Sequence[Mention]) -> None:
        self._text = text
        self.persons = [self._person(mention) for mention in people if mention.kind == "person"]
        self._by_word: dict[str, list[Person]] = {}
        for person in self.persons:
            for word in {person.family, person.given}:
                self._by_word.setdefault(word, []).append(person)

    def called(self, word: str) -> Sequence[Person]:
        """Persons of whom the word is the surname or the given name."""
        return self._by_word.get(word, ())

    @cached_property
    def by_name(self) -> dict[str, Person]:
        return {person.name: person for person in self.persons}

    @cached_property
    def by_role(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self.persons:
            for role in person.roles:
                found.setdefault(role, []).append(person)
        return found

    def named(self, start: int, end: int) -> Sequence[tuple[int, Person]]:
        """Where in `text[start:end]` a surname stands, and whose it is, in order."""
        first = bisect_left(self._places, start)
        return self._named[first : bisect_left(self._places, end, first)]

    @cached_property
    def _named(self) -> list[tuple[int, Person]]:
        """Of persons with one surname it is the one whose given name stands before it, else the one named last."""
        by_family: dict[str, list[Person]] = {}
        for person in self.persons:
            by_family.setdefault(person.family, []).append(person)
        found = []
        for family, persons in by_family.items():
            latest = persons[0]
            by_given = {person.given: person for person in persons}
            for position in places(self._text, family):
                finish = position + len(family)
                if self._text[position - 1 : position].isalnum() or self._text[finish : finish + 1].isalnum():
                    continue
                if len(persons) > 1:
                    before = self._text[max(0, position - 24) : position].rstrip().rpartition(" ")[2]
                    latest = by_given.get(before, latest)
                found.append((position, latest))
        return sorted(found)

    @cached_property
    def _places(self) -> list[int]:
        return [position for position, _ in self._named]

    def _person(self, mention: Mention) -> Person:
        name = mention.name or mention.text
        words = [word for word in name.split() if word.lower() not in SUFFIXES] or [name]
        roles = frozenset((mention.title or "").lower().replace("’s", "").replace("'s", "").split())
        gender = self._gender(words, roles)
        return Person(name, words[-1], words[0], gender, roles, mention.body_start)

    def _gender(self, words: list[str], roles: frozenset[str]) -> str:
        if roles & FEMALE:
            return "f"
        if roles & MALE:
            return "m"
        gender = GENDERS.get(words[0].lower(), "u") if len(words) > 1 else "u"
        if gender != "u":
            return gender
        for honorifics, meaning in _HONORIFICS:
            if any(f"{honorific} {words[-1]}" in self._text for honorific in honorifics):
                return meaning
        return "u"


def agrees(gender: str, wanted: str) -> bool:
    """Whether a person of that gender can be meant; `u` agrees with either."""
    return "u" in (gender, wanted) or gender == wanted
