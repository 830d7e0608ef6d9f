"""Who wrote it, and which agency: the record's own fields before the text's byline, dateline and credit line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.parse.fields.byline import Byline, authors_from, byline
from flows.parse.fields.credit import Credit, credit
from flows.parse.fields.dateline import Dateline
from flows.parse.model import Block, Draft, Evidence
from flows.parse.stated import CONFIDENCE, method, stated_line, stated_lines

TEXT_CONFIDENCE = 0.85
LOSER_CONFIDENCE = 0.3
NOTE_CHARACTERS = 200


class Credited(NamedTuple):
    """`byline` is the line as written, `agency` the agency credited."""

    byline: str | None
    authors: list[str]
    agency: str | None
    evidence: tuple[Evidence, ...]


def credited(draft: Draft, blocks: Sequence[Block], dateline: Dateline | None) -> Credited:
    found = byline(blocks)
    line, rows = _byline(draft, found)
    authors, named_agency, author_rows = _authors(draft, found)
    from_field = named_agency is not None and not (found and found.agency)
    agency_found = credit(blocks, Byline("", (), named_agency, None, None) if from_field else found, dateline)
    if agency_found and from_field and agency_found.method == "byline":
        agency_found = agency_found._replace(method=method(draft, "authors"))
    agency, agency_row = _agency(draft, agency_found)
    return Credited(line, authors, agency, (*rows, *author_rows, agency_row))


def _byline(draft: Draft, found: Byline | None) -> tuple[str | None, list[Evidence]]:
    if stated := stated_line(draft, "byline"):
        return stated, [Evidence("byline", stated, method(draft, "byline"), CONFIDENCE)]
    if found:
        return found.text, [_row("byline", found.text, found)]
    return None, [Evidence("byline", None, "byline", note="no line credits a writer")]


def _authors(draft: Draft, found: Byline | None) -> tuple[list[str], str | None, list[Evidence]]:
    """The writers' names, and the agency that stands among those that the record states."""
    stated_byline = [line] if (line := stated_line(draft, "byline")) else []
    for column, values in (("authors", stated_lines(draft, "authors")), ("byline", stated_byline)):
        settled = column in draft.settled
        pairs = [((value,), None) if settled else authors_from(value) for value in values]
        names = list(dict.fromkeys(name for some, _ in pairs for name in some))
        agency = next((agency for _, agency in pairs if agency), None)
        if names or agency:
            left_out = [value for value, (some, other) in zip(values, pairs, strict=True) if not some and not other]
            note = f"no writer's name: {'; '.join(left_out)[:NOTE_CHARACTERS]}" if left_out else None
            rows = [Evidence("authors", ", ".join(names) or None, method(draft, column), CONFIDENCE, note=note)]
            if found and found.authors and list(found.authors) != names:
                lost = "not used: the record's own field goes before the text"
                rows.append(_row("authors", ", ".join(found.authors), found, LOSER_CONFIDENCE, lost))
            return names, agency, rows
    if found and found.authors:
        return list(found.authors), None, [_row("authors", ", ".join(found.authors), found)]
    return [], None, [Evidence("authors", None, "byline", note="no writer is named")]


def _agency(draft: Draft, found: Credit | None) -> tuple[str | None, Evidence]:
    if stated := stated_line(draft, "credit"):
        agency = authors_from(stated)[1] or stated
        return agency, Evidence("credit", agency, method(draft, "credit"), CONFIDENCE)
    if found:
        where = (found.source_start, found.source_end)
        return found.agency, Evidence("credit", found.agency, found.method, TEXT_CONFIDENCE, *where)
    return None, Evidence("credit", None, "credit", note="no agency is credited")


def _row(
    field: str, value: str, found: Byline, confidence: float = TEXT_CONFIDENCE, note: str | None = None
) -> Evidence:
    return Evidence(field, value, "byline", confidence, found.source_start, found.source_end, note)
