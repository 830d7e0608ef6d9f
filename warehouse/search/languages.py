"""How text of each language becomes the terms that are indexed and asked for.

Every language with a stemmer has fields and an analyzer of its own, named by its two-letter code; all others share
`OTHER`, which leaves words as they are and takes scripts without blanks (Chinese, Japanese, Thai ...) a character a
term, so that any run of characters is found as a phrase.

Accents are folded after stemming, since most stemmers read them (`manifestación` and `manifestaciones` have one stem,
`manifestacion` another); a word asked for without accents is therefore also asked with those it usually has.
"""

from __future__ import annotations

import re
from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

OTHER = "xx"
STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
SAME = {"nb": "no", "nn": "no"}  # languages that another's stemmer serves
TONGUES = (*STEMMERS, OTHER)
LONGEST = 60  # bytes of a term: longer ones are addresses and keys

_SINGLE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORDS = rf"[{_SINGLE}]\p{{M}}*|[\p{{L}}\p{{N}}\p{{M}}--[{_SINGLE}]]+"

# (ending without accents, ending with): only where the stemmer tells the two apart
_ENDINGS = {
    "es": (("ion", "ión"), ("ia", "ía")),
    "pt": (("cao", "ção"), ("coes", "ções"), ("sao", "são"), ("soes", "sões")),
    "fr": (("e", "é"), ("es", "és"), ("ee", "ée"), ("ees", "ées")),
}
_UMLAUTS = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))


def tongue(tag: str | None) -> str:
    """The analyzer for a language tag: `en` for `en-GB`, `xx` for what has no stemmer."""
    primary = (tag or "").partition("-")[0].lower()
    primary = SAME.get(primary, primary)
    return primary if primary in STEMMERS else OTHER


@cache
def analyzer(name: str) -> TextAnalyzer:
    """The analyzer of a tongue."""
    # vowel signs are part of a Tamil word: the simple tokenizer cuts at them
    tokenizer = Tokenizer.regex(_WORDS) if name in (OTHER, "ta") else Tokenizer.simple()
    steps = [Filter.remove_long(LONGEST), Filter.lowercase()]
    if name == "en":  # no English ending has an accent: folded first, `élysée` and `elysee` have one stem
        steps += [Filter.ascii_fold(), Filter.stemmer("english")]
    elif name == OTHER:
        steps += [Filter.ascii_fold()]
    else:
        steps += [Filter.stemmer(STEMMERS[name]), Filter.ascii_fold()]
    return _built(tokenizer, *steps)


@cache
def name_analyzer() -> TextAnalyzer:
    """For names that are compared whole: the capitals and accents do not count."""
    return _built(Tokenizer.raw(), Filter.lowercase(), Filter.ascii_fold())


@cache
def raw_analyzer() -> TextAnalyzer:
    """For values that facets show as they are."""
    return _built(Tokenizer.raw())


def _built(tokenizer: Tokenizer, *filters: Filter) -> TextAnalyzer:
    builder = TextAnalyzerBuilder(tokenizer)
    for step in filters:
        builder = builder.filter(step)
    return builder.build()


def spellings(name: str, word: str) -> list[str]:
    """The word, and how else it is to be asked for in this tongue."""
    found = [word]
    if name == "de" and any(plain in word.lower() for plain, _ in _UMLAUTS):
        found.append(_with_umlauts(word))
    if name == "tr" and word[:1] == "i":
        found.append("İ" + word[1:])  # lower-cased, it is not an i
    if word.isascii():
        found += [word.removesuffix(a) + b for a, b in _ENDINGS.get(name, ()) if word.lower().endswith(a)]
    return found


def _with_umlauts(word: str) -> str:
    return re.sub("ae|oe|ue", lambda m: dict(_UMLAUTS)[m[0]], word.lower())
