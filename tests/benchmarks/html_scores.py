"""One page's answer against its gold, and the paired bootstrap of two readers' scores."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tests.benchmarks.html_readers import Answer

SHINGLE = 4  # words
RESAMPLES = 2_000
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_MARKS = re.compile(r"[^\w\s]")


class Measure(NamedTuple):
    what: str
    smaller_is_better: bool = False


MEASURES: dict[str, Measure] = {
    "body_f1": Measure("F1 of the body's runs of four words"),
    "headline": Measure("headline the same, but for case and punctuation"),
    "authors_f1": Measure("F1 of the authors' names"),
    "day": Measure("day of publication the same"),
    "authors_invented": Measure("authors given where the page has none", smaller_is_better=True),
}


class Interval(NamedTuple):
    mean: float
    low: float
    high: float
    pages: int


def normal(text: object) -> str:
    plain = unicodedata.normalize("NFKC", str(text or "")).casefold().translate(_PLAIN)
    return " ".join(_MARKS.sub(" ", plain).split())


def page_scores(gold: Mapping[str, Any], answer: Answer) -> dict[str, float | None]:
    """A value for each measure; None where the gold, or the reader, says nothing."""
    scores: dict[str, float | None] = dict.fromkeys(MEASURES)
    if gold.get("body"):
        scores["body_f1"] = _overlap(_shingles(gold["body"]), _shingles(answer.body))
    if gold.get("headline"):
        scores["headline"] = float(normal(gold["headline"]) == normal(answer.headline))
    if answer.authors is not None:
        if gold.get("authors"):
            scores["authors_f1"] = _overlap(_names(gold["authors"]), _names(answer.authors))
        if gold.get("no_author"):
            scores["authors_invented"] = float(bool(answer.authors))
    if gold.get("date_published") and answer.looks_for_day:
        scores["day"] = float(str(gold["date_published"])[:10] == (answer.day or ""))
    return scores


def mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 4) if known else None


def interval(own: Sequence[float | None], other: Sequence[float | None], seed: int = 7) -> Interval | None:
    """Mean difference over the pages that both have a value for, with its 95 % interval by resampling pages."""
    differences = [a - b for a, b in zip(own, other, strict=True) if a is not None and b is not None]
    if not differences:
        return None
    generator, count = random.Random(seed), len(differences)
    means = sorted(sum(generator.choices(differences, k=count)) / count for _ in range(RESAMPLES))
    low, high = means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]
    return Interval(round(sum(differences) / count, 4), round(low, 4), round(high, 4), count)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = normal(text).split()
    if not words:
        return Counter()
    return Counter(tuple(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1)))


def _names(names: Sequence[str]) -> Counter[tuple[str, ...]]:
    return Counter({(normal(name),): 1 for name in names})


def _overlap(gold: Counter[tuple[str, ...]], got: Counter[tuple[str, ...]]) -> float:
    same = (gold & got).total()
    return 2 * same / (gold.total() + got.total()) if same else 0.0
