"""The signature of a text: what is stored of it to find its reprints, some 500 bytes for an article of 500 words.

* `body`: a hash of all its words: the same text, whatever its case, accents, punctuation and blanks. Of a text too
  short to tell (a paywall's or a player's line), the headline's words count as well.
* `sketch`: MinHash over word shingles, one byte a permutation: estimates how alike two texts are.
* `opening`: MinHash over its first words alone: notices that a paper prints under every article stand elsewhere.
* bands: hashes of four permutations each: texts that share one are worth comparing.
* passages: hashes of its sentences: a copy cut short, or with paragraphs merged, shares them.
* numbers and names: reports written to one form have the same sentences and other figures; reprints do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
from rensa import RMinHash  # type: ignore[import-untyped]

from warehouse.reprints.wording import Story, agencies, story
from warehouse.reprints.words import Array, Positions, Words, mixed, spans, words

PERMUTATIONS = 128
OPENING, OPENING_SHARE = 80, 5  # words, but at most a fifth of the text
OPENING_PERMUTATIONS = 32
BANDS, ROWS = 25, 4  # a pair of likeness .5 shares one with probability .80, of .6 with .97, of .2 with .04
SEED = 42
SHINGLE = 3  # words
SHINGLE_OF_CHARACTERS = 6  # where each character is a word
SHORTEST_TEXT = 30  # words; what is shorter is only the same text or another one
SHORTEST_PASSAGE = 8  # words
LONGEST_TEXT, LONGEST_HEADLINE = 1_000_000, 1_000  # characters; the rest does not count, so that memory stays bounded
CHARACTERS_AT_ONCE = 200_000  # arrays that fit the processor's cache: twice as fast as with a million

_ODD = np.random.default_rng(SEED).integers(0, 1 << 63, 256, np.uint64) * np.uint64(2) + np.uint64(1)


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signatures of some texts; each ragged list is one array with the number of the text it belongs to."""

    body: Array  # uint64; 0: no words
    agency: Array  # uint8: number of the agency named, from 1, as in `wording.agencies`; 0: none
    words: Array  # uint32: how many
    sketch: Array  # uint8, texts by PERMUTATIONS
    opening: Array  # uint8, texts by OPENING_PERMUTATIONS
    band_keys: Array  # uint32
    band_texts: Array  # uint32
    passage_keys: Array  # uint32
    passage_texts: Array  # uint32
    passage_words: Array  # uint16: how many are in the sentence
    telling: Array  # uint16: hashes of numbers (even) and names (odd)
    telling_texts: Array  # uint32, ascending

    def __len__(self) -> int:
        return len(self.body)


def sign(texts: Sequence[tuple[str | None, str]]) -> Signatures:
    """The signatures of articles given as (headline, article_body), in their order."""
    return join(
        [_sign([text[0] or "" for text in some], [story(text[1]) for text in some]) for some in _portions(texts)]
    )


def _portions(texts: Sequence[tuple[str | None, str]]) -> list[Sequence[tuple[str | None, str]]]:
    portions, start, size = [], 0, 0
    for index, (_, body) in enumerate(texts):
        size += len(body)
        if size >= CHARACTERS_AT_ONCE:
            portions.append(texts[start : index + 1])
            start, size = index + 1, 0
    return [*portions, texts[start:]]


def join(parts: Sequence[Signatures]) -> Signatures:
    """Several sets of signatures as one; the texts of each are numbered on from those before."""
    shifts = np.cumsum([0, *(len(part) for part in parts)])

    def column(name: str) -> Array:
        values = [getattr(part, name) for part in parts]
        if name.endswith("_texts"):
            values = [texts + np.uint32(shift) for texts, shift in zip(values, shifts, strict=False)]
        return np.concatenate(values)

    return Signatures(**{field.name: column(field.name) for field in fields(Signatures)})


def select(signatures: Signatures, texts: Array) -> Signatures:
    """Those texts alone, in the order given, each once."""
    number = np.full(len(signatures), -1, np.int64)
    number[texts] = np.arange(len(texts))

    def ragged(owner: str, *names: str) -> dict[str, Array]:
        owners = number[getattr(signatures, owner)]
        keep = np.flatnonzero(owners >= 0)
        keep = keep[np.argsort(owners[keep], kind="stable")]
        return {owner: owners[keep].astype(np.uint32)} | {name: getattr(signatures, name)[keep] for name in names}

    return Signatures(
        body=signatures.body[texts],
        agency=signatures.agency[texts],
        words=signatures.words[texts],
        sketch=signatures.sketch[texts],
        opening=signatures.opening[texts],
        **ragged("band_texts", "band_keys"),
        **ragged("passage_texts", "passage_keys", "passage_words"),
        **ragged("telling_texts", "telling"),
    )


def _sign(headlines: Sequence[str], stories: Sequence[Story]) -> Signatures:
    found = words([story.text[:LONGEST_TEXT] for story in stories])
    numbers = {None: 0} | {name: number for number, name in enumerate(agencies(), start=1)}
    starts, ends = found.text_starts[:-1], found.text_starts[1:]
    sizes = ends - starts
    body = np.where(sizes > 0, spans(found.hashes, starts, ends), np.uint64(0))
    long = sizes >= SHORTEST_TEXT
    short = np.flatnonzero(~long & (sizes > 0))
    body[short] ^= _whole([headlines[text][:LONGEST_HEADLINE] for text in short.tolist()])
    text_of = np.repeat(np.arange(len(stories)), sizes)
    counted = long[text_of]
    digests, openings = _minhash(found, sizes, text_of, counted)
    bands = _bands(digests[long])
    passages = _passages(found, text_of, counted)
    telling, telling_texts = _telling(found, text_of, counted)
    return Signatures(
        body=body,
        agency=np.array([numbers[story.agency] for story in stories], np.uint8),
        words=sizes.astype(np.uint32),
        sketch=digests.astype(np.uint8),
        opening=openings.astype(np.uint8),
        band_keys=bands.ravel(),
        band_texts=np.repeat(np.flatnonzero(long).astype(np.uint32), BANDS),
        passage_keys=passages[0],
        passage_texts=passages[1],
        passage_words=passages[2],
        telling=telling,
        telling_texts=telling_texts,
    )


def _whole(texts: Sequence[str]) -> Array:
    """A hash of all words of each text."""
    found = words(texts)
    return spans(found.hashes, found.text_starts[:-1], found.text_starts[1:])


def _minhash(found: Words, sizes: Positions, text_of: Positions, counted: Array) -> tuple[Array, Array]:
    """MinHash of all shingles, and of those of the opening."""
    wide = np.bincount(text_of[found.single], minlength=len(sizes)) * 2 > sizes
    width = np.where(wide, SHINGLE_OF_CHARACTERS, SHINGLE)[text_of]
    shingles = _shingles(found.hashes, SHINGLE)
    if wide.any():
        shingles = np.where(wide[text_of], _shingles(found.hashes, SHINGLE_OF_CHARACTERS), shingles)
    ends = np.arange(len(text_of)) + width
    whole = (ends <= found.text_starts[1:][text_of]) & counted
    opening = whole & (ends <= (found.text_starts[:-1] + opening_words(sizes))[text_of])
    return (
        _digests(shingles[whole], text_of[whole], len(sizes), PERMUTATIONS),
        _digests(shingles[opening], text_of[opening], len(sizes), OPENING_PERMUTATIONS),
    )


def opening_words(sizes: Array) -> Array:
    """How many words count as the opening of texts of these sizes."""
    number: Array = np.minimum(sizes // OPENING_SHARE, OPENING)
    return number


def _digests(shingles: Array, text_of: Array, texts: int, permutations: int) -> Array:
    offsets = np.concatenate(([0], np.cumsum(np.bincount(text_of, minlength=texts)))).astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(shingles, offsets, permutations, SEED)
    return np.array(matrix.to_rows(), np.uint32).reshape(texts, permutations)


def _shingles(hashes: npt.NDArray[np.uint64], width: int) -> npt.NDArray[np.uint64]:
    """The hash of `width` words from each word on; the last ones run over the end and mean nothing."""
    total = hashes * _ODD[0]
    for step in range(1, width):
        total[:-step] += hashes[step:] * _ODD[step]
    return mixed(total)


def _bands(digests: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    rows = digests[:, : BANDS * ROWS].astype(np.uint64) * _ODD[: BANDS * ROWS]
    keys: npt.NDArray[np.uint32] = (mixed(rows.reshape(-1, BANDS, ROWS).sum(axis=2)) >> np.uint64(32)).astype(np.uint32)
    return keys


def _passages(found: Words, text_of: Positions, counted: Array) -> tuple[Array, Array, Array]:
    """Each sentence once a text: (key, text, words)."""
    opens = found.opens.copy()
    opens[found.text_starts[:-1][found.text_starts[:-1] < len(opens)]] = True
    starts = np.flatnonzero(opens)
    ends = np.append(starts[1:], len(opens))
    keep = (ends - starts >= SHORTEST_PASSAGE) & counted[starts]
    starts, ends = starts[keep], ends[keep]
    keys = (spans(found.hashes, starts, ends) >> np.uint64(32)).astype(np.uint64)
    both = np.unique(text_of[starts].astype(np.uint64) << np.uint64(32) | keys, return_index=True)[1]
    lengths = np.minimum(ends - starts, 65_535).astype(np.uint16)
    return keys[both].astype(np.uint32), text_of[starts][both].astype(np.uint32), lengths[both]


def _telling(found: Words, text_of: Positions, counted: Array) -> tuple[Array, Array]:
    """Numbers, each whole however it is grouped (1,234.5), and capitalised words inside sentences; each once a text."""
    continued = found.number.copy()
    continued[1:] &= found.number[:-1] & found.joined[1:] & ~found.opens[1:]
    continued[:1] = False
    heads = np.flatnonzero(~continued)
    numbers = spans(found.hashes, heads, np.append(heads[1:], len(continued)))
    is_number = found.number[heads] & counted[heads]
    names = np.flatnonzero(found.capital & ~found.opens & counted)
    values = np.concatenate((
        (numbers[is_number] >> np.uint64(48)) & np.uint64(0xFFFE),
        (found.hashes[names] >> np.uint64(48)) | np.uint64(1),
    ))  # fmt: skip
    texts = np.concatenate((text_of[heads[is_number]], text_of[names])).astype(np.uint64)
    once = np.unique(texts << np.uint64(16) | values)
    return (once & np.uint64(0xFFFF)).astype(np.uint16), (once >> np.uint64(16)).astype(np.uint32)
