"""Places and organisations of invented articles, against gold by hand: no figure falls below what is reached."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from flows.parse.fields.mentions import mentions
from flows.parse.model import Body, BodySpan

TEXTS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))["text"]
LEAST = {"place": (0.97, 0.92), "organisation": (0.97, 0.85)}  # precision, recall


def article(paragraphs: list[str]) -> Body:
    spans, position = [], 0
    for paragraph in paragraphs:
        spans.append(BodySpan("paragraph", position, position + len(paragraph)))
        position += len(paragraph) + 2
    return Body("\n\n".join(paragraphs), tuple(spans))


@pytest.mark.parametrize("kind", LEAST)
def test_precision_and_recall(kind: str) -> None:
    count: Counter[str] = Counter()
    wrong = []
    for text in TEXTS:
        gold = text["organisations"] if kind == "organisation" else [tuple(place) for place in text["places"]]
        found = [
            row.name if kind == "organisation" else (row.name, row.country_code)
            for row in mentions(article(text["paragraphs"]))
            if row.kind == kind
        ]
        right = sum((Counter(gold) & Counter(found)).values())
        count.update(right=right, gold=len(gold), found=len(found))
        wrong += [f"{text['id']}: want {name}" for name in (Counter(gold) - Counter(found)).elements()]
        wrong += [f"{text['id']}: got {name}" for name in (Counter(found) - Counter(gold)).elements()]
    precision, recall = count["right"] / count["found"], count["right"] / count["gold"]
    least = LEAST[kind]
    assert precision >= least[0] and recall >= least[1], f"{precision=:.3f} {recall=:.3f} {wrong}"
