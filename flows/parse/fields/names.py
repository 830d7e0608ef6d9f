"""Whether a short text can be a person's name."""

from __future__ import annotations

import re

from flows.parse.fields.word_lists import word_list

GIVEN_NAMES = word_list("given_names.txt")
PARTICLES = word_list("name_particles.txt")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "md", "phd", "esq"))
# A capital (or any letter of a script without capitals), then letters, marks, hyphens, apostrophes, stops.
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.‘-])*")
# Words that begin headings and labels as often as not, and no one's name; those after it are surnames too.
_NO_NAMES = word_list("not_names.txt")
_ALSO_GIVEN = frozenset(("al", "ben", "mac", "van"))  # particles inside a name, given names before it
_ALSO_SURNAMES = frozenset(
    ("day", "good", "house", "key", "last", "long", "main", "man", "most", "quick", "read", "story", "street", "way",
     "white")
)  # fmt: skip


def is_name(text: str, *, most_words: int = 5) -> bool:
    """Whether `text` has the shape of a full name: two to five capitalised words, none of them a common one."""
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= most_words:
        return False
    capitalised = 0
    for place, word in enumerate(words):
        bare = word.strip(".").casefold()
        if bare in _SUFFIXES or (bare in PARTICLES and (place or bare not in _ALSO_GIVEN)):
            continue
        if not _WORD.fullmatch(word) or word[0].islower():
            return False
        if bare in _NO_NAMES and not (capitalised and bare in _ALSO_SURNAMES):
            return False
        capitalised += 1
    return capitalised >= 2 or (capitalised == 1 and words[0].casefold() not in PARTICLES)


def has_given_name(text: str) -> bool:
    """Whether one of the words of `text` is a known given name."""
    return any(word.strip(".,").casefold() in GIVEN_NAMES for word in text.split())
