"""Whether a language's own small words stand in a text that is said to be in it.

The parser asks a model; this asks the text for the words that no text of some length does without (data/
function_words.toml). The two fail in different ways, so that one can doubt the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from expectations.wordlists import function_words

SAMPLE = 800  # characters
FEWEST_WORDS = 20  # of a body; in fewer, names and numbers may leave no room for small words
ENOUGH = 0.12  # of the words; running text has 0.3 to 0.5, lists of names and results 0.1
MANY = 0.2  # of the words are another language's: then it is that language's text
FEWEST_OF_HEADLINE, MANY_OF_HEADLINE = 5, 0.3
_MARKS = ".,;:!?\"'“”‘’„«»()[]–—-…¿¡"


def fits_words(language: str | None, text: str) -> bool | None:
    """Whether a body's words are those of its language and not another's; None where that cannot be told."""
    own = _own(language)
    if own is None:
        return None
    words = text[:SAMPLE].casefold().split()
    if len(words) < FEWEST_WORDS:
        return None
    share = sum(map(own.__contains__, words)) / len(words)
    if share >= ENOUGH:
        return True
    return max(_others(words, own)) < max(MANY, 2 * share)


def headline_fits(language: str | None, headline: str) -> bool | None:
    """Whether a headline may be in a language: False if it has none of its small words and many of another's."""
    own = _own(language)
    if own is None:
        return None
    words = [word.strip(_MARKS) for word in headline.casefold().split()]
    if len(words) < FEWEST_OF_HEADLINE or not own.isdisjoint(words):
        return len(words) >= FEWEST_OF_HEADLINE or None
    words = [word for word in words if len(word) > 1]  # single letters are also initials
    different = set(words)
    return not any(
        len(different & other) > 1 and sum(map(other.__contains__, words)) >= MANY_OF_HEADLINE * len(words)
        for other in function_words().values()
    )


def _own(language: str | None) -> frozenset[str] | None:
    return None if language is None else function_words().get(language.split("-", 1)[0].lower())


def _others(words: Sequence[str], own: frozenset[str]) -> list[float]:
    """The share of the words that are each other language's."""
    lists = function_words().values()
    return [sum(map(other.__contains__, words)) / len(words) for other in lists if other is not own]
