"""By which rules names are written in a text: with English titles, among German capitals, or the Romance way.

A few common words tell that on short texts too, where a language detector fails.
"""

from __future__ import annotations

from flows.parse.fields.once import once_a_text
from flows.parse.fields.vocabulary import Sought

ENGLISH, GERMAN, ROMANCE = "english", "german", "romance"
_ENGLISH = Sought(("the", "and", "of", "to", "was", "with"))
_GERMAN = Sought(("der", "und", "die", "das", "von", "mit", "ist", "nicht", "den", "ein"))
_ROMANCE = Sought(("de", "la", "les", "el", "des", "los", "que", "en", "une", "con"))


@once_a_text  # mentions, people and quotations of one article ask in turn
def tongue(text: str) -> str:
    """ENGLISH, GERMAN, or ROMANCE; ENGLISH where nothing tells."""
    english, german, romance = (len(words.within(text)) for words in (_ENGLISH, _GERMAN, _ROMANCE))
    if german > english and german > romance:
        return GERMAN
    return ROMANCE if romance > english else ENGLISH
