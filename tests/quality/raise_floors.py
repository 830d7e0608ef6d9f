"""Raise the floors to the figures: `python -m tests.quality.raise_floors [--lower FIGURE --reason TEXT]`."""

from __future__ import annotations

import argparse
import sys

from tests.quality import floors
from tests.quality.measure import measured


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Raise each floor to its figure; lower one, with the reason kept.")
    parser.add_argument("--lower", metavar="FIGURE", help="let this floor fall to its figure")
    parser.add_argument("--reason", default="", help="why it may fall; kept in floors.json")
    options = parser.parse_args(arguments)
    before, figures = floors.load(), measured().figures
    after = before
    if options.lower:
        try:
            after = floors.lowered(after, figures, options.lower, options.reason)
        except ValueError as error:
            parser.error(str(error))
    after = floors.raised(after, figures)
    floors.save(after)
    for name, floor in after["floors"].items():
        if floor != before["floors"][name]:
            print(f"{name}: {before['floors'][name]} -> {floor}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
