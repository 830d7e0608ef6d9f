"""Which of the words that fields look for a text holds: found out once an article, for all of them."""

from __future__ import annotations

from collections.abc import Iterable

from flows.parse.fields.once import forget_texts, once_a_text

_DIVIDED = bytes(code if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))
_ALL: set[str] = set()


class Sought:
    """Words of ASCII letters and digits that a field looks for, in the case they are written in."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        _ALL.update(self._words)
        forget_texts()

    def within(self, text: str) -> frozenset[str]:
        """Those that the text holds; all but ASCII letters and digits divides words.

        A word beside a letter outside ASCII is found as well (`one` in `Ñone`): a caller that must know looks at the
        place.
        """
        return self._words & _held(text)


@once_a_text  # all fields of one article ask in turn
def _held(text: str) -> frozenset[str]:
    # Through bytes, since `bytes.translate` and `split` are several times faster than any pattern. Other words are not
    # kept: those of a group of texts would crowd the processor's caches.
    words = text.encode("utf-8", "replace").translate(_DIVIDED).decode("ascii").split()
    return frozenset(_ALL.intersection(words))


def cases(words: Iterable[str]) -> frozenset[str]:
    """Each word in lower case, with a capital, and in capitals."""
    return frozenset(form for word in words for form in (word.lower(), word.capitalize(), word.upper()))
