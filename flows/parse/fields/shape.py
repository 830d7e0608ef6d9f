"""The name that a run of capitalised words may hold, as its words alone tell."""

from __future__ import annotations

from typing import NamedTuple

from flows.parse.fields.capitalised import Token
from flows.parse.fields.name_words import NEVER, SURNAME_TOO
from flows.parse.fields.roles import PARTIES, ROLE_FORMS, is_role


class Shape(NamedTuple):
    """A name that a run may hold; offsets count from the run's start.

    `kind` says what has to stand around it. honorific, title: nothing, for one stands in the run before it. given: it
    starts with a given name that is no other word; initial: `John Q. Public`. known: a given name that is another word
    as well; doubtful: the surname is one too. titled: a title before it. unknown: any evidence. alone: a lone word.
    """

    kind: str
    words: tuple[str, ...]
    start: int
    end: int
    title: str | None  # the role in the run
    title_start: int
    family: str
    family_start: int


_new = tuple.__new__  # a third of the cost of the named tuple's own constructor


def shape(
    kind: str, own: list[Token], title: str | None = None, title_start: int = 0, family: Token | None = None
) -> Shape:
    """The shape of a name with the tokens `own`; its family name is the last one, where `family` is not given."""
    last = family or own[-1]
    words = tuple([token.text for token in own])
    row = (kind, words, own[0].start, own[-1].end, title, title_start, last.text, last.start)
    return _new(Shape, row)


def plausible_surname(token: Token) -> bool:
    """Whether the word alone can be a surname: not too short, no acronym, no common word, no role."""
    return (
        token.lower not in NEVER
        and token.lower not in PARTIES
        and token.lower not in ROLE_FORMS
        and (not token.text.rstrip("s").isupper() or len(token.text) > 4)
        and len(token.text) > 1
    )


def is_plural_role(token: Token) -> bool:
    return token.lower.endswith("s") and is_role(token.lower[:-1]) and token.lower not in SURNAME_TOO
