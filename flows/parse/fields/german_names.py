"""Names of persons in German, where a noun has a capital too: a run is a name between nouns as often as not."""

from __future__ import annotations

from flows.parse.fields.capitalised import Token
from flows.parse.fields.gazetteer import gazetteer
from flows.parse.fields.name_words import (
    DOUBLE,
    GENDERS,
    GERMAN_NOUNS,
    NEVER,
    NOUN_ENDINGS,
    NOUN_LENGTH,
    ORGANISATION_FORMS,
    ORGANISATION_WORDS,
    PARTICLES,
    STRONG,
    SUFFIXES,
)
from flows.parse.fields.roles import HONORIFICS, is_german_role, is_role
from flows.parse.fields.shape import Shape, plausible_surname, shape


def german_shape(run: str, tokens: list[Token]) -> Shape | None:
    """The name in the run: from a known given name to the surname after it, or what follows an honorific or a role."""
    last = len(tokens) - 1
    for index, token in enumerate(tokens):
        if token.lower in HONORIFICS and index < last:
            own = _cut(tokens, index + 1)
            while own and own[0].lower in HONORIFICS and len(own) > 1:
                own = own[1:]  # "Frau Dr. Roe"
            if own and not _is_noun(own[0]) and plausible_surname(own[0]):
                return shape("honorific", own, None, token.start)
            return None
        if token.lower in STRONG and index < last and not (is_german_role(token.text) and index == 0):
            own = _cut(tokens, index)
            if tokens[-1].text in ORGANISATION_WORDS and own[-1:] != tokens[-1:]:
                return None  # "Louis Marine Enterprises"
            if len(own) > 1:
                return shape("given", own)
    return _after_role(run, tokens) or _unknown(tokens)


def _after_role(run: str, tokens: list[Token]) -> Shape | None:
    for index, token in enumerate(tokens[:-1]):
        if is_german_role(token.text) or is_role(token.text):
            own = _cut(tokens, index + 1)
            if len(own) == 1 and own[0].lower not in GENDERS and not any(map(_is_noun, tokens[index + 2 :])):
                own = tokens[index + 1 : index + 3]  # a given name that no list knows
            if not own or is_german_role(own[0].text) or is_role(own[0].text) or not plausible_surname(own[0]):
                return None
            if len(own) == 1 and (own[0].text in ORGANISATION_FORMS or not own[0].text[1:].islower()):
                return None  # a firm, its maker named before it
            if len(own) == 1 and (_is_place(own[0].text) or _is_place(own[0].text.removesuffix("s"))):
                return None
            return shape("title" if len(own) > 1 else "office", own, run[token.start : token.end], token.start)
    return None


def _unknown(tokens: list[Token]) -> Shape | None:
    start = next(
        (i for i, token in enumerate(tokens) if not _is_noun(token) and token.lower not in PARTICLES), len(tokens)
    )
    own = tokens[start : start + 4]
    if (
        len(own) < 2
        or any(token.text == "des" or _is_noun(token) for token in own)
        or own[-1].text.isupper()
        or own[0].text.isupper()
    ):
        return None
    return shape("known" if own[0].lower in GENDERS else "foreign", own)


def _cut(tokens: list[Token], index: int) -> list[Token]:
    """The tokens of the name that begins at `index`: given names, initials and particles, then one surname."""
    end = index
    while end < len(tokens) - 1 and (
        tokens[end].lower in GENDERS or tokens[end].lower in PARTICLES or tokens[end].text.endswith(".")
    ):
        end += 1
    small = next((place for place in range(index + 2, end + 1) if tokens[place].lower in PARTICLES), 0)
    if small and (_is_noun(tokens[end]) or tokens[end].text.isupper() or _is_place(tokens[end].text)):
        end = small - 1  # "Melina Roe von der SPD": what follows the name says whence
    while end > index and (_is_noun(tokens[end]) or tokens[end].lower in PARTICLES):
        end -= 1
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    if following:
        second = tokens[end].lower in DOUBLE and not _is_noun(following) and following.lower not in PARTICLES
        end += second or following.lower in SUFFIXES
    own = tokens[index : end + 1]
    return own if own and own[0].text[0].isupper() and not _is_noun(own[0]) and own[-1].text[0].isupper() else []


def _is_place(word: str) -> bool:
    return word in gazetteer().by_name


def _is_noun(token: Token) -> bool:
    return (
        token.lower.rpartition("-")[2] in GERMAN_NOUNS
        or token.lower in NEVER
        or (len(token.lower) >= NOUN_LENGTH and token.lower.endswith(NOUN_ENDINGS))
        or is_role(token.text)
        or is_german_role(token.text)
    ) and token.lower not in PARTICLES
