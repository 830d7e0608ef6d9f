"""Parse the gold texts and score them: `python -m tests.quality.measure [FIGURE …]` tells the misses of each FIGURE."""

from __future__ import annotations

import json
import sys
from functools import cache

from flows.parse.assemble import parse
from flows.parse.model import ParsedArticle, RawRecord
from flows.parse.record import open_file
from tests.quality.build_gold import GOLD
from tests.quality.gold_source import ROOT, read_text
from tests.quality.score import FIGURES, Case, Gold, Score, score


def gold_records() -> list[Gold]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))]


def parsed(path: str) -> ParsedArticle | None:
    """The one article of a text; None where it was rejected. The path is the project's own, so no folder outside it
    can lend the article a date."""
    with open_file(ROOT / path) as raw_file:
        record = next(iter(raw_file))
        if not isinstance(record, RawRecord) or raw_file.format is None:
            return None
        article = parse(record, raw_file.format, path)
    return article if isinstance(article, ParsedArticle) else None


@cache
def measured() -> Score:
    """The score of the parser as it is."""
    return score(Case(gold, read_text(gold["path"], gold["encoding"]), parsed(gold["path"])) for gold in gold_records())


def main(wanted: list[str]) -> int:
    if unknown := set(wanted) - set(FIGURES):
        print(f"unknown figures {sorted(unknown)}; valid are {', '.join(FIGURES)}", file=sys.stderr)
        return 2
    figures, misses = measured()
    for name in FIGURES:
        print(f"{name:12} {figures[name]:.4f}")
    for miss in misses:
        if miss.figure in wanted:
            print(f"{miss.figure} {miss.text}: want {miss.want!r}, got {miss.got!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
