"""The index: the signatures of all articles, in a few files of one folder.

It is a cache of `sign` over `articles`, nothing more. No file of it is named anywhere; what counts is what stands in
`articles`: signatures of other articles are dropped, missing ones are made. So a run may be stopped at any moment, the
folder deleted or an older copy put in its place, and the next update sets it right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from warehouse.reprints.find import COMMON
from warehouse.reprints.part import OtherFormatError, Part, build, read, write
from warehouse.reprints.reshape import merge, without
from warehouse.reprints.signature import Signatures
from warehouse.reprints.words import Array, among

LARGEST_MERGED = 250_000  # articles; larger parts stay as they are, so that merging needs bounded memory
GROWTH = 4  # a part is merged into one up to this much larger: a few parts of growing size remain


class Articles(NamedTuple):
    """Articles as numbers: the halves of article_id (uint64, articles by 2) and the head of content_sha256."""

    ids: Array
    content: Array


class Index:
    """The parts in a folder. Only to be used while the home is locked."""

    def __init__(self, folder: Path, files: dict[Path, Part]) -> None:
        self._folder, self._files = folder, files

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The index as it lies in the folder; files that cannot be read, or are of other rules, go."""
        folder.mkdir(parents=True, exist_ok=True)
        for leftover in folder.glob(".*.tmp"):
            leftover.unlink()
        files = {}
        for path in sorted(folder.glob("part-*.arrow")):
            try:
                files[path] = read(path)
            except OtherFormatError:
                path.unlink()
        return cls(folder, files)

    @property
    def parts(self) -> list[Part]:
        return list(self._files.values())

    def totals(self) -> tuple[int, int]:
        """How many articles it holds, and a checksum over them: see `checksum`."""
        return sum(part.articles for part in self.parts), int(
            np.bitwise_xor.reduce([checksum(_articles(part)) for part in self.parts] or [np.uint64(0)])
        )

    def missing(self, articles: Articles) -> Array:
        """Flags of those articles that the index does not hold with that content."""
        stored = [_keys(_articles(part)) for part in self.parts]
        return ~among(_keys(articles), np.sort(np.concatenate([articles.content[:0], *stored])))

    def keep(self, articles: Articles) -> Array:
        """Drop what is not of these articles, or is there twice; returns the texts of the articles that went."""
        wanted, seen = np.sort(_keys(articles)), np.zeros(0, np.uint64)
        kept: dict[Path, Array] = {}
        for path, part in self._files.items():
            keys = _keys(_articles(part))
            kept[path] = among(keys, wanted) & ~among(keys, seen)
            seen = np.union1d(seen, keys[kept[path]])
        bodies = np.unique(
            np.concatenate([seen[:0], *(self._files[p].article_body[flags] for p, flags in kept.items())])
        )
        gone = np.concatenate([seen[:0], *(self._files[p].article_body[~flags] for p, flags in kept.items())])
        for path, flags in kept.items():
            part = self._files[path]
            texts = among(part.body, bodies)
            bodies = np.setdiff1d(bodies, part.body[texts], assume_unique=True)  # a text stays in one part alone
            if not (flags.all() and texts.all()):
                self._replace([path], without(part, flags, texts))
        return np.unique(gone)

    def add(self, articles: Articles, signatures: Signatures) -> Part:
        """Store the signatures of articles that it does not hold yet."""
        known = np.zeros(len(signatures), np.bool_)
        for part in self.parts:
            known |= among(signatures.body, part.body)
        self._replace([], build(articles.ids, articles.content, signatures, known))
        return self.parts[-1]

    def take(self, part: Part, wanted: Array) -> Array:
        """Store what a part of other origin has of the `wanted` articles (uint64, articles by 2); returns their ids."""
        ids = _articles(part).ids
        chosen = among(ids[:, 0], np.sort(wanted[:, 0])) & among(ids[:, 1], np.sort(wanted[:, 1]))
        fresh = among(part.body, np.unique(part.article_body[chosen]))
        for stored in self.parts:
            fresh &= ~among(part.body, stored.body)
        self._replace([], without(part, chosen, fresh))
        return ids[chosen]

    def compact(self) -> None:
        """Merge small parts, so that a look-up has few to go through."""
        while True:
            sizes = sorted((part.articles, path) for path, part in self._files.items())
            for (small, one), (large, other) in pairwise(sizes):
                if small * GROWTH >= large and small + large <= LARGEST_MERGED:
                    self._replace([one, other], merge([self._files[one], self._files[other]]))
                    break
            else:
                return

    def _replace(self, paths: list[Path], part: Part) -> None:
        """Put a part in the place of others: the new file is there before the old ones go."""
        written = write(self._folder, part) if part.articles or len(part.body) else None
        for path in paths:
            del self._files[path]
            if path != written:
                path.unlink()
        if written:
            self._files[written] = read(written)

    def texts_of(self, ids: Array) -> Array:
        """The texts of these articles (uint64, articles by 2), in any order."""
        found, high, low = [ids[:0, 0]], np.sort(ids[:, 0]), np.sort(ids[:, 1])
        for part in self.parts:
            rows = np.flatnonzero(among(part.article_high, high))
            ours = among(part.article_low[rows], low)
            found.append(part.article_body[rows[ours]])
        return np.concatenate(found)


def rows_of(parts: Sequence[Part], texts: Array, of: Callable[[Part], Array]) -> list[tuple[Part, Array]]:
    """Where each part has these texts in a sorted column: (part, positions)."""
    wanted = np.unique(texts)
    places = []
    for part in parts:
        column = of(part)
        first = np.searchsorted(column, wanted)
        number = np.searchsorted(column, wanted, "right") - first
        ends = np.cumsum(number)
        rows = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - (ends - number), number)
        places.append((part, rows))
    return places


def crowded(parts: Sequence[Part], texts: Array) -> Array:
    """Those of the texts that so many articles have that they are a notice (a paywall's, a player's) and no story."""
    wanted = np.unique(texts)
    number = np.zeros(len(wanted), np.int64)
    for part in parts:
        number += np.searchsorted(part.article_body, wanted, "right") - np.searchsorted(part.article_body, wanted)
    return wanted[number > COMMON]


def checksum(articles: Articles) -> np.uint64:
    """One number for a set of articles, whatever their order; DuckDB computes the same: see `stored.totals`."""
    half = np.uint64(32)
    heads = (articles.ids[:, 0] >> half << half) | (articles.content >> half)
    return np.uint64(np.bitwise_xor.reduce(heads, initial=np.uint64(0)))


def _articles(part: Part) -> Articles:
    return Articles(np.column_stack((part.article_high, part.article_low)), part.article_content)


def _keys(articles: Articles) -> Array:
    """One number an article and content; two of a million articles share one with a probability of 3e-8."""
    keys: Array = articles.ids[:, 0] ^ articles.content * np.uint64(0x9E3779B97F4A7C15)
    return keys
