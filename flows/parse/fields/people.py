"""The persons an article names: once each, with the fullest form of the name and the role beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.parse.fields.person_names import SUFFIXES, Name, find_names
from flows.parse.fields.roles import singular
from flows.parse.model import Body, Embed, Mention

_LISTED = re.compile(r"(?: \([^()\n]{1,30}\)|, [\w.-]{1,20})?,?(?: and)? ")


@dataclass(slots=True)
class _Person:
    """All mentions that are taken for one person."""

    words: tuple[str, ...]
    text: str  # the fullest form, as written
    first: Name
    titles: list[tuple[int, str]] = field(default_factory=list)  # words in the mention's name, title


def people(body: Body, embeds: Sequence[Embed] = ()) -> list[Mention]:
    """Persons named in paragraphs and list items, in order of first mention.

    Surnames that stand alone, and names after an honorific, belong to the last person of that surname; forms of one
    name (`Donald Trump`, `Donald J. Trump`) are one person. Where the body has but a surname, the display name of an
    embedded post's author completes it.
    """
    text = body.text
    found: list[_Person] = []
    by_family: dict[str, list[_Person]] = {}
    shared, shared_end = None, 0  # a plural title ("Senators") and the end of the last name it covers
    for name in find_names(text, body.spans):
        family = _family(name.words)
        person = _same(name, by_family.get(family, ()))
        if person is None and name.method == "surname" and family in by_family:
            continue  # "Inside Trump", where another was called Trump
        if person is None:
            person = _Person(name.words, text[name.start : name.end], name)
            found.append(person)
            by_family.setdefault(family, []).append(person)
        elif _fullness(name.words) > _fullness(person.words):
            person.words, person.text = name.words, text[name.start : name.end]
        title = name.title
        if title:
            title = singular(title)
            shared = title if title != name.title else None
        elif shared:  # the plural title covers a list without a gap
            title = shared = shared if _LISTED.fullmatch(text, shared_end, name.start) else None
        shared_end = name.end
        if title:
            person.titles.append((len(name.words), title))
    for embed in embeds:
        _complete(embed.author_name or "", by_family)
    return [_mention(text, person) for person in found]


def _complete(display_name: str, by_family: dict[str, list[_Person]]) -> None:
    """Gives a person of whom the body has but the surname the full name that a post is signed with."""
    words = tuple(word for word in display_name.split() if word[0].isalpha())
    if not 2 <= len(words) <= 4:
        return
    for person in by_family.get(_family(words), ()):
        if len(person.words) == 1:
            person.words, person.text = words, " ".join(words)


def _family(words: tuple[str, ...]) -> str:
    last = words[-2] if len(words) > 1 and words[-1].lower() in SUFFIXES else words[-1]
    return last.lower()


def _fullness(words: tuple[str, ...]) -> tuple[int, int]:
    return len(words), sum(map(len, words))


def _same(name: Name, candidates: tuple[_Person, ...] | list[_Person]) -> _Person | None:
    """The person of that surname whose name agrees with this one; the last named first."""
    for person in reversed(candidates):
        if len(name.words) == 1 or len(person.words) == 1:
            return person
        mine, theirs = name.words[0].lower().rstrip("."), person.words[0].lower().rstrip(".")
        if mine == theirs or ((len(mine) == 1 or len(theirs) == 1) and mine[0] == theirs[0]):
            return person
        if mine.startswith(theirs) or theirs.startswith(mine):
            return person
    return None


def _mention(text: str, person: _Person) -> Mention:
    title = max(person.titles, key=lambda t: t[0])[1] if person.titles else None
    name = person.first
    return Mention(
        "person", text[name.start : name.end], person.text, title, None, None, None, name.method, name.start, name.end
    )
