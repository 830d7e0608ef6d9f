"""Names of persons: the capitalised runs of a text, and which of them name somebody.

Without a model, evidence decides: a role or an honorific before the run, a known given name at its start, an initial
in its middle, an apposition with a role after it, a reporting verb beside it, or the surname standing alone elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from flows.parse.fields.gazetteer import gazetteer
from flows.parse.fields.name_words import COMMON, GENDERS, ORGANISATION_FORMS, SUFFIXES
from flows.parse.fields.roles import KIN, PARTIES, ROLE_ENDINGS, is_role
from flows.parse.fields.scanning import places
from flows.parse.fields.shape import Shape
from flows.parse.fields.title_after import title_after
from flows.parse.fields.title_before import title_before, word_before
from flows.parse.fields.tongue import ENGLISH, GERMAN
from flows.parse.model import BodySpan

__all__ = ["GENDERS", "SUFFIXES", "Name", "find_names"]

_AGE = re.compile(r"(?:, | \()\d{1,2}(?:[,.)]| years|$)")
_PARTY = re.compile(
    r" \((?:SPD|CDU|CSU|FDP|AfD|Grüne|Die Grünen|Linke|Die Linke|BSW|ÖVP|SPÖ|FPÖ|SVP|SP|PS|LR|RN|LFI|EELV|PP|PSOE|Vox|"
    r"PRI|PAN|[RD]-)"
)
_SPEAKS = re.compile(
    r",? (?:said|says|told|added|wrote|tweeted|who|sagte|sagt|erklärte|betonte|dijo|afirmó|explicó|a déclaré|"
    r"a expliqué)\b"
)
_SAYS = (" said", " told ", " says", " tweeted")
_OFTEN = 3
_MOST_SPEAKERS = 12
_OF_FIRMS = ("shares", "stock", "employees", "users", "customers", "executives", "spokes", "officials", "app", "cars")
_MOST_SEARCHES = 200  # a text
_SPOKEN = frozenset(
    "said says added told wrote asked tweeted explained sagte sagt erklärte betonte meinte dijo afirmó explicó "
    "señaló aseguró déclaré explique expliqué ajouté confie raconte estime souligne".split()
)
_ALONE = (
    " said", " told", " says", " has ", " had ", " was ", "'s ", "’s ", " sagte", " hatte ", " dijo", " afirmó",
    " a déclaré", " a expliqué",
)  # fmt: skip
_ACADEMIC = frozenset(("Prof.", "Professor", "Dr.", "Prof"))
_THE = frozenset(("the", "The"))


class Name(NamedTuple):
    """One place where a person is named. `words` are the name's own, title and possessive left out."""

    words: tuple[str, ...]
    start: int
    end: int
    title: str | None
    method: str


def find_names(
    text: str, spans: Sequence[BodySpan], runs: Sequence[tuple[str, int, tuple[Shape, ...]]], tongue: str
) -> Iterator[Name]:
    """Persons named in the spans that are no headings, in order; `runs` are capitalised ones, with their `shapes`.

    A name that stands with a title is told once: the same words again say nothing new.
    """
    following = iter(spans)
    floor = ceiling = 0
    heading = True
    alone = _Alone(text)
    titled: set[tuple[str, ...]] = set()
    named: set[str] = set()
    speakers: dict[str, int] = {}  # lone words that say something, and where they do so first
    for run, begin, held in runs:
        if " " not in run and not (_follows_role(text, begin) or text.startswith(_SAYS, begin + len(run))):
            continue  # most runs
        if len(held) == 1 and held[0].kind == "alone" and not _follows_role(text, begin + held[0].start):
            if text.startswith(_SAYS, begin + held[0].end):
                speakers.setdefault(held[0].family, begin + held[0].start)
            continue
        while begin >= ceiling:
            span = next(following, None)
            if span is None:
                return
            floor, ceiling, heading = span.start, span.end, span.kind == "heading"
        if heading:
            continue
        for shape in held:
            if shape.words in titled:
                continue
            found = _judge(text, shape, begin, floor, ceiling, tongue, alone)
            if found:
                if found.title:
                    titled.add(shape.words)
                named.update(shape.words)
                yield found
    for word, start in islice(speakers.items(), _MOST_SPEAKERS):
        if tongue == ENGLISH and word not in named and _is_surname(text, word, start):
            yield Name((word,), start, start + len(word), None, "alone")


def _is_surname(text: str, word: str, start: int) -> bool:
    """Whether a lone word that says something is a person: one named again and again, and never as firms are."""
    if (
        not word.isalpha()
        or text[start - 2 : start - 1].islower()
        or word in gazetteer().by_name
        or text.count(word) < _OFTEN
        or _is_common(text, word.lower())
    ):
        return False
    signs = [f"the {word}", f"The {word}", f" at {word}", *[f"{word} {thing}" for thing in _OF_FIRMS]]
    return not any(sign in text for sign in signs)


def _is_common(text: str, word: str) -> bool:
    """Whether the word stands in the text in small letters."""
    return any(
        not (text[start - 1 : start].isalnum() or text[start + len(word) : start + len(word) + 1].isalnum())
        for start in places(text, word)
    )


def _follows_role(text: str, start: int) -> bool:
    """Whether a role can stand before the word at `start`: sorts nearly all lone words out."""
    return text[start - 4 : start - 1] in ROLE_ENDINGS or text[start - 2 : start] == ", "


def _judge(text: str, shape: Shape, begin: int, floor: int, ceiling: int, tongue: str, alone: _Alone) -> Name | None:
    kind, start, end = shape.kind, begin + shape.start, begin + shape.end
    if kind == "alone":
        return None if tongue == GERMAN else _lone(text, shape, start, end, floor, tongue)
    if kind == "honorific":
        title = shape.title or title_before(text, begin + shape.title_start, floor, tongue)
        title = title or title_after(text, end, ceiling, tongue)
        return Name(shape.words, start, end, title, "honorific")
    before = title_before(text, start, floor, tongue)
    if kind in ("title", "office"):
        if kind == "office" and text.count(shape.family) < 2:
            return None
        title = before or shape.title
        if title in _ACADEMIC:
            title = (
                title_before(text, begin + shape.title_start, floor, tongue)
                or title_after(text, end, ceiling, tongue)
                or title
            )
        return Name(shape.words, start, end, None if title and title.lower() in PARTIES else title, "title")
    title = None if before and before.lower() in PARTIES else before
    if kind in ("given", "known") and shape.family.lower() in COMMON and text[start - 4 : start - 1] in _THE:
        return None  # "the Hollis Center"
    if kind == "given":
        return Name(shape.words, start, end, title or title_after(text, end, ceiling, tongue), "given_name")
    if before is not None and kind != "foreign":
        return Name(shape.words, start, end, title, "title")
    if kind == "initial":
        return Name(shape.words, start, end, title_after(text, end, ceiling, tongue), "initial")
    if kind == "titled":
        return None
    after = title_after(text, end, ceiling, tongue)
    if after or before:
        return Name(shape.words, start, end, before or after, "apposition" if after else "title")
    spoken = word_before(text, start - 1, floor)[1] in _SPOKEN
    if (
        spoken
        or _AGE.match(text, end, ceiling)
        or (kind != "foreign" and _SPEAKS.match(text, end, ceiling))
        or _PARTY.match(text, end, ceiling)
    ):
        return Name(shape.words, start, end, None, "speaks")
    if kind == "known":
        return Name(shape.words, start, end, None, "given_name")
    if (
        kind == "unknown"
        and shape.family not in ORGANISATION_FORMS
        and alone.is_surname(shape.family, begin + shape.family_start)
    ):
        return Name(shape.words, start, end, None, "surname")
    return None


class _Alone:
    """Whether words of one text stand by themselves as news uses a surname; asks only so many times."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._searches = 0

    def is_surname(self, family: str, start: int) -> bool:
        """Whether the word at `start` stands alone elsewhere, with `'s`, an age or a person's verb after it."""
        text = self._text
        place = text.find(family)
        while place >= 0 and self._searches < _MOST_SEARCHES:
            self._searches += 1
            end = place + len(family)
            if place != start and (text.startswith(_ALONE, end) or _AGE.match(text, end)):
                word = text[max(0, place - 20) : place].rstrip().rpartition(" ")[2]
                if not text[place - 1].isalnum() and (not word or word[0].islower() or word[-1] in '.,?!\n"”'):
                    return True
            place = text.find(family, end)
        return False


def _lone(text: str, shape: Shape, start: int, end: int, floor: int, tongue: str) -> Name | None:
    """A lone capitalised word counts only after a lower-case role: `former president Obama`, `daughter Ivanka`."""
    if text[start - 2] == "," and text[end : end + 1] == "," and shape.family.lower() in GENDERS:
        word = word_before(text, start - 2, floor)[1]  # "her father, Dwight, said"
        title = title_before(text, start, floor, tongue) if word in KIN else None
        return Name(shape.words, start, end, title, "title") if title else None
    if text[start - 4 : start - 1] not in ROLE_ENDINGS or start - 2 < floor or text[start - 1] != " ":
        return None
    word = word_before(text, start - 1, floor)[1]
    if word == "fellow" or not word.islower() or not is_role(word) or (word.endswith("s") and is_role(word[:-1])):
        return None
    title = title_before(text, start, floor, tongue)
    return Name(shape.words, start, end, title, "title") if title else None
