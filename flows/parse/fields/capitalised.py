"""Capitalised runs of a text: what every name of a person, an organisation or a place is made of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

UPPER = "A-ZÀ-ÖØ-ÞĀĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ"
_TOKEN = rf"[{UPPER}][\w’'‐.-]*"
# Small words inside names, the longer first.
_PARTICLE = (
    "de la|de las|de los|de|da|dos|do|del|della|der|den|di|du|des|van der|van den|van de|van|von der|von dem|von|bin|"
    "ibn|al|el|la|le|ten|ter"
)
_RUN = re.compile(
    rf"{_TOKEN}(?: (?:{_TOKEN}|"
    rf"(?=[“\"'‘\[abdeiltvz])(?:(?:{_PARTICLE}) (?:[dl]['’])?|[dl]['’]|al-|[“\"'‘]\w+[”\"'’] )?\[?{_TOKEN}\]?))*"
)
RUN = _RUN.pattern
_MARKED = re.compile(r"[.'’“”‘\"\[\]‐-]")
_INITIALS = re.compile(rf"(?:[{UPPER}]\.-?)+")


class Token(NamedTuple):
    """A word of a run, with its place in the run."""

    text: str
    lower: str
    start: int
    end: int


_new = tuple.__new__  # a third of the cost of the named tuple's own constructor


def capitalised_runs(text: str) -> list[tuple[str, int]]:
    """Runs of capitalised words, small words of names between them, and where each begins. None goes over a line's end.

    A word alone is a run too.
    """
    return [(run[0], run.start()) for run in _RUN.finditer(text)]


@lru_cache(maxsize=64)  # whoever looks for names asks for the same run in turn
def parts(run: str, stopped: frozenset[str]) -> list[list[Token]]:
    """The run's tokens, cut after each possessive (`Trump's Doral Resort` is two names) and each sentence end.

    `stopped` are the abbreviations, in lower case, after whose stop a sentence goes on.
    """
    found: list[list[Token]] = []
    tokens: list[Token] = []
    position = 0
    if not _MARKED.search(run):
        for word in run.split(" "):
            end = position + len(word)
            tokens.append(_new(Token, (word, word.lower(), position, end)))
            position = end + 1
        return [tokens]
    for word in run.split(" "):
        bare = word.strip("[]“”\"‘'")
        begin = position + word.find(bare)
        position += len(word) + 1
        possessive = bare.endswith(("'s", "’s"))
        bare = (bare[:-2] if possessive else bare).rstrip("’'‐-")
        stops = bare.endswith(".") and bare.lower() not in stopped and not _INITIALS.fullmatch(bare)
        if stops:
            bare = bare.rstrip(".")
        if bare:
            tokens.append(_new(Token, (bare, bare.lower(), begin, begin + len(bare))))
        if (possessive or stops) and tokens:
            found.append(tokens)
            tokens = []
    if tokens:
        found.append(tokens)
    return found
