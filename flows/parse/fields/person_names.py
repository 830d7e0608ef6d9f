"""Names of persons: the capitalised runs of a text, and which of them name somebody.

Without a model, evidence decides: a role or an honorific before the run, a known given name at its start, an initial
in its middle, an apposition with a role after it, a reporting verb beside it, or the surname standing alone elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.parse.fields.lexicon import entries, sections
from flows.parse.fields.roles import (
    ABBREVIATIONS,
    HONORIFICS,
    PARTIES,
    ROLE_ENDINGS,
    ROLE_FORMS,
    is_role,
    title_after,
    title_before,
    word_before,
)
from flows.parse.model import BodySpan

_GIVEN = tuple(line.split(" ") for line in entries("name_genders.txt"))
GENDERS: dict[str, str] = {given[0]: given[1] for given in _GIVEN}  # m, f or u
_WEAK = frozenset(given[0] for given in _GIVEN if len(given) > 2)
_STRONG = frozenset(GENDERS) - _WEAK  # given names that are no other word

_NOT = sections("capitalised_words.txt")
_ORGANISATION = frozenset(_NOT["organisation"])
_OPENING = frozenset(_NOT["opening"])
_PLACE = frozenset(_NOT["place"])
_SURNAME_TOO = frozenset(_NOT["surname_too"])
_COMMON = _ORGANISATION | _OPENING | _PLACE | frozenset(_NOT["day"])
_BEFORE_NAME = _COMMON | PARTIES | ROLE_FORMS
_NEVER = _COMMON - _SURNAME_TOO
_LEADS = _OPENING | PARTIES
# Capitalised only since a sentence begins: with one word after it, nobody is named ("When Patel").
_ONLY_OPENS = frozenset(
    word.capitalize()
    for word in _OPENING
    if word.isalpha() and word not in GENDERS and word not in HONORIFICS and word not in PARTIES and not is_role(word)
)

_UPPER = "A-ZÀ-ÖØ-ÞĀĆČĎĐĒĘĚĞĪİĶĹĽŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ"
_STOPPED = frozenset(word for word in ABBREVIATIONS | HONORIFICS if word.endswith(".")) | {"jr.", "sr.", "st."}
_TOKEN = rf"[{_UPPER}][\w’'‐.-]*"
_PARTICLE = "de la|de los|de|da|dos|do|del|della|der|den|di|du|van der|van den|van|von|bin|ibn|al|el|la|le|ten|ter"
_RUN = re.compile(rf"{_TOKEN}(?: (?:{_TOKEN}|(?=[a-z“\"'‘\[])(?:(?:{_PARTICLE}) |[“\"'‘]\w+[”\"'’] )?\[?{_TOKEN}\]?))*")
SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_MARKED = re.compile(r"[.'’“”‘\"\[\]‐-]")
_INITIALS = re.compile(rf"(?:[{_UPPER}]\.-?)+")
_COUNTRIES = frozenset(("U.S.", "U.K.", "U.N.", "E.U.", "D.C."))
_AGE = re.compile(r", \d{1,2}(?:,|\.| )")
_SPEAKS = re.compile(r",? (?:said|says|told|added|wrote|tweeted|who)\b")
_SPOKEN = frozenset(("said", "says", "added", "told", "wrote", "asked", "by", "tweeted", "explained"))


class Name(NamedTuple):
    """One place where a person is named. `words` are the name's own, title and possessive left out."""

    words: tuple[str, ...]
    start: int
    end: int
    title: str | None
    method: str


class _Token(NamedTuple):
    text: str
    lower: str
    start: int
    end: int


def find_names(text: str, spans: Sequence[BodySpan]) -> Iterator[Name]:
    """Persons named in the spans that are no headings, in order. No run of names goes over a line's end."""
    following = iter(spans)
    floor = ceiling = 0
    heading = True
    for run in _RUN.finditer(text):
        words, begin = run.group(), run.start()
        if " " not in words:  # a lone word needs a lower-case role before it
            if text[begin - 4 : begin - 1] not in ROLE_ENDINGS or not is_role(word_before(text, begin - 1, 0)[1]):
                continue
        elif words.isascii() and "'" not in words and "." not in words:
            first, _, rest = words.partition(" ")
            last = rest.rpartition(" ")[2]
            if last.lower() in _NEVER or (len(last) == len(rest) and first in _ONLY_OPENS and "-" not in rest):
                continue
        while begin >= ceiling:
            span = next(following, None)
            if span is None:
                return
            floor, ceiling, heading = span.start, span.end, span.kind == "heading"
        if heading:
            continue
        for part in _parts(words, begin):
            found = _judge(text, part, floor, ceiling)
            if found:
                yield found


def _parts(run: str, offset: int) -> Iterator[list[_Token]]:
    """The run's tokens, cut after each possessive (`Trump's Doral Resort` is two names) and each sentence end."""
    tokens: list[_Token] = []
    position = offset
    if not _MARKED.search(run):
        for word in run.split(" "):
            tokens.append(_Token(word, word.lower(), position, position + len(word)))
            position += len(word) + 1
        yield tokens
        return
    for word in run.split(" "):
        bare = word.strip("[]“”\"‘'")
        begin = position + word.find(bare)
        position += len(word) + 1
        possessive = bare.endswith(("'s", "’s"))
        bare = (bare[:-2] if possessive else bare).rstrip("’'‐-")
        stops = bare.endswith(".") and bare.lower() not in _STOPPED and not _INITIALS.fullmatch(bare)
        if stops:
            bare = bare.rstrip(".")
        if bare:
            tokens.append(_Token(bare, bare.lower(), begin, begin + len(bare)))
        if (possessive or stops) and tokens:
            yield tokens
            tokens = []
    if tokens:
        yield tokens


def _judge(text: str, tokens: list[_Token], floor: int, ceiling: int) -> Name | None:
    titles = _title_length(tokens)
    own = tokens[titles:] if titles else _without_prefix(tokens)
    while titles and len(own) > 1 and own[-1].lower in _OPENING:
        own = own[:-1]
    if not own or len(own) > 5 or own[-1].lower in _NEVER or _plural_role(own[-1]):
        return None
    if not titles:
        return _untitled(text, own, floor, ceiling) if len(own) > 1 else _single(text, own[0], floor)
    last_title = tokens[titles - 1]
    if last_title.lower in HONORIFICS:
        if own[0].lower in _OPENING or own[0].lower in ROLE_FORMS:
            return None
        before = title_before(text, tokens[0].start, floor)
        title = text[tokens[0].start : tokens[titles - 2].end] if titles > 1 else before
        return _name(own, title, "honorific")
    if own[0].lower in ROLE_FORMS and own[0].lower not in GENDERS:
        return None
    if not _NEVER.isdisjoint([token.lower for token in own]):
        return None
    if len(own) == 1 and not _plausible_surname(own[0]):
        return None
    title = title_before(text, own[0].start, floor) or text[tokens[0].start : last_title.end]
    return _name(own, None if title.lower() in PARTIES else title, "title")


def _title_length(tokens: list[_Token]) -> int:
    """How many of the tokens are a title in front of the name; a known given name in front says none."""
    if len(tokens) < 2 or (tokens[0].lower in _STRONG and tokens[0].lower not in ROLE_FORMS):
        return 0
    length = 0
    for index, token in enumerate(tokens[:-1]):
        if (token.lower in HONORIFICS and not token.text[1:].rstrip(".").isupper()) or (
            token.lower in ROLE_FORMS and (index == 0 or token.text.endswith(".") or token.lower not in GENDERS)
        ):
            length = index + 1
    return 0 if length and tokens[length].lower in SUFFIXES else length


def _untitled(text: str, own: list[_Token], floor: int, ceiling: int) -> Name | None:
    first, last = own[0], own[-1]
    if (
        len(own) > 4
        or first.text in _COUNTRIES
        or (first.text.isupper() and len(first.text) > 3 and len(last.text) > 2 and last.text.isupper())
    ):
        return None
    before = title_before(text, first.start, floor)
    title = None if before and before.lower() in PARTIES else before
    core = own[:-1] if last.lower in SUFFIXES and len(own) > 2 else own
    family = core[-1].lower
    if len(core) < 2 or (core[-1].text.isupper() and len(family) > 2):
        return None
    if not _NEVER.isdisjoint([token.lower for token in core]):
        return None
    if first.lower in _STRONG:
        return _name(own, title or title_after(text, last.end, ceiling), "given_name")
    if not _COMMON.isdisjoint([token.lower for token in core[:-1]]) or (
        first.text.isupper() and len(first.text) > 1 and "." not in first.text
    ):
        return None
    if before is not None:
        return _name(own, title, "title")
    if len(core) == 3 and len(core[1].text) == 2 and core[1].text.endswith("."):
        return _name(own, title_after(text, last.end, ceiling), "initial")
    known = first.lower in GENDERS
    if family in _COMMON and not known:
        return None
    after = title_after(text, last.end, ceiling)
    if after:
        return _name(own, after, "apposition")
    spoken = word_before(text, first.start - 1, floor)[1] in _SPOKEN
    if spoken or _AGE.match(text, last.end, ceiling) or _SPEAKS.match(text, last.end, ceiling):
        return _name(own, None, "speaks")
    if known and family not in _COMMON:
        return _name(own, None, "given_name")
    return _name(own, None, "surname") if family not in _COMMON and _used_alone(text, core[-1]) else None


def _used_alone(text: str, family: _Token) -> bool:
    """Whether the word stands by itself elsewhere as news uses a surname: `'s` or a person's verb after it."""
    position = text.find(family.text)
    while position >= 0:
        finish = position + len(family.text)
        if position != family.start and not text[position - 1 : position].isalnum():
            before = text[max(0, position - 20) : position].rstrip().rpartition(" ")[2]
            alone = not before or before[:1].islower() or before[-1] in '.,?!\n"”'
            if alone and text.startswith((" said", " told", " says", " has ", " had ", " was ", "'s ", "’s "), finish):
                return True
        position = text.find(family.text, finish)
    return False


def _without_prefix(tokens: list[_Token]) -> list[_Token]:
    """The run without what only stands in front of the name: sentence openings, parties, places, organisations."""
    if tokens[0].lower in _STRONG:
        return tokens
    for index, token in enumerate(tokens[:-1]):
        if token.lower in _STRONG:
            prefix = tokens[:index]
            if all(t.lower in _BEFORE_NAME or t.text.isupper() for t in prefix):
                return tokens[index:]
            break
    for index, token in enumerate(tokens):
        if token.lower not in _LEADS:
            return tokens[index:]
    return []


def _single(text: str, token: _Token, floor: int) -> Name | None:
    """A lone capitalised word counts only after a lower-case role: `former president Obama`, `daughter Ivanka`."""
    if token.start - 2 < floor or text[token.start - 1] != " " or not text[token.start - 2].islower():
        return None
    word = word_before(text, token.start - 1, floor)[1]
    if not word.islower() or not is_role(word) or _plural_role_word(word):
        return None
    title = title_before(text, token.start, floor) if _plausible_surname(token) else None
    return _name([token], title, "title") if title else None


def _plausible_surname(token: _Token) -> bool:
    return (
        token.lower not in _NEVER
        and token.lower not in PARTIES
        and token.lower not in ROLE_FORMS
        and (not token.text.isupper() or len(token.text) > 4)
        and len(token.text) > 1
    )


def _plural_role(token: _Token) -> bool:
    return _plural_role_word(token.lower) and token.lower not in _SURNAME_TOO


def _plural_role_word(word: str) -> bool:
    return word.endswith("s") and is_role(word[:-1])


def _name(own: list[_Token], title: str | None, method: str) -> Name:
    return Name(tuple([token.text for token in own]), own[0].start, own[-1].end, title, method)
