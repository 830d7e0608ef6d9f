"""A batch of texts as arrays of word hashes, with where sentences begin: numbers instead of strings.

Everything is computed over the whole batch at once. A word's hash is a polynomial over its letters, modulo 2**64, taken
from one running sum: sum(letter[i] * BASE**i) from the word's start to its end, divided by BASE**start, which is exact
because BASE is odd. Sentences and numbers are hashed over their words in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from warehouse.reprints.characters import FULL_STOP, LINE, PLANE, WITHOUT_BLANKS, characters

Array = npt.NDArray[Any]  # of the type its field's comment names
U64 = npt.NDArray[np.uint64]
Positions = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

BASE = np.uint64(0x9E3779B97F4A7C15)
INVERSE = np.uint64(pow(int(BASE), -1, 1 << 64))
DIGITS = (ord("0"), ord("9"))


class Words(NamedTuple):
    """The words of all texts, one after another; word i of text t stands at text_starts[t] + i."""

    hashes: U64
    text_starts: Positions  # one more than texts: the last is the number of words
    opens: Flags  # the first word of a sentence
    number: Flags  # it starts with a digit
    capital: Flags  # it starts with a capital letter
    single: Flags  # a character of a script without blanks
    joined: Flags  # one character stands between it and the word before (1,000; 3.5)


class Powers:
    """Powers of BASE and of its inverse, kept as far as they have been needed."""

    def __init__(self) -> None:
        self._powers = self._inverses = np.ones(1, np.uint64)

    def upto(self, number: int) -> tuple[U64, U64]:
        """The first `number` powers of both."""
        if number > len(self._powers):
            size = 1 << number.bit_length()
            for name, base in (("_powers", BASE), ("_inverses", INVERSE)):
                factors = np.full(size, base, np.uint64)
                factors[0] = 1
                setattr(self, name, np.cumprod(factors, dtype=np.uint64))
        return self._powers[:number], self._inverses[:number]


_POWERS = Powers()


def mixed(values: U64) -> U64:
    """Spread every bit of the input over the output (the finaliser of SplitMix64)."""
    values = values ^ (values >> np.uint64(30))
    values = values * np.uint64(0xBF58476D1CE4E5B9)
    values = values ^ (values >> np.uint64(27))
    values = values * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def among(values: Array, wanted: Array) -> Flags:
    """Which values are among the wanted ones; `wanted` is ascending."""
    if not len(wanted):
        return np.zeros(len(values), np.bool_)
    found: Flags = wanted[np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)] == values
    return found


def spans(values: U64, starts: Positions, ends: Positions) -> U64:
    """A hash of each span of `values`, by what is in it and in which order."""
    powers, inverses = _POWERS.upto(len(values) + 1)
    running = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * powers[:-1], out=running[1:])
    return mixed((running[ends] - running[starts]) * inverses[starts])


def words(texts: Sequence[str]) -> Words:
    """The words of a batch. Some 30 bytes of memory a character: give it a few million characters at a time."""
    joined = "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    known, highest = characters(), codes.max()
    within = (np.minimum(codes, PLANE - 1) if highest >= PLANE else codes).astype(np.intp)  # U+FFFF is no character
    letter = known.letter[within]
    if highest >= PLANE:
        letter[codes >= PLANE] = codes[codes >= PLANE]
    filled = letter != 0
    starting = filled.copy()
    starting[1:] &= ~filled[:-1]
    if highest >= WITHOUT_BLANKS[0][0]:
        single = known.single[within]
        starting |= filled & single
        starting[1:] |= filled[1:] & single[:-1]
    starts = np.flatnonzero(starting)
    hashes = spans(letter.astype(np.uint64), starts, np.append(starts[1:], len(codes)))
    gaps = np.zeros(len(starts), np.int64)
    breaks = np.full(len(starts), LINE, np.int64)
    if len(starts):
        between = np.cumsum(~filled, dtype=np.int32)[starts]
        gaps[1:] = between[1:] - between[:-1]
        marks = np.cumsum(known.ends[within], dtype=np.int64)[starts]
        breaks[1:] = marks[1:] - marks[:-1]
    first = codes[starts]
    text_starts = np.searchsorted(starts, np.concatenate(([0], np.cumsum(lengths))))
    return Words(
        hashes,
        text_starts,
        (breaks >= LINE) | ((breaks >= FULL_STOP) & (gaps > 1)),
        (first >= DIGITS[0]) & (first <= DIGITS[1]),
        known.capital[within[starts]],
        known.single[within[starts]],
        gaps == 1,
    )
