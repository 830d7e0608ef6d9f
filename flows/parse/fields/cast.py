"""The cast of an article: its named persons, what is known of each, and every place where a surname stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from flows.parse.fields.person_names import GENDERS, SUFFIXES
from flows.parse.fields.roles import FEMALE, MALE
from flows.parse.model import Mention

_HONORIFICS = {"Mr. ": "m", "Mr ": "m", "Ms. ": "f", "Ms ": "f", "Mrs. ": "f", "Mrs ": "f", "Miss ": "f"}
# So many short stretches are searched as they are asked for; whoever asks oftener gets an index of the whole text.
_FEW, _SHORT = 24, 1_500
_new = tuple.__new__  # a third of the cost of the named tuple's own constructor


class Person(NamedTuple):
    name: str
    family: str
    given: str
    words: int  # in the name
    title: str | None
    start: int  # first mention in the body

    @property
    def roles(self) -> frozenset[str]:
        """The words of the title, lower case."""
        return frozenset(self.title.lower().replace("’s", "").replace("'s", "").split()) if self.title else frozenset()


class Cast:
    """Persons of one article, found by a word of their name or by a stretch of the text that names them."""

    def __init__(self, text: str, people: Sequence[Mention]) -> None:
        self._text = text
        persons = [_person(mention) for mention in people if mention.kind == "person"]
        given = {person.given for person in persons if person.words > 1}
        # A given name on its own is the person who bears it.
        self.persons = [person for person in persons if person.words > 1 or person.name not in given]
        self._searches = 0
        self._genders: dict[Person, str] = {}
        self.known: dict[str, str] = {}  # full names of phrases that mean one person wherever they stand
        self._by_word: dict[str, list[Person]] = {}
        for person in self.persons:
            self._by_word.setdefault(person.family, []).append(person)
            if person.given != person.family:
                self._by_word.setdefault(person.given, []).append(person)

    def called(self, word: str) -> Sequence[Person]:
        """Persons of whom the word is the surname or the given name."""
        return self._by_word.get(word, ())

    def gender(self, person: Person) -> str:
        """m, f, or u where nothing tells."""
        gender = self._genders.get(person)
        if gender is None:
            gender = self._genders[person] = self._gender(person)
        return gender

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
        self._searches += 1
        if self._searches <= _FEW and end - start <= _SHORT and len(self._by_family) == len(self.persons):
            text = self._text
            return sorted(
                found
                for family, persons in self._by_family.items()
                if text.find(family, start, end) >= 0
                for found in self._of(persons, start, end)
            )
        first = bisect_left(self._places, start)
        return self._named[first : bisect_left(self._places, end, first)]

    @cached_property
    def _named(self) -> list[tuple[int, Person]]:
        """Of persons with one surname it is the one whose given name stands before it, else the one named last."""
        length = len(self._text)
        return sorted(found for persons in self._by_family.values() for found in self._of(persons, 0, length))

    @cached_property
    def _by_family(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self.persons:
            found.setdefault(person.family, []).append(person)
        return found

    def _of(self, persons: Sequence[Person], start: int, end: int) -> list[tuple[int, Person]]:
        """Where in `text[start:end]` the surname that the persons share stands, and whose it is."""
        text, latest = self._text, persons[0]
        family = latest.family
        length = len(family)
        by_given = {person.given: person for person in persons} if len(persons) > 1 else {}
        found = []
        position = text.find(family, start, end + length - 1)
        while position >= 0:
            finish = position + length
            if not (text[position - 1 : position].isalnum() or text[finish : finish + 1].isalnum()):
                if by_given:
                    before = text[max(0, position - 24) : position].rstrip().rpartition(" ")[2]
                    latest = by_given.get(before, latest)
                found.append((position, latest))
            position = text.find(family, finish, end + length - 1)
        return found

    @cached_property
    def _places(self) -> list[int]:
        return [position for position, _ in self._named]

    def _gender(self, person: Person) -> str:
        roles = person.roles
        if not FEMALE.isdisjoint(roles):
            return "f"
        if not MALE.isdisjoint(roles):
            return "m"
        gender = GENDERS.get(person.given.lower(), "u") if person.words > 1 else "u"
        if gender != "u":
            return gender
        for honorific, meaning in self._honorifics:
            if honorific + person.family in self._text:
                return meaning
        return "u"

    @cached_property
    def _honorifics(self) -> list[tuple[str, str]]:
        return [(honorific, meaning) for honorific, meaning in _HONORIFICS.items() if honorific in self._text]


def _person(mention: Mention) -> Person:
    name = mention.name or mention.text
    words = name.split()
    if words[-1].lower() in SUFFIXES or words[0].lower() in SUFFIXES:
        words = [word for word in words if word.lower() not in SUFFIXES] or [name]
    return _new(Person, (name, words[-1], words[0], len(words), mention.title, mention.body_start))


def agrees(gender: str, wanted: str) -> bool:
    """Whether a person of that gender can be meant; `u` agrees with either."""
    return gender in (wanted, "u") or wanted == "u"
