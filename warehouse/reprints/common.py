"""Keys that become common: pairs that were found through them alone no longer count.

Whether a sentence is a house notice is known only when many texts have it. For the groups to be the same whatever the
order of arrival, what was joined before must then be looked at again.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from warehouse.reprints.find import COMMON
from warehouse.reprints.part import Part
from warehouse.reprints.words import Array, among

COLUMNS = (("band_keys", "band_texts"), ("passage_keys", "passage_texts"))


def turned(before: Sequence[Part], after: Sequence[Part]) -> Array:
    """The texts, among `after`, that hold a key which is common in one of the two and not in the other."""
    was, now = {id(part) for part in before}, {id(part) for part in after}
    changed = [part for part in (*before, *after) if (id(part) in was) != (id(part) in now)]
    grown = was <= now
    texts = [np.zeros(0, np.uint64)]
    for keys, owners in COLUMNS:
        candidates = np.unique(np.concatenate([getattr(part, keys) for part in changed] or [np.zeros(0, np.uint32)]))
        new = _texts_with(candidates, [getattr(part, keys) for part in after])
        if grown:  # then nothing can have become less common
            candidates, new = candidates[new > COMMON], new[new > COMMON]
        old = _texts_with(candidates, [getattr(part, keys) for part in before])
        crossed = candidates[(old > COMMON) != (new > COMMON)]
        if len(crossed):
            texts += [part.body[getattr(part, owners)[among(getattr(part, keys), crossed)]] for part in after]
    return np.unique(np.concatenate(texts))


def _texts_with(keys: Array, stored: Sequence[Array]) -> Array:
    """How many texts have each key."""
    total = np.zeros(len(keys), np.int64)
    for column in stored:
        total += np.searchsorted(column, keys, "right") - np.searchsorted(column, keys)
    return total
