"""What a reader should know before the text, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from warehouse.report.article.excerpts import shortened
from warehouse.report.article.meanings import day
from warehouse.report.article.reading import Reading


def particulars(fields: Mapping[str, Any]) -> list[str]:
    """The article in a line: who published it, when, who wrote it, how long it is and in which language."""
    published = fields["date_published"]
    found = [
        fields["publisher"],
        day(published[:10]) if published else None,
        ", ".join(fields["authors"][:5]) or fields["credit"],
        f"{fields['word_count']:,} words" + (f" in {fields['in_language']}" if fields["in_language"] else ""),
    ]
    return [shortened(part, 150) for part in found if part]


def notes(facts: Mapping[str, Any], reading: Reading) -> list[str]:
    """Notes on the article and on how it could be shown; `…` is code."""
    if facts["outcome"] == "rejected":
        return [_decided(facts)] if facts["history"] else []
    fields = facts["fields"]
    found = []
    if facts["withdrawals"]:
        found.append("The agency has withdrawn this article: it is not to be used.")
    elif not fields["is_current"]:
        found.append("A newer version of this article came in; see Versions below.")
    if fields["is_truncated"]:
        found.append("The text breaks off before its end.")
    if facts["history"]:
        found.append(_decided(facts))
    found += _of_reading(facts, reading)
    return found


def _of_reading(facts: Mapping[str, Any], reading: Reading) -> list[str]:
    fields, found = facts["fields"], []
    if reading.problem:
        found.append(shortened(reading.problem, 600))
    if facts["outcome"] == "quarantined" and any(facts["children"].values()):
        found.append(
            "Blocks, quotes and evidence are not stored for what was kept out: those below come from reading the "
            f"record again with Copydesk {reading.parser_version}."
        )
        if facts["other_body"] is not None:
            found.append("That gives another text than when it was kept out: the text below is today's.")
    elif fields["parser_version"] != reading.parser_version:
        found.append(
            f"Copydesk {fields['parser_version']} parsed it; `copydesk reparse --diff` shows what "
            f"{reading.parser_version} would read otherwise."
        )
    return found


def _decided(facts: Mapping[str, Any]) -> str:
    last = facts["history"][-1]
    why = f": {shortened(last['note'])}" if last["note"] else ""
    return f"{last['action'].capitalize()} by {shortened(last['actor'], 100)}, {day(last['acted_at'][:10])}{why}"
