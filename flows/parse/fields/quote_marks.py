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
_ASCII_MARKS = tuple(mark for mark in _MARKS if mark.isascii())
_BEFORE_OPENING = frozenset(" \t\n([{—–-/‘'\u00a0:…")
_BEHIND_CLOSING = frozenset(" \t\n\u00a0\u202f.,;:?!)]}—–-…’'/")
_SINGLE = re.compile(r"[‘'’]")
# A single mark that can open: no letter before it, one behind. Two patterns, for a literal in front is found faster.
_SINGLE_OPENINGS = (
    ("'", re.compile(r"'(?<![^\W_]')(?=[^\W_]|[\[…])")),
    ("‘", re.compile(r"‘(?<![^\W_]‘)(?=[^\W_]|[\[…])")),
)
_CLOSING_OF = {'"': '"', "“": "”"}
_DENSE_MARKS, _MARK_SPACING = 100, 30
_SPACES = frozenset(" \t\n\u00a0\u202f")
_Mark = tuple[int, int, bool, bool]  # start, end, whether it can open, whether it can close


class Run(NamedTuple):
    """One quoted run: `start`–`end` are the words, `opening`–`closing` include the marks."""

    start: int
    end: int
    opening: int
    closing: int
    closed: bool
    single: bool = False


_new = tuple.__new__  # a third of the cost of the named tuple's own constructor


def mark_places(text: str) -> list[tuple[int, int]]:
    """Start and end of every double mark in the text, in order."""
    found: list[tuple[int, int]] = []
    for mark in _ASCII_MARKS if text.isascii() else _MARKS:
        if mark[0] in text and mark in text:  # one character is found twenty times faster than two
            length = len(mark)
            found += [(position, position + length) for position in places(text, mark)]
    found.sort()
    return found


def single_places(text: str) -> list[int]:
    """Where a single mark can open a quotation, in order."""
    found = [match.start() for mark, opening in _SINGLE_OPENINGS if mark in text for match in opening.finditer(text)]
    found.sort()
    return found


def runs(text: str, start: int, end: int, found_marks: Sequence[tuple[int, int]]) -> list[Run]:
    """Quoted runs of the paragraph `text[start:end]`, in double marks, outermost only.

    `found_marks` are the paragraph's, out of `mark_places`. Marks that stand closer than speech could are no quotation.
    """
    if len(found_marks) > max(_DENSE_MARKS, (end - start) // _MARK_SPACING):
        return []
    paired = _pairs(text, start, end, found_marks)
    if paired is not None:
        return paired
    marks = [_mark(text, begin, finish, start, end) for begin, finish in found_marks]
    if not marks:
        return []
    if text.find("»", start, end) >= 0:
        marks = _guillemets(text, marks)
    surplus = 0  # of marks yet to come, those that only close less those that only open
    for _, _, can_open, can_close in marks:
        surplus += can_close - can_open
    found_runs: list[Run] = []
    opened: _Mark | None = None
    depth = 0
    for mark in marks:
        begin, finish, can_open, can_close = mark
        surplus -= can_close - can_open
        if opened is None:
            if can_open:
                opened, depth = mark, 1
        elif can_close:
            depth -= 1
            if depth == 0:
                _append(found_runs, text, opened, begin, finish, True)
                opened = None
        elif surplus > depth:
            depth += 1  # a quotation inside the quotation, in the same marks
        else:
            _append(found_runs, text, opened, begin, begin, False)
            opened, depth = mark, 1
    if opened is not None:
        _append(found_runs, text, opened, end, end, False)
    return found_runs


def _pairs(text: str, start: int, end: int, found_marks: Sequence[tuple[int, int]]) -> list[Run] | None:
    """The runs of a paragraph whose every mark is plain, as nearly all are; None where one asks for a closer look."""
    if len(found_marks) & 1:
        return None
    found_runs = []
    for index in range(0, len(found_marks), 2):
        begin, words = found_marks[index]
        finish, behind = found_marks[index + 1]
        opening = text[begin]
        if (
            _CLOSING_OF.get(opening) != text[finish]
            or not text[words].isalnum()
            or text[finish - 1] in _SPACES
            or (begin > start and text[begin - 1] not in _BEFORE_OPENING)
            or (behind < end and text[behind] not in _BEHIND_CLOSING)
        ):
            return None
        found_runs.append(_new(Run, (words, finish, begin, behind, True, False)))
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
    if char in "“‘`":
        closes = not opening_side and after in _BEHIND_CLOSING
        return begin, finish, not closes, closes
    if char in "”’":
        opens = opening_side and before in _SPACES and after.isalnum()
        return begin, finish, opens, not opens
    if char in "„‟「『":
        return begin, finish, True, False
    if char in "」』":
        return begin, finish, False, True
    if char in "«»":
        return begin, finish, char == "«", char == "»"
    closing_side = after in _BEHIND_CLOSING
    if opening_side and after not in _SPACES and not (closing_side and before not in _SPACES):
        return begin, finish, True, False
    if closing_side and before not in _SPACES:
        return begin, finish, False, True
    return begin, finish, before not in "0123456789", True


def _guillemets(text: str, marks: list[_Mark]) -> list[_Mark]:
    """German sets »…« where French sets « … »: the first one of the paragraph tells which."""
    first = next((begin for begin, *_ in marks if text[begin] in "«»"), None)
    if first is None or text[first] == "«":
        return marks
    return [(mark[0], mark[1], mark[3], mark[2]) if text[mark[0]] in "«»" else mark for mark in marks]


def _append(found: list[Run], text: str, opened: _Mark, finish: int, closing: int, closed: bool) -> None:
    begin = opened[1]
    words = text[begin:finish]
    bare = words.lstrip()
    begin += len(words) - len(bare)
    bare = bare.rstrip()
    if bare and (bare[0].isalnum() or any(map(str.isalnum, bare))):
        found.append(Run(begin, begin + len(bare), opened[0], closing, closed))
