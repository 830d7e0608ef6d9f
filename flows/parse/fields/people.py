"""The persons an article names: once each, with the fullest form of the name and the role beside it."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from flows.parse.fields.capitalised import capitalised_runs
from flows.parse.fields.name_shapes import shapes
from flows.parse.fields.name_words import PARTICLES
from flows.parse.fields.person_names import SUFFIXES, Name, find_names
from flows.parse.fields.shape import Shape
from flows.parse.fields.title_before import singular
from flows.parse.fields.tongue import GERMAN, tongue
from flows.parse.model import Body, Embed, Mention

_LISTED = re.compile(r"(?: \([^()\n]{1,30}\)|, [\w.-]{1,20})?,?(?: and)? ")

_new = tuple.__new__  # a third of the cost of the named tuple's own constructor


@dataclass(slots=True)
class _Person:
    """All mentions that are taken for one person."""

    words: tuple[str, ...]
    text: str  # the fullest form, as written
    first: Name
    titles: list[tuple[int, str]] = field(default_factory=list)  # words in the mention's name, title


def people(
    body: Body, embeds: Sequence[Embed] = (), runs: Sequence[tuple[str, int, tuple[Shape, ...]]] | None = None
) -> list[Mention]:
    """Persons named in paragraphs and list items, in order of first mention.

    Surnames that stand alone, and names after an honorific, belong to the last person of that surname; forms of one
    name (`Donald Trump`, `Donald J. Trump`) are one person. Where the body has but a surname, the display name of an
    embedded post's author completes it. `runs` are those of the body's `capitalised_runs` that have
    `shapes`, where the caller has them.
    """
    text = body.text
    spoken = tongue(text)
    german = spoken == GERMAN
    if runs is None:
        runs = [(run, begin, held) for run, begin in capitalised_runs(text) if (held := shapes(run, spoken))]
    found: list[_Person] = []
    by_family: dict[str, list[_Person]] = {}
    shared, shared_end = None, 0  # a plural title ("Senators") and the end of the last name it covers
    for name in find_names(text, body.spans, runs, spoken):
        family = _family(name.words)
        if german and family not in by_family:
            family = _without_case(family, by_family)
        person = _same(name, by_family.get(family, ()))
        if name.method == "alone" and any(name.words[0] in known.words for known in found):
            continue  # "Kanye said", and the article has his surname
        if person is None and name.method == "surname" and family in by_family:
            continue  # "Inside Trump", where another was called Trump
        if person is None:
            person = _Person(name.words, _written(text, name), name)
            found.append(person)
            by_family.setdefault(family, []).append(person)
        elif _fullness(name.words) > _fullness(person.words) and not (
            german and name.words[-1] == person.words[-1] + "s"
        ):
            person.words, person.text = name.words, _written(text, name)
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
    return sorted([_mention(text, person) for person in found], key=lambda mention: mention.body_start)


def _written(text: str, name: Name) -> str:
    """The name as written; an editor's brackets around a part of it (`[Harry] Reid`) left out."""
    written = text[name.start : name.end]
    return written.replace("[", "").replace("]", "") if "]" in written or "[" in written else written


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


def _without_case(family: str, known: Container[str]) -> str:
    """A known surname of which this one is the genitive (`Roes`), or the other way about; else the surname itself."""
    for form in (family[:-1] if family.endswith("s") else family, family + "s"):
        if form in known:
            return form
    return family


def _fullness(words: tuple[str, ...]) -> tuple[int, int]:
    return len(words), sum(map(len, words))


def _same(name: Name, candidates: tuple[_Person, ...] | list[_Person]) -> _Person | None:
    """The person of that surname whose name agrees with this one; the last named first."""
    for person in reversed(candidates):
        if len(name.words) == 1 or len(person.words) == 1:
            return person
        mine, theirs = name.words[0].lower().rstrip("."), person.words[0].lower().rstrip(".")
        if name.words[0].lower() in PARTICLES or person.words[0].lower() in PARTICLES:
            return person  # "Van der Meulen"
        if mine == theirs or ((len(mine) == 1 or len(theirs) == 1) and mine[0] == theirs[0]):
            return person
        if mine.startswith(theirs) or theirs.startswith(mine):
            return person
    return None


def _mention(text: str, person: _Person) -> Mention:
    title = max(person.titles, key=lambda t: t[0])[1] if person.titles else None
    name = person.first
    start, end = name.start, name.end
    return _new(Mention, ("person", text[start:end], person.text, title, None, None, None, name.method, start, end))
