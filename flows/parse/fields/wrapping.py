"""Text whose paragraphs were broken into lines of one width, as e-mail and old wire services did."""

from __future__ import annotations

import re

from flows.parse.fields.blocks import Line

_WIDEST = 110  # characters; a longer line shows that paragraphs are not broken
_FEWEST = 6  # lines
_FULL = 0.7  # of the width: a shorter line ends its paragraph
_NEW_ITEM = re.compile(r"[•·▪●◦*-]\s|\d{1,2}[.)]\s|[—–-]{1,2}\s?[A-Z]")


def unwrap(lines: list[Line], text: str) -> list[Line]:
    """`lines` with those of a broken paragraph joined to one that spans them, if the text is broken so; else `lines`.

    It is, if no line is long and most lines that follow another without a blank line between go on in lower case.
    """
    if len(lines) < _FEWEST or any(len(line.text) > _WIDEST for line in lines):
        return lines
    following = [line for line in lines[1:] if line.breaks == 1]
    going_on = sum(line.text[0].islower() for line in following)
    if 2 * len(following) < len(lines) or 5 * going_on < 2 * len(following):
        return lines
    width = max(len(line.text) for line in lines)
    joined: list[Line] = []
    first = last = lines[0]
    for line in lines[1:]:
        if line.breaks != 1 or len(last.text) < _FULL * width or _NEW_ITEM.match(line.text):
            joined.append(_spanning(first, last, text))
            first = line
        last = line
    joined.append(_spanning(first, last, text))
    return joined


def _spanning(first: Line, last: Line, text: str) -> Line:
    return first if first is last else Line(first.start, last.end, text[first.start : last.end], first.breaks)
