"""Where a number stands: the characters and the word beside it, by which it is known to be no quantity."""

from __future__ import annotations

from typing import NamedTuple

from flows.parse.fields.numbers import Number


class Place(NamedTuple):
    """Where a number stands: its paragraph's bounds, the characters beside it and the word before it, lower case."""

    text: str
    number: Number
    floor: int
    ceiling: int
    before: str
    after: str
    word: str
    capital: bool  # the word before starts with a capital and opens no sentence


_new = tuple.__new__  # a third of the cost of the named tuple's own constructor


def place(text: str, number: Number, floor: int, ceiling: int) -> Place:
    begin, end = number.start, number.end
    before = text[begin - 1] if begin > floor else " "
    after = text[end] if end < ceiling else " "
    start = begin
    if begin > floor:
        start = text.rfind(" ", floor if begin - 24 < floor else begin - 24, begin - 1) + 1 or floor
    word = text[start : begin - 1] if before == " " else ""
    opens = start <= floor or text[start - 2] in ".?!\n:"
    capital = word[:1].isupper() and not opens
    return _new(Place, (text, number, floor, ceiling, before, after, word.lower(), capital))
