"""Dividing a batch by the rules of a policy: articles to which the same rules apply are judged together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from expectations.article import ArticleFacts
from expectations.policy.model import Policy
from expectations.policy.select import host

Rows = np.ndarray[Any, np.dtype[np.bool_]]


class Division(NamedTuple):
    """Articles of a batch, by their places in it; None: all. `rules`: places of the policy's rules that apply."""

    scope: str
    rules: tuple[int, ...]
    places: list[int] | None


def divide(articles: Sequence[ArticleFacts], policy: Policy) -> list[Division]:
    """The divisions that have articles, the one without rules first; of an empty batch, that one."""
    if not policy.rules or not articles:
        return [Division("", (), None)]
    known: dict[tuple[str | None, str], tuple[int, ...]] = {}
    places: dict[tuple[int, ...], list[int]] = {}
    for place, article in enumerate(articles):
        key = (_text(article.publisher) or host(_text(article.uri)), _text(article.source_format) or "")
        rules = known.get(key)
        if rules is None:
            rules = known[key] = policy.rules_for(*key)
        places.setdefault(rules, []).append(place)
    if len(places) == 1:
        ((rules, _),) = places.items()
        return [Division(policy.scope(rules), rules, None)]
    return [Division(policy.scope(rules), rules, own) for rules, own in sorted(places.items())]


def _text(value: object) -> str | None:
    """The value, unless a reader gave one of the wrong type, which validation is about to find."""
    return value if isinstance(value, str) else None


def part(frames: Mapping[str, pd.DataFrame], places: list[int] | None) -> Mapping[str, pd.DataFrame]:
    """The rows of some articles in every frame; record ids stay what they are in the batch."""
    if places is None:
        return frames
    return {suite: frame[rows_of(frame, places)].reset_index(drop=True) for suite, frame in frames.items()}


def rows_of(frame: pd.DataFrame, places: list[int] | None) -> Rows:
    """Which rows of a frame are of these articles."""
    if places is None:
        return np.ones(len(frame), dtype=np.bool_)
    own = np.zeros(max(places) + 1, dtype=np.bool_)
    own[places] = True
    records = frame["record_id"].to_numpy()
    found: Rows = own[np.minimum(records, len(own) - 1)] & (records < len(own))
    return found
