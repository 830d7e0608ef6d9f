"""Parts made of parts: some texts picked out as a query, two parts merged, rows left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from warehouse.reprints.part import Part
from warehouse.reprints.signature import Signatures
from warehouse.reprints.words import Array


def pick(part: Part, texts: Array) -> Signatures:
    """The signatures of some of a part's texts; `texts` are their positions, ascending."""
    number = _numbering(len(part.body), texts)
    bands = np.flatnonzero(number[part.band_texts] >= 0)
    passages = np.flatnonzero(number[part.passage_texts] >= 0)
    sizes, telling = _telling(part, texts)
    return Signatures(
        agency=np.zeros(len(texts), np.uint8),
        **_columns(part, number, texts, bands, passages),
        telling=telling,
        telling_texts=np.repeat(np.arange(len(texts), dtype=np.uint32), sizes),
    )


def merge(parts: Sequence[Part]) -> Part:
    """Several parts as one; no text may be in two of them."""
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in _PLAIN}
    shifts = np.cumsum([0, *(len(part.body) for part in parts)])[:-1].astype(np.uint32)
    for name in ("band_texts", "passage_texts"):
        shifted = [getattr(part, name) + shift for part, shift in zip(parts, shifts, strict=True)]
        columns[name] = np.concatenate(shifted)
    sizes = np.concatenate([np.diff(part.telling_starts) for part in parts])
    whole = Part(**columns, telling_starts=_starts(sizes))
    return _sorted(whole)


def without(part: Part, articles: Array, texts: Array) -> Part:
    """The part with only those articles and texts; both are flags."""
    bands, passages = np.flatnonzero(texts[part.band_texts]), np.flatnonzero(texts[part.passage_texts])
    return _arranged(part, np.flatnonzero(articles), np.flatnonzero(texts), bands, passages)


_PLAIN = (
    "article_high", "article_low", "article_body", "article_content", "article_agency", "body", "words", "sketch",
    "opening", "band_keys", "passage_keys", "passage_words", "telling",
)  # fmt: skip


def _sorted(part: Part) -> Part:
    """Every column in its order again; sorting sorted runs is merging them."""
    keys = (part.article_body, part.body, part.band_keys, part.passage_keys)
    return _arranged(part, *(np.argsort(column, kind="stable") for column in keys))


def _arranged(part: Part, articles: Array, texts: Array, bands: Array, passages: Array) -> Part:
    """The rows at these positions, in their order."""
    number = _numbering(len(part.body), texts)
    sizes, telling = _telling(part, texts)
    return replace(
        part,
        **{name: getattr(part, name)[articles] for name in _PLAIN if name.startswith("article_")},
        **_columns(part, number, texts, bands, passages),
        telling=telling,
        telling_starts=_starts(sizes),
    )


def _columns(part: Part, number: Array, texts: Array, bands: Array, passages: Array) -> dict[str, Array]:
    """What a part and signatures have in common, of these texts; `number`: the new position of each text."""
    return {name: getattr(part, name)[texts] for name in ("body", "words", "sketch", "opening")} | {
        "band_keys": part.band_keys[bands],
        "band_texts": number[part.band_texts[bands]].astype(np.uint32),
        "passage_keys": part.passage_keys[passages],
        "passage_texts": number[part.passage_texts[passages]].astype(np.uint32),
        "passage_words": part.passage_words[passages],
    }


def _numbering(size: int, texts: Array) -> Array:
    """The new position of each text; -1 for those left out."""
    number = np.full(size, -1, np.int32)
    number[texts] = np.arange(len(texts), dtype=np.int32)
    return number


def _starts(sizes: Array) -> Array:
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.uint32)


def _telling(part: Part, texts: Array) -> tuple[Array, Array]:
    """(how many, which) numbers and names the texts have, in that order."""
    first = part.telling_starts[texts].astype(np.int64)
    sizes = part.telling_starts[texts + 1].astype(np.int64) - first
    ends = np.cumsum(sizes)
    rows = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - (ends - sizes), sizes)
    return sizes, part.telling[rows]
