"""When two texts are prints of the same story: a judgement of their two signatures, the same whichever comes first."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from warehouse.reprints.words import Array

NEAR = 0.5  # Jaccard likeness from which two texts are near duplicates, if they also open alike
OPENS_ALIKE = 0.35  # share of the shorter text's first words that stand in the longer one's
NEAR_WITH_OPENING = 0.7  # likeness and half of that share: where the lead is new, the rest must be all the more alike
CONTAINED = 0.6  # share of the shorter text that the longer one must hold, where it is much longer
SHORTEST = 0.2  # the shorter text's share of the longer one's length; what holds much more is a round-up
AGREEING = 0.5  # share of numbers, and of names, that two prints have in common
BY_CHANCE = 1 / 256  # bytes of two sketches that agree although their permutations do not


def jaccard(one: Array, other: Array) -> Array:
    """The estimated share of common shingles, for each row of two arrays of sketches; of 128 bytes within .045."""
    agreeing = np.count_nonzero(one == other, axis=1) / one.shape[1]
    likeness: Array = np.clip((agreeing - BY_CHANCE) / (1 - BY_CHANCE), 0.0, 1.0)
    return likeness


def containment(likeness: Array, words: Array, other_words: Array) -> Array:
    """The share of the shorter text that stands in the longer one, as their likeness and lengths imply."""
    shorter = np.minimum(words, other_words).astype(np.float64)
    total = words.astype(np.float64) + other_words
    held: Array = np.minimum(likeness * total / ((1 + likeness) * np.maximum(shorter, 1)), 1.0)
    return held


def is_reprint(likeness: Array, opening: Array, common: Array, words: Array, other_words: Array) -> Array:
    """The wording says so.

    `likeness`: Jaccard likeness of the whole; `opening`: the share of the shorter opening that the other one holds;
    `common`: words in sentences that both texts have and that are not common to many.
    """
    shorter, longer = np.minimum(words, other_words), np.maximum(words, other_words)
    held = np.maximum(common / np.maximum(shorter, 1), containment(likeness, words, other_words))
    contained = (held >= CONTAINED) & (shorter >= SHORTEST * longer)
    near = (likeness >= NEAR) & (likeness + opening / 2 >= NEAR_WITH_OPENING)
    alike: Array = near | (contained & (opening >= OPENS_ALIKE))
    return alike


class Telling(NamedTuple):
    """What a text is about: hashes of its numbers and of its names."""

    numbers: frozenset[int]
    names: frozenset[int]


def telling(hashes: Array) -> Telling:
    """From the even and odd hashes of a signature."""
    return Telling(*(frozenset(hashes[hashes & 1 == odd].tolist()) for odd in (0, 1)))


def tells_the_same(one: Telling, other: Telling) -> bool:
    """The figures and the names agree: of those in the text that has fewer of them, about half stand in the other.

    Two weather or market reports share a form and differ in exactly these. A few may differ: a later print corrects a
    number of dead; an edited one leaves a name out.
    """
    return all(
        (len(mine & its) + 1) / (min(len(mine), len(its)) + 1) >= AGREEING for mine, its in zip(one, other, strict=True)
    )
