"""Where words and digits stand in a text: plain search, several times faster than a pattern of alternatives."""

from __future__ import annotations

from flows.parse.fields.once import once_a_text


def places(text: str, word: str) -> list[int]:
    """Offsets of every occurrence of the word, within longer words too."""
    found = []
    position = text.find(word)
    while position >= 0:
        found.append(position)
        position = text.find(word, position + len(word))
    return found


@once_a_text  # quantities and dated phrases of one article ask in turn
def digit_runs(text: str) -> tuple[int, ...]:
    """Offsets at which a run of the digits 0 to 9 begins, in order; `1,000.5` is one run."""
    digits = sorted(position for digit in "0123456789" if digit in text for position in places(text, digit))
    found = []
    previous = -3
    for position in digits:
        if not (previous == position - 1 or (previous == position - 2 and text[position - 1] in ".,")):
            found.append(position)
        previous = position
    return tuple(found)
