"""Quotation marks: where a paragraph opens and closes a quotation.

Marks differ by language and by typist: `"…"`, `“…”`, `''…''`, `« … »`, `»…«`, `„…“`, `”…”`, and single ones. A mark
that can both open and close is told by the characters beside it. A quotation that opens and never closes runs to the
paragraph's end: news opens each paragraph of a long quotation anew and closes only the last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.parse.fields.scanning import places

_MARKS = ('"', "“", "”", "«", "»", "„", "‟", "＂", "「", "」", "『", "』", "''", "``", "‘‘", "’’")
_BEFORE_OPENING = " \t\n([{—–-/‘'\u00a0:…"
_SINGLE = re.compile(r"[‘'’]")
_DENSE_MARKS, _MARK_SPACING = 100, 8
_SPACES = " \t\n\u00a0\u202f"


class Run(NamedTuple):
    """One quoted run: `start`–`end` are the words, `opening`–`closing` include the marks."""

    start: int
    end: int
    opening: int
    closing: int
    closed: bool
    single: bool = False


class _Mark(NamedTuple):
    start: int
    end: int
    can_open: bool
    can_close: bool


def mark_places(text: str) -> list[tuple[int, int]]:
    """Start and end of every double mark in the text, in order."""
    ascii_only = text.isascii()
    return sorted(
        (position, position + len(mark))
        for mark in _MARKS
        if not (ascii_only and not mark.isascii())
        for position in places(text, mark)
    )


def runs(text: str, start: int, end: int, found_marks: Sequence[tuple[int, int]]) -> list[Run]:
    """Quoted runs of the paragraph `text[start:end]`, in double marks, outermost only.

    `found_marks` are the paragraph's, out of `mark_places`. Marks that stand closer than speech could are no quotation.
    """
    if len(found_marks) > max(_DENSE_MARKS, (end - start) // _MARK_SPACING):
        return []
    marks = [_mark(text, begin, finish, start, end) for begin, finish in found_marks]
    if not marks:
        return []
    if any(text[m.start] == "»" for m in marks):
        marks = _guillemets(text, marks)
    closers_left = sum(m.can_close and not m.can_open for m in marks)
    openers_left = sum(m.can_open and not m.can_close for m in marks)
    found_runs: list[Run] = []
    opened: _Mark | None = None
    depth = 0
    for mark in marks:
        closers_left -= mark.can_close and not mark.can_open
        openers_left -= mark.can_open and not mark.can_close
        if opened is None:
            if mark.can_open:
                opened, depth = mark, 1
        elif mark.can_close:
            depth -= 1
            if depth == 0:
                _append(found_runs, text, opened, mark.start, mark.end, True)
                opened = None
        elif closers_left - openers_left > depth:
            depth += 1  # a quotation inside the quotation, in the same marks
        else:
            _append(found_runs, text, opened, mark.start, mark.start, False)
            opened, depth = mark, 1
    if opened is not None:
        _append(found_runs, text, opened, end, end, False)
    return found_runs


def single_runs(text: str, start: int, end: int, taken: list[Run]) -> list[Run]:
    """Runs in single marks outside those in double marks; an apostrophe is no mark.

    A closing mark after a letter may be a plural possessive, so the run ends at the first one that punctuation or the
    paragraph's end confirms, else at the first of all.
    """
    found_runs: list[Run] = []
    opened = -1
    first_close = -1
    if text.count("'", start, end) > max(_DENSE_MARKS, (end - start) // _MARK_SPACING):
        return []
    for found in _SINGLE.finditer(text, start, end):
        position = found.start()
        before = text[position - 1] if position > start else " "
        after = text[position + 1] if position + 1 < end else " "
        if (before.isalnum() and after.isalnum()) or any(run.opening <= position < run.closing for run in taken):
            continue
        if (after.isalnum() or after in "[…") and not before.isalnum():
            if opened < 0 and text[position] != "’":
                opened = position
            continue
        if opened < 0 or before.isspace():
            continue
        confirmed = before in ",.?!…" or position + 1 >= end or after in ",.;:?!)"
        if not confirmed and before == "s":
            first_close = position if first_close < 0 else first_close
            continue
        found_runs.append(Run(opened + 1, position, opened, position + 1, True, True))
        opened = first_close = -1
    if opened >= 0 and first_close >= 0:
        found_runs.append(Run(opened + 1, first_close, opened, first_close + 1, True, True))
    return found_runs


def _mark(text: str, begin: int, finish: int, start: int, end: int) -> _Mark:
    before = text[begin - 1] if begin > start else " "
    after = text[finish] if finish < end else " "
    char = text[begin]
    opening_side = before in _BEFORE_OPENING
    closing_side = after in _SPACES or after in ".,;:?!)]}—–-…’'/"
    if char in "„‟「『":
        return _Mark(begin, finish, True, False)
    if char in "」』":
        return _Mark(begin, finish, False, True)
    if char in "«»":
        return _Mark(begin, finish, char == "«", char == "»")
    if char in "“‘`":
        closes = not opening_side and closing_side
        return _Mark(begin, finish, not closes, closes)
    if char in "”’":
        opens = opening_side and after.isalnum() and before in _SPACES
        return _Mark(begin, finish, opens, not opens)
    if opening_side and after not in _SPACES and not (closing_side and before not in _SPACES):
        return _Mark(begin, finish, True, False)
    if closing_side and before not in _SPACES:
        return _Mark(begin, finish, False, True)
    return _Mark(begin, finish, before not in "0123456789", True)


def _guillemets(text: str, marks: list[_Mark]) -> list[_Mark]:
    """German sets »…« where French sets « … »: the first one of the paragraph tells which."""
    first = next(m for m in marks if text[m.start] in "«»")
    if text[first.start] == "«":
        return marks
    return [
        m._replace(can_open=text[m.start] == "»", can_close=text[m.start] == "«") if text[m.start] in "«»" else m
        for m in marks
    ]


def _append(found: list[Run], text: str, opened: _Mark, finish: int, closing: int, closed: bool) -> None:
    begin = opened.end
    while begin < finish and text[begin].isspace():
        begin += 1
    while finish > begin and text[finish - 1].isspace():
        finish -= 1
    if any(char.isalnum() for char in text[begin:finish]):
        found.append(Run(begin, finish, opened.start, closing, closed))
