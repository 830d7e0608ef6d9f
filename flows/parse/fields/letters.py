"""Which words a text holds, letters outside ASCII included; for English words `vocabulary` is faster."""

from __future__ import annotations

from flows.parse.fields.once import once_a_text

_SIGNS = "«»„“”‘’–—…\u00a0\u202f¿¡"
_DIVIDED = bytes(code if code > 127 or chr(code).isalnum() else ord(" ") for code in range(256))


@once_a_text  # quantities and dated phrases of one article ask in turn
def letters(text: str) -> frozenset[str]:
    """Distinct words of letters and digits, in the case they are written in; all else divides words."""
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    return frozenset(text.encode("utf-8", "replace").translate(_DIVIDED).decode("utf-8").split())
