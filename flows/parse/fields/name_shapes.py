"""What a capitalised run can name, told from its words alone: so a run that comes again is a look-up.

The evidence that stands around the run is weighed in `person_names`.
"""

from __future__ import annotations

from flows.parse.fields.capitalised import Token, parts
from flows.parse.fields.gazetteer import gazetteer
from flows.parse.fields.german_names import german_shape
from flows.parse.fields.name_words import (
    BEFORE_NAME,
    COMMON,
    GENDERS,
    LEADS,
    NEVER,
    ONLY_OPENS,
    OPENING,
    ORGANISATION_WORDS,
    ORGANISATIONS,
    PARTICLES,
    STOPPED,
    STRONG,
    SUFFIXES,
)
from flows.parse.fields.roles import HONORIFICS, ROLE_FORMS, is_role
from flows.parse.fields.shape import Shape, is_plural_role, plausible_surname, shape
from flows.parse.fields.tongue import ENGLISH, GERMAN

_COUNTRIES = frozenset(("U.S.", "U.K.", "U.N.", "E.U.", "D.C."))
_SAINTS = frozenset(("st.", "saint", "sainte", "sankt", "san", "santa"))
_GIVEN = STRONG - ROLE_FORMS - NEVER - _SAINTS
_new = tuple.__new__  # a third of the cost of the named tuple's own constructor


def shapes(run: str, spoken: str) -> tuple[Shape, ...]:
    """The names that the run may hold, in the tongue `spoken`: in German a run may hold any noun as well."""
    if " " not in run:
        return _lone(run)
    if run in ORGANISATIONS or run in gazetteer().by_name:
        return ()
    german = spoken == GERMAN
    first, _, rest = run.partition(" ")
    if not german and _is_plain(first, rest):  # nearly half of all
        return (_new(Shape, ("given", (first, rest), 0, len(run), None, 0, rest, len(first) + 1)),)
    if run.isascii() and "'" not in run and "." not in run:  # nearly all, and most name nobody
        last = rest.rpartition(" ")[2]
        if not german and (
            last.lower() in NEVER or (len(last) == len(rest) and first in ONLY_OPENS and "-" not in rest)
        ):
            return ()
    read = german_shape if german else _shape if spoken == ENGLISH else _romance_shape
    return tuple([found for tokens in parts(run, STOPPED) if (found := read(run, tokens))])


def _is_plain(given: str, family: str) -> bool:
    """Whether these two words are a given name and a surname, with nothing about them to look into."""
    return (
        family.isalpha()
        and given.isalpha()
        and given.lower() in _GIVEN
        and family.lower() not in NEVER
        and not (given.isupper() or family.isupper() or (family.endswith("s") and is_role(family[:-1])))
    )


def _lone(run: str) -> tuple[Shape, ...]:
    if run.isalpha():
        token = _new(Token, (run, run.lower(), 0, len(run)))
        return (shape("alone", [token]),) if plausible_surname(token) else ()
    tokens = parts(run, STOPPED)
    return tuple([shape("alone", part) for part in tokens if len(part) == 1 and plausible_surname(part[0])])


def _romance_shape(run: str, tokens: list[Token]) -> Shape | None:
    """A role's complement stands between it and the name: `Ministre de la Culture Jeanne Roe`."""
    given = next((i for i, token in enumerate(tokens[:-1]) if token.lower in STRONG and token.text[0].isupper()), 0)
    if given and GENDERS.keys().isdisjoint([token.lower for token in tokens[:given]]):
        return _shape(run, tokens, given) if title_length(tokens[:given] + tokens[-1:]) else _shape(run, tokens[given:])
    length = title_length(tokens) if tokens[0].lower not in GENDERS else 0  # "Marine Le Pen"
    if length and tokens[length].text[0].islower():
        length = next((i for i in range(length, len(tokens) - 1) if tokens[i].lower in STRONG), 0)
        if not length:
            return None
    return _shape(run, tokens, length)


def _shape(run: str, tokens: list[Token], length: int | None = None) -> Shape | None:
    titles = title_length(tokens) if length is None else length
    own = tokens[titles:] if titles else _without_prefix(tokens)
    while titles and len(own) > 1 and own[-1].lower in OPENING:
        own = own[:-1]
    if not own or len(own) > 6 or own[-1].lower in NEVER or is_plural_role(own[-1]):
        return None
    if not titles:
        return _untitled(own)
    first, last_title = tokens[0], tokens[titles - 1]
    if last_title.lower in HONORIFICS:
        if own[0].lower in OPENING or own[0].lower in ROLE_FORMS:
            return None
        front = [token for token in tokens[: titles - 1] if token.lower not in LEADS]
        title = run[front[0].start : front[-1].end] if front and is_role(front[-1].text) else None
        return shape("honorific", own, title, front[0].start if title else last_title.start)
    if own[0].lower in ROLE_FORMS and own[0].lower not in GENDERS:
        return None
    if not NEVER.isdisjoint([token.lower for token in own]):
        return None
    if len(own) > 1 and own[0].lower not in GENDERS and own[-1].lower in COMMON:
        return None  # "Foreign Agents Registration Act"
    if len(own) == 1 and (
        not plausible_surname(own[0]) or own[0].text in ORGANISATION_WORDS or is_plural_role(last_title)
    ):
        return None  # "Harbour Workers Union"
    return shape("title", own, run[first.start : last_title.end], first.start)


def title_length(tokens: list[Token]) -> int:
    """How many of the tokens are a title in front of the name; a known given name in front says none."""
    if len(tokens) < 2 or (tokens[0].lower in STRONG and tokens[0].lower not in ROLE_FORMS):
        return 0
    length = 0
    for index, token in enumerate(tokens[:-1]):
        if (token.lower in HONORIFICS and token.lower != "don" and not token.text[1:].rstrip(".").isupper()) or (
            token.lower in ROLE_FORMS and (index == 0 or token.text.endswith(".") or token.lower not in GENDERS)
        ):
            length = index + 1
    return 0 if length and tokens[length].lower in SUFFIXES else length


def _untitled(own: list[Token]) -> Shape | None:
    for index in range(2, len(own) - 1):
        if own[index].lower in PARTICLES and own[index + 1].lower in STRONG:
            own = own[:index]  # "Jane Roe da Mark Poe": two persons
            break
    first, last = own[0], own[-1]
    if len(own) == 1:
        return shape("alone", own) if plausible_surname(first) else None
    if (
        len(own) > 5
        or first.text in _COUNTRIES
        or (first.text.isupper() and len(first.text) > 3 and len(last.text) > 2 and last.text.isupper())
    ):
        return None
    if "-" in last.text and last.text.rpartition("-")[2].islower():  # "Apollo Project-type"
        return None
    core = own[:-1] if last.lower in SUFFIXES and len(own) > 2 else own
    family = core[-1]
    if (
        len(core) < 2
        or (len(family.text) == 2 and family.text[1] == ".")
        or (family.text.isupper() and len(family.text) > 2)
    ):
        return None
    lower = [token.lower for token in core]
    if not NEVER.isdisjoint(lower):
        return None
    if first.lower in _SAINTS:  # "St. Patrick's Cathedral"
        return shape("titled", own, family=family)
    shouted = first.text.isupper() and len(first.text) > 1 and "." not in first.text  # "RIA Novosti"
    kind = "given" if first.lower in STRONG and not (shouted and not family.text.isupper()) else ""
    if not kind:
        if not COMMON.isdisjoint(lower[:-1]) or (
            first.text.isupper() and len(first.text) > 1 and "." not in first.text
        ):
            return None
        known = first.lower in GENDERS
        initial = len(core) == 3 and len(core[1].text) == 2 and core[1].text.endswith(".")
        if family.lower in COMMON and not known:
            kind = "initial" if initial else "titled"
        else:
            kind = "initial" if initial else "known" if known else "unknown"
            if kind == "known" and family.lower in COMMON:
                kind = "doubtful"
    return shape(kind, own, family=family)


def _without_prefix(tokens: list[Token]) -> list[Token]:
    """The run without what only stands in front of the name: sentence openings, parties, places, organisations."""
    if tokens[0].lower in STRONG:
        return tokens
    for index, token in enumerate(tokens[:-1]):
        if token.lower in STRONG and token.text[0].isupper():
            prefix = tokens[:index]
            if all(t.lower in BEFORE_NAME or t.text.isupper() for t in prefix):
                return tokens[index:]
            break
    for index, token in enumerate(tokens):
        if token.lower not in LEADS:
            return tokens[index:]
    return []
