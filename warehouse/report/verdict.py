"""The verdict: a run in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from schemas.vocabularies import OUTCOMES


def verdict(status: str, counts: Mapping[str, int], failed: Iterable[Mapping[str, Any]], strayed: int = 0) -> str:
    """What became of the records, and whether the gate held. `failed`: the expectations that did not hold; `strayed`:
    measures of sources that are not as usual.

    Outcomes that no record had are left out, except `accepted`: that nothing was accepted is the news.
    """
    gate = sum(row["suite"] == "run" and row["severity"] == "critical" for row in failed)
    sentence = f"{_opening(status)}{_records(counts)}; {_gate(status, gate)}{_sources(strayed)}."
    return sentence[0].upper() + sentence[1:]


def _opening(status: str) -> str:
    if status == "interrupted":
        return "Interrupted, with a part published: "
    return "The run failed: " if status == "failed" else ""


def _records(counts: Mapping[str, int]) -> str:
    seen = counts["seen"]
    if not seen:
        return "no record seen"
    noun = "record" if seen == 1 else "records"
    if counts["skipped"] == seen:
        return f"{seen:,} {noun} seen, nothing new: {seen:,} skipped"
    parts = [f"{counts[name]:,} {name}" for name in OUTCOMES if counts[name] or name == "accepted"]
    return f"{seen:,} {noun} seen: {', '.join(parts)}"


def _gate(status: str, failed: int) -> str:
    if failed:
        return f"{failed:,} critical expectation{'s' if failed > 1 else ''} on the run failed"
    if status in ("interrupted", "failed"):
        return "the run as a whole was not judged"
    return "no critical expectation on the run failed"


def _sources(strayed: int) -> str:
    if not strayed:
        return ""
    return f"; {strayed:,} measure{'s' if strayed > 1 else ''} of sources {'are' if strayed > 1 else 'is'} not as usual"
