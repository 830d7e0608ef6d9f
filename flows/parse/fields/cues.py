"""Reporting verbs, from `data/cue_verbs.txt`: every form of each, and how it reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.parse.fields.lexicon import sections
from flows.parse.fields.sentence_words import WORDS

_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]*")
_NOUN_BEFORE = WORDS["before_noun"]
# Third persons that are plural nouns as well: verbs only after a name, or a word for one who speaks or writes.
_NOUNS_TOO, _SINGULAR = WORDS["noun_too"], WORDS["singular_subject"]
# In the capitals of a headline these are verbs still; "Reports" and "States" are not.
_HEADLINE_VERBS = frozenset(("Said", "Says", "Told", "Tells", "Wrote", "Writes", "Tweeted", "Asked", "Added"))
_NEVER_NOUNS = frozenset(("said", "says", "told", "wrote", "added", "asked", "tweeted", "explained"))
_HELPS = WORDS["before_base"]


class Cue(NamedTuple):
    """One reporting verb in the text. `form`: finite, base (`say`), participle (`saying`)."""

    text: str
    start: int
    end: int
    form: str
    saying: bool  # takes the words as its object; False: judges with them ("called the plan 'dead'")


_new = tuple.__new__  # a third of the cost of the named tuple's own constructor


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
    return found


CUES = _read()


_FORMS = frozenset(CUES) | _HEADLINE_VERBS


def following_cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """Reporting verbs in `text[start:end]`, in order; words that stand there as nouns ("a report") left out."""
    words = _WORD.findall(text, start, end)
    if _FORMS.isdisjoint(words):
        return
    position = start
    previous = ""
    for form in words:
        position = text.find(form, position)  # no letter stands between two words, so this is the word itself
        if form in _FORMS:
            known = _reports(form, previous)
            if known is not None:
                yield _new(Cue, (form, position, position + len(form), *known))
        position += len(form)
        previous = form


def preceding_cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """The same, the last first."""
    words = _WORD.findall(text, start, end)
    if _FORMS.isdisjoint(words):
        return
    position = end
    for index in range(len(words) - 1, -1, -1):
        form = words[index]
        position = text.rfind(form, start, position)
        if form in _FORMS:
            known = _reports(form, words[index - 1] if index else "")
            if known is not None:
                yield _new(Cue, (form, position, position + len(form), *known))


def last_saying(text: str, start: int, end: int) -> Cue | None:
    """The last reporting verb in `text[start:end]` that takes the words as its object."""
    return next((cue for cue in preceding_cues(text, start, end) if cue.saying), None)


def _reports(form: str, previous: str) -> tuple[str, bool] | None:
    """Verb form and way of reporting of a listed word; None where the word before makes it a noun."""
    kind, saying = CUES.get(form) or CUES[form.lower()]
    before = previous.lower()
    if before in _NOUN_BEFORE and form not in _NEVER_NOUNS:
        return None
    if kind != "finite" and before.endswith(("'s", "’s", "s'")):
        return None
    if kind == "base" and before not in _HELPS and not before.endswith("s"):
        return None
    if form in _NOUNS_TOO and before not in _SINGULAR and not previous[:1].isupper():
        return None
    return kind, saying
