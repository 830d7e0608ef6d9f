"""Reporting verbs, from `data/cue_verbs.txt`: every form of each, and how it reports."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.parse.fields.lexicon import sections
from flows.parse.fields.sentence_words import WORDS

_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]*")
_NOUN_BEFORE = WORDS["before_noun"]
# Third persons that are plural nouns as well: verbs only after a name, or a word for one who speaks or writes.
_NOUNS_TOO, _SINGULAR = WORDS["noun_too"], WORDS["singular_subject"]
# In the capitals of a headline these are verbs still; "Reports" and "States" are not.
_HEADLINE_VERBS = frozenset(("Said", "Says", "Told", "Tells", "Wrote", "Writes", "Tweeted", "Asked", "Added"))
_HELPS = WORDS["before_base"]


class Cue(NamedTuple):
    """One reporting verb in the text. `form`: finite, base (`say`), participle (`saying`)."""

    text: str
    start: int
    end: int
    form: str
    saying: bool  # takes the words as its object; False: judges with them ("called the plan 'dead'")


def _forms(lemma: str) -> list[tuple[str, str]]:
    if lemma.endswith("e"):
        stem, third, past = lemma[:-1], lemma + "s", lemma + "d"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        stem, third, past = lemma, lemma[:-1] + "ies", lemma[:-1] + "ied"
    elif lemma.endswith(("s", "sh", "ch", "x", "z")):
        stem, third, past = lemma, lemma + "es", lemma + "ed"
    else:
        stem, third, past = lemma, lemma + "s", lemma + "ed"
    return [(lemma, "base"), (third, "finite"), (past, "finite"), (stem + "ing", "participle")]


def _read() -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    lists = sections("cue_verbs.txt")
    for section in ("saying", "judging"):
        for line in lists[section]:
            lemma, _, listed = line.partition(": ")
            pairs = _forms(lemma)
            if listed:
                pairs = [(form, "participle" if form.endswith("ing") else "finite") for form in listed.split()]
                pairs.append((lemma, "base"))  # last: the past of "read" and "put" is the same word
            for form, kind in pairs:
                found.setdefault(form, (kind, section == "saying"))
    for form in lists["others"]:
        found.setdefault(form, ("finite", True))
    return found


CUES = _read()


def cues(text: str, start: int, end: int) -> list[Cue]:
    """Reporting verbs in `text[start:end]`, in order; words that stand there as nouns ("a report") left out."""
    found: list[Cue] = []
    previous = ""
    for word in _WORD.finditer(text, start, end):
        form = word.group()
        known = CUES.get(form) or (CUES.get(form.lower()) if form in _HEADLINE_VERBS else None)
        if known is not None:
            kind, saying = known
            capital = previous[:1].isupper()
            previous = previous.lower()
            noun = previous in _NOUN_BEFORE or (previous.endswith(("'s", "’s", "s'")) and kind != "finite")
            if kind == "base" and previous not in _HELPS and not previous.endswith("s"):
                noun = True
            if form in _NOUNS_TOO and previous not in _SINGULAR and not capital:
                noun = True
            if not noun:
                found.append(Cue(form, word.start(), word.end(), kind, saying))
        previous = form
    return found
