"""Finding the stored texts that some texts are reprints of, or that are reprints of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from warehouse.reprints.likeness import containment, is_reprint, jaccard, telling, tells_the_same
from warehouse.reprints.part import Part
from warehouse.reprints.signature import Signatures, opening_words
from warehouse.reprints.words import Array

COMMON = 1_000  # a sentence or band in more texts, or a text in more articles, is a notice or a form and says nothing
ROWS_AT_ONCE = 2_000_000  # candidate rows held in memory, 50 bytes each
PAIRS_AT_ONCE = 200_000  # pairs whose sketches are compared at once
BAND = 1 << 32  # what a common band counts beside the words of common sentences
WORTH_COMPARING = 0.3  # share of the shorter text in common sentences, for a pair without a common band


class Pairs(NamedTuple):
    """Verified pairs of texts, known by their hashes."""

    body: Array
    other: Array


class _Hits(NamedTuple):
    """Where the query's keys stand in one part: rows first[i] to first[i] + number[i] of the part have key i."""

    first: Array
    number: Array


class _Queries(NamedTuple):
    """The query's keys, sorted, with the text and the words each stands for."""

    keys: Array
    texts: Array
    words: Array


def find(parts: Sequence[Part], query: Signatures) -> Pairs:
    """All pairs of a text of `query` with a stored one; the parts must hold the texts of `query` as well."""
    bands = _queries(query.band_keys, query.band_texts, np.full(len(query.band_keys), BAND))
    passages = _queries(query.passage_keys, query.passage_texts, query.passage_words)
    band_hits = _hits(bands.keys, [part.band_keys for part in parts])
    passage_hits = _hits(passages.keys, [part.passage_keys for part in parts])
    found: list[Pairs] = []
    for part, in_bands, in_passages in zip(parts, band_hits, passage_hits, strict=True):
        candidates = [(bands, in_bands, part.band_texts), (passages, in_passages, part.passage_texts)]
        for texts, stored, common in _candidates(len(query), candidates):
            worth = _worth_comparing(query.words[texts], part.words[stored], common)
            chosen = np.flatnonzero(worth & (query.body[texts] != part.body[stored]))
            portions = np.array_split(chosen, len(chosen) // PAIRS_AT_ONCE + 1)
            found += [_verify(part, query, texts[some], stored[some], common[some] % BAND) for some in portions]
    return Pairs(*(np.concatenate([pairs[i] for pairs in found] or [np.zeros(0, np.uint64)]) for i in (0, 1)))


def _queries(keys: Array, texts: Array, words: Array) -> _Queries:
    order = np.argsort(keys, kind="stable")
    return _Queries(keys[order], texts[order].astype(np.int64), words[order].astype(np.int64))


def _hits(keys: Array, stored: Sequence[Array]) -> list[_Hits]:
    hits = []
    for part in stored:
        first = np.searchsorted(part, keys)
        hits.append(_Hits(first, np.searchsorted(part, keys, "right") - first))
    common = np.sum([hit.number for hit in hits], axis=0) > COMMON
    for hit in hits:
        hit.number[common] = 0
    return hits


def _candidates(texts: int, sources: Sequence[tuple[_Queries, _Hits, Array]]) -> Iterator[tuple[Array, Array, Array]]:
    """(text of the query, text of the part, words of common sentences) in portions, each pair once."""
    load = sum(np.bincount(queries.texts, hits.number, minlength=texts) for queries, hits, _ in sources)
    portion = np.cumsum(load).astype(np.int64) // ROWS_AT_ONCE
    for number in np.unique(portion):
        within = portion == number
        rows = [_rows(queries, hits, stored, within) for queries, hits, stored in sources]
        pairs = np.concatenate([pair for pair, _ in rows])
        if not len(pairs):
            continue
        order = np.argsort(pairs)
        pairs, words = pairs[order], np.concatenate([words for _, words in rows])[order]
        starts = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1])))
        once = pairs[starts]
        yield once >> np.int64(32), once & np.int64(0xFFFFFFFF), np.add.reduceat(words, starts)


def _rows(queries: _Queries, hits: _Hits, stored: Array, within: Array) -> tuple[Array, Array]:
    """(pair as one number, words) for every hit of the texts `within`."""
    chosen = np.flatnonzero((hits.number > 0) & within[queries.texts])
    number = hits.number[chosen]
    ends = np.cumsum(number)
    rows = np.arange(ends[-1] if len(ends) else 0) + np.repeat(hits.first[chosen] - (ends - number), number)
    pairs = np.repeat(queries.texts[chosen] << np.int64(32), number) | stored[rows].astype(np.int64)
    return pairs, np.repeat(queries.words[chosen], number)


def _worth_comparing(words: Array, other_words: Array, common: Array) -> Array:
    shared: Array = common % BAND >= WORTH_COMPARING * np.minimum(words, other_words)
    return shared | (common >= BAND)


def _verify(part: Part, query: Signatures, texts: Array, stored: Array, common: Array) -> Pairs:
    """Those candidates that are reprints."""
    likeness = jaccard(query.sketch[texts], part.sketch[stored])
    words, other_words = query.words[texts], part.words[stored]
    opening = jaccard(query.opening[texts], part.opening[stored])
    opening = containment(opening, opening_words(words), opening_words(other_words))
    near = np.flatnonzero(is_reprint(likeness, opening, common, words, other_words))
    texts, stored = texts[near], stored[near]
    ends = np.searchsorted(query.telling_texts, np.arange(len(query) + 1))
    queried = {text: telling(query.telling[ends[text] : ends[text + 1]]) for text in set(texts.tolist())}
    ends = part.telling_starts
    known = {row: telling(part.telling[ends[row] : ends[row + 1]]) for row in set(stored.tolist())}
    both = zip(texts.tolist(), stored.tolist(), strict=True)
    same = np.array([tells_the_same(queried[text], known[row]) for text, row in both], np.bool_)
    return Pairs(query.body[texts[same]], part.body[stored[same]])
