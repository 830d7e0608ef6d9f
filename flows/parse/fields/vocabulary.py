"""Which words a text holds: found out once an article, so that each field looks only for those of its words that are
there.
"""

from __future__ import annotations

from collections.abc import Iterable

from flows.parse.fields.once import once_a_text

_DIVIDED = bytes(code if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))


@once_a_text  # all fields of one article ask in turn
def vocabulary(text: str) -> frozenset[str]:
    """Distinct words of ASCII letters and digits, in the case they are written in; all else divides words.

    A word beside a letter outside ASCII is found as well (`one` in `Ñone`): a caller that must know looks at the place.
    """
    # Through bytes, since `bytes.translate` and `split` are several times faster than any pattern.
    return frozenset(text.encode("utf-8", "replace").translate(_DIVIDED).decode("ascii").split())


def cases(words: Iterable[str]) -> frozenset[str]:
    """Each word in lower case, with a capital, and in capitals."""
    return frozenset(form for word in words for form in (word.lower(), word.capitalize(), word.upper()))
