"""Noun phrases in German, French, Spanish, Italian, Portuguese, Dutch: an article and its nouns, a role and a name."""

from __future__ import annotations

import re

from flows.parse.fields.continental_words import (
    BETWEEN,
    DETERMINERS,
    ELISION,
    FORMS,
    HONORIFICS,
    LINKS,
    STOPS,
)

TOKEN = re.compile(
    r"[^\s,;:.()\"“”«»„—–!?\[\]]+(?:\.(?=[^\s\"“”«»])[^\s,;:.()\"“”«»„—–!?\[\]]*)*\.?|[,;:()\"“”«»„—–!?\[\]]|\n"
)
POSSESSIVES = frozenset(("su", "sua", "seu"))  # Spanish before a noun; Italian `su` before a name is no article
_GOVERNING = frozenset(("für", "von", "vom", "zum", "zur"))
_PARTICLES = frozenset(("von", "van", "de"))
_LONGEST = 12  # words in a phrase
Tokens = list[re.Match[str]]
Phrase = tuple[int, int]  # the first token and the last


def phrase_at(tokens: Tokens, first: int, *, article: bool = False) -> Phrase | None:
    """The noun phrase that starts with the token: an article and its nouns, or a name with what stands before it.

    `article`: one stands before the token.
    """
    if first >= len(tokens):
        return None
    word = tokens[first].group()
    lower = word.lower()
    lower_first = lower
    possessive = lower in POSSESSIVES and first + 1 < len(tokens) and tokens[first + 1].group().islower()
    determined = article or possessive or lower in DETERMINERS or bool(ELISION.match(word)) or lower in HONORIFICS
    if not (determined or word[0].isupper()) or (lower in STOPS and not determined):
        return None
    last = first
    named = word[0].isupper() and not determined
    for index in range(first + 1, min(len(tokens), first + _LONGEST)):
        before = tokens[last].group()
        if before.endswith(".") and len(before) > 4 and before.lower() not in HONORIFICS:
            break
        word = tokens[index].group()
        lower = word.lower()
        if not (word[0].isalnum() or ELISION.match(word)):
            break
        if word[0].isupper() or word[0].isdigit():
            last, named = index, named or word[0].isupper()
            continue
        if lower in LINKS or ELISION.match(word):
            following = tokens[index + 1].group() if index + 1 < len(tokens) else ""
            if lower in ("der", "la", "den", "het") and before.lower() in _PARTICLES and following[:1].isupper():
                continue  # Von der Leyen
            if not following[:1].isalnum() or (
                named and not determined and lower in ("der", "des", "et", "und", "y", "e")
            ):
                break
            if named and not determined and not following[0].isupper() and following.lower() not in LINKS:
                break
            if ELISION.match(word):
                last = index
            continue
        if lower in STOPS or lower in BETWEEN or (named and lower in DETERMINERS):
            break
        if not determined or lower in FORMS:
            break
        if named and lower not in LINKS and index > first + 1 and tokens[index - 1].group()[0].isupper():
            break  # `der Sprecher ging`
        last = index
    if first + 1 < len(tokens) and lower_first in DETERMINERS and tokens[first + 1].group().lower() in _GOVERNING:
        return None  # `der für die Aufsicht zuständige Direktor`
    if last == first and determined and not word[0].isalnum() and not ELISION.match(tokens[first].group()):
        return None
    if last == first and tokens[first].group().lower() in DETERMINERS:
        return None
    return first, last


def with_apposition(text: str, tokens: Tokens, phrase: Phrase) -> tuple[int, int]:
    """Offsets of the phrase; of the name, where `le maire, Ann Roe,` sets one behind it."""
    first, last = phrase
    start, end = tokens[first].start(), end_of(tokens[last])
    if tokens[first].group()[0].islower() and last + 2 < len(tokens) and tokens[last + 1].group() == ",":
        name = phrase_at(tokens, last + 2)
        if name and name[1] > name[0] and tokens[name[0]].group()[0].isupper():
            behind = text[end_of(tokens[name[1]]) : end_of(tokens[name[1]]) + 1]
            if behind in (",", ".", "", "\n") and all(
                token.group()[0].isupper() or token.group() in LINKS for token in tokens[name[0] : name[1] + 1]
            ):
                return tokens[name[0]].start(), end_of(tokens[name[1]])
    return start, end


def end_of(token: re.Match[str]) -> int:
    """The token's end, without the stop of its sentence; an initial's and a shortened title's stay."""
    word = token.group()
    if word.endswith(".") and len(word) > 2 and word.lower() not in HONORIFICS and "." not in word[:-1]:
        return token.end() - 1
    return token.end()


def bare(token: re.Match[str]) -> str:
    return token.group().rstrip(".")


def is_article(tokens: Tokens, index: int) -> bool:
    """Whether the word is the article of the noun behind it (`il ministro`)."""
    return tokens[index].group() in DETERMINERS and index + 1 < len(tokens) and tokens[index + 1].group()[0].isalpha()
