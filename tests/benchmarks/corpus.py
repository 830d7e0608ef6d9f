"""A corpus of any size, made of paragraphs of the example articles: `python -m tests.benchmarks.corpus FOLDER N`."""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
SMALL_WORD = re.compile(r"(?<![\w@#/.:])[a-z]{4,}(?![\w@/.:])")


def paragraphs() -> tuple[list[str], list[str]]:
    """Headlines and other paragraphs of the English examples."""
    headlines, others = [], []
    for path in sorted((*EXAMPLES.glob("wire/*.txt"), *EXAMPLES.glob("web/*.txt"))):
        first, *rest = [part for part in path.read_text("utf-8").split("\n\n") if part.strip()]
        headlines.append(first)
        others += rest
    return headlines, others


def write_corpus(folder: Path, number: int, *, seed: int = 1, size: int = 4_000, varied: bool = False) -> None:
    """Write `number` articles of about `size` bytes, a hundred to a folder; the same for the same seed.

    Every article shares paragraphs with many others, unless they are `varied`: then half of its small words are
    others, so that articles are as unlike as those of a newspaper, and few are reprints.
    """
    headlines, others = paragraphs()
    words = sorted({word for text in others for word in SMALL_WORD.findall(text)})
    rng = random.Random(seed)

    def another(found: re.Match[str]) -> str:
        return rng.choice(words) if rng.random() < 1 / 2 else found[0]

    for index in range(number):
        parts = [f"{rng.choice(headlines)} ({index})"]
        while sum(map(len, parts)) < size:
            part = rng.choice(others)
            parts.append(SMALL_WORD.sub(another, part) if varied else part)
        path = folder / f"{index // 100:04}" / f"{index:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]), int(sys.argv[2]))
