"""What words do beside a quotation in German, French, Spanish, Italian, Portuguese, Dutch, and what is a name there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.parse.fields.lexicon import sections

_LISTS = {name: frozenset(words) for name, words in sections("continental_words.txt").items()}
DETERMINERS, PRONOUNS, HONORIFICS = _LISTS["determiner"], _LISTS["pronoun"], _LISTS["honorific"]
LINKS, STOPS, BETWEEN, SOURCES = _LISTS["link"], _LISTS["stop"], _LISTS["between"], _LISTS["source"]
ADVERBS, _NAMING = _LISTS["adverb"], _LISTS["naming"]
ROLE_ENDINGS = tuple(_LISTS["role_ending"])
AUXILIARIES = _LISTS["auxiliary"]
ELISION = re.compile(r"^[dlDL]['’]")
_LANGUAGES = ("de", "fr", "es", "it", "pt", "nl")
_VERBS = {language: sections("cue_verbs.txt")[language] for language in _LANGUAGES}
FORMS = {form: language for language in reversed(_LANGUAGES) for form in _VERBS[language]}
PORTUGUESE = frozenset(_VERBS["pt"])
VERB_SECOND = frozenset(("de", "nl"))
ELIDING = frozenset(("es", "it", "pt"))  # leave the pronoun out
_NOUNS_BEHIND = frozenset(("der", "die", "das", "ein", "eine"))  # articles behind which nouns have capitals


def names_a_work(text: str, opening: int) -> bool:
    """Whether the word before the mark announces a title, a name or a term (`das Buch „…“`)."""
    return text[max(0, opening - 24) : opening].rstrip(" \u00a0").rpartition(" ")[2].lower() in _NAMING


def bare_name(phrase: str) -> str | None:
    """The name in a phrase without article, role and honorific; None where the phrase names nobody."""
    words = phrase.split(" ")
    start = len(words)
    while start and (words[start - 1][:1].isupper() or (words[start - 1] in LINKS and start < len(words))):
        start -= 1
    if start < len(words) and (words[start] in LINKS or words[start] in DETERMINERS):
        return None  # `le ministère de la Défense`
    names: Sequence[str] = words[start:]
    if len(names) == 1 and words[0].lower() in _NOUNS_BEHIND:
        return None  # `der Taxifahrer`
    while len(names) > 1 and (is_role(names[0]) or names[0].lower() in HONORIFICS or not names[0][0].isupper()):
        names = names[1:]
    if not names or is_role(names[0]) or (names == words and len(names) == 1):
        return None
    return " ".join(names)


def head_nouns(title: str) -> tuple[str, str]:
    """The two words of a title of which one is its head: its first, and the last one before a preposition."""
    words = title.lower().split()
    stop = next((index for index, word in enumerate(words) if word in LINKS or ELISION.match(word)), len(words))
    return words[0], words[max(0, stop - 1)]


def is_role(word: str) -> bool:
    return word.lower().endswith(ROLE_ENDINGS)
