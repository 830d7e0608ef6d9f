"""Who is quoted in German, French, Spanish, Italian, Portuguese and Dutch.

There the verb stands before its subject behind the quotation (`“, sagte Ann Roe`, `», a déclaré le maire, Ann Roe`),
may carry a pronoun (`dit-elle`) or none at all (`dijo`), and the subject is found by where it stands, not by its form.
"""

from __future__ import annotations

import re
from itertools import islice

from flows.parse.fields.attribution_row import Attribution
from flows.parse.fields.continental_phrases import (
    POSSESSIVES,
    TOKEN,
    Phrase,
    Tokens,
    bare,
    end_of,
    is_article,
    phrase_at,
    with_apposition,
)
from flows.parse.fields.continental_words import (
    ADVERBS,
    AUXILIARIES,
    BETWEEN,
    DETERMINERS,
    ELIDING,
    FORMS,
    HONORIFICS,
    LINKS,
    PORTUGUESE,
    PRONOUNS,
    SOURCES,
    STOPS,
    VERB_SECOND,
)
from flows.parse.fields.quote_marks import Run

_RELATIVES = frozenset(("qui", "quien", "che", "quem"))
_SPEAKING = frozenset(("er", "sie", "il", "elle", "él", "ella", "hij", "zij", "ze", "ele", "ela"))
_ATTACHED = re.compile(r"(.+?)-(?:t-)?(ils?|elles?|on)$")
_REACH, _CLAUSE = 220, 320  # characters behind the run and before it


def continental(text: str, run: Run, *, sentence: int, floor: int, ceiling: int) -> Attribution | None:
    """What attributes the run: the verb behind it, else the verb before it in its sentence."""
    left = max(sentence, floor, run.opening - _CLAUSE)
    introduced = text[run.opening - 2 : run.opening] == ": "
    if not introduced or text.startswith(",", run.closing):
        behind = _behind(text, run.closing, min(ceiling, run.closing + _REACH))
        if behind:
            return behind
    return reported(text, left, run.opening) or (_colon(text, left, run.opening - 2) if introduced else None)


def _colon(text: str, start: int, end: int) -> Attribution | None:
    """`Ann Roe: „…“`, `Zugleich mahnt sie zur Eile: „…“`: who opens the clause speaks, or the pronoun behind."""
    tokens = list(TOKEN.finditer(text, start, end))
    if tokens and tokens[-1].group().lower() in _SPEAKING and len(tokens) > 1 and tokens[-2].group().islower():
        return Attribution(tokens[-2].group(), tokens[-2].start(), *tokens[-1].span(), True, True)  # `, staunt sie: „`
    head = _head(tokens, 0, len(tokens) - 1, "de")
    phrase = phrase_at(tokens, head) if head is not None else None
    inverted = phrase is not None and any(token.group().lower() in _SPEAKING for token in tokens[phrase[1] + 2 :][:1])
    if phrase and not inverted and (phrase[1] > phrase[0] or phrase[1] + 1 == len(tokens) or _names(tokens, phrase)):
        return Attribution(
            "", tokens[phrase[0]].start(), tokens[phrase[0]].start(), end_of(tokens[phrase[1]]), True, True
        )
    for token in tokens[:5]:
        if token.group().lower() in _SPEAKING:
            return Attribution("", token.start(), *token.span(), True, True)
    return None


def _names(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a single word that opens a clause can be a name: a German verb behind it."""
    following = tokens[phrase[1] + 1].group()
    return following.islower() and following.endswith(("t", "te", "ten")) and following not in DETERMINERS


def _behind(text: str, start: int, ceiling: int) -> Attribution | None:
    tokens = list(islice(TOKEN.finditer(text, start, ceiling), 26))
    index = 0
    set_off = False  # by a comma or a dash
    while index < len(tokens) and index < 2 and tokens[index].group() in (",", "—", "–"):
        set_off, index = True, index + 1
    if index >= len(tokens):
        return None
    first = tokens[index]
    word = bare(first)
    if word in SOURCES and (set_off or word != "so"):
        return _source(text, tokens, index)
    verb, subject = index, None
    attached = _ATTACHED.match(word)
    if attached and (attached.group(1) in FORMS or attached.group(1) in AUXILIARIES or set_off):
        subject = (first.start() + attached.start(2), first.start() + len(word))
        if attached.group(1) in AUXILIARIES and index + 1 < len(tokens):
            verb = index + 1
        return Attribution(bare(tokens[verb]), tokens[verb].start(), *subject, True, True)
    if word in AUXILIARIES and index + 1 < len(tokens):
        verb = index + 1
        while verb < len(tokens) - 1 and tokens[verb].group() in BETWEEN:
            verb += 1
    form = bare(tokens[verb])
    known = form in FORMS
    if not known and not (
        set_off and form.islower() and form.isalpha() and len(form) > 2 and _open(form, tokens, verb)
    ):
        return None
    cue = (form, tokens[verb].start())
    if tokens[verb].group() == form:
        found = _subject_behind(text, tokens, verb + 1)
        if found:
            return Attribution(*cue, *found, True, True)
    if not known and FORMS.get(form) not in ELIDING and verb + 1 < len(tokens) and tokens[verb].group() == form:
        return None
    return Attribution(*cue, cue[1], cue[1], True, True) if set_off or known else None


def _open(form: str, tokens: Tokens, verb: int) -> bool:
    """Whether an unlisted word behind the quotation and a comma is its verb: no function word, a speaker behind it."""
    if form in STOPS or form in LINKS or form in DETERMINERS or form in BETWEEN or form in PRONOUNS:
        return False
    if tokens[verb].group().endswith("."):
        return form.endswith(("ó", "te"))  # `zanjó.`
    following = tokens[verb + 1].group() if verb + 1 < len(tokens) else ""
    lower = following.lower()
    return following[:1].isupper() or lower in DETERMINERS or lower in PRONOUNS or lower in POSSESSIVES


def _source(text: str, tokens: Tokens, index: int) -> Attribution | None:
    found = phrase_at(tokens, index + 1)
    if found is None:
        return None
    cue = tokens[index]
    return Attribution(cue.group(), cue.start(), *with_apposition(text, tokens, found), True, True)


def _subject_behind(text: str, tokens: Tokens, index: int) -> tuple[int, int] | None:
    """The subject behind its verb, words between the two stepped over (`a rapporté sur Facebook le porte-parole`)."""
    for _ in range(4):
        if index >= len(tokens):
            return None
        word = bare(tokens[index])
        if word in PRONOUNS and not is_article(tokens, index):
            return tokens[index].start(), tokens[index].start() + len(word)
        if word == "a" and bare(tokens[index - 1]) in PORTUGUESE:  # `disse a presidente`
            found = phrase_at(tokens, index + 1, article=True)
            return with_apposition(text, tokens, (index, found[1])) if found else None
        if word in DETERMINERS and is_article(tokens, index):
            break
        if word in BETWEEN:
            index += 1
        elif word in STOPS and index + 2 < len(tokens) and tokens[index + 2].group() in DETERMINERS:
            index += 2
        else:
            break
    found = phrase_at(tokens, index)
    return with_apposition(text, tokens, found) if found else None


def reported(text: str, start: int, end: int) -> Attribution | None:
    """Who speaks in the stretch of a sentence before a quotation: `Ann Roe sagte: `, `Selon le maire, `."""
    tokens = list(TOKEN.finditer(text, start, end))
    for index in range(len(tokens) - 1, -1, -1):
        word = tokens[index].group()
        lower = word.lower()
        attached = _ATTACHED.match(word)
        if attached and attached.group(1) in FORMS:
            begin = tokens[index].start() + attached.start(2)
            return Attribution(word, tokens[index].start(), begin, tokens[index].end(), True, True)
        if lower in SOURCES and (lower != "so" or (index and tokens[index - 1].group() == ",")):
            source = _source(text, tokens, index)
            near = text[end - 2 : end] == ": " or (source is not None and end - source.end < 4)
            return source._replace(near=near) if source else None
        if lower in FORMS and (word == lower or not index):
            found = _subject(text, tokens, index, FORMS[lower])
            if found is None and FORMS[lower] not in ELIDING:
                continue
            between = text[tokens[index].end() : end].strip(" ,:-–—")
            near = len(between) < 6 or text[end - 2 : end] in (", ", ": ")
            where = found or (tokens[index].start(), tokens[index].start())
            return Attribution(word, tokens[index].start(), *where, near, True)
    return None


def _subject(text: str, tokens: Tokens, verb: int, language: str) -> tuple[int, int] | None:
    """The subject of a verb inside its clause: before it, or behind it where something else opens the clause."""
    last = verb - 1
    if last > 0 and tokens[last].group() in _RELATIVES:
        return _named_last(tokens, last)
    while last >= 0 and (tokens[last].group().lower() in BETWEEN or tokens[last].group() in AUXILIARIES):
        last -= 1
    first = last
    while first >= 0 and tokens[first].group()[0].isalnum():
        first -= 1
    behind = _subject_behind(text, tokens, verb + 1) if language in VERB_SECOND else None
    if behind and last >= 0 and tokens[last].group() == "," and text[behind[1] : behind[1] + 1] in (":", ".", ""):
        return behind  # `…, sagte Ann Roe: „`
    apposition = last >= 0 and (
        tokens[last].group() == ")"
        or (tokens[last].group() == "," and any(token.group() == "," for token in tokens[:last]))
    )
    if not apposition and first < last:
        head = _head(tokens, first + 1, last, language)
        if head is not None:
            phrase = phrase_at(tokens[: last + 1], head)
            if phrase:
                return tokens[phrase[0]].start(), end_of(tokens[phrase[1]])
            if tokens[head].group().lower() in PRONOUNS:
                return tokens[head].span()
    behind = None if apposition else _subject_behind(text, tokens, verb + 1)
    if behind:
        return behind
    head = _head(tokens, 0, last, language)
    if apposition and head is not None and tokens[head].group().lower() in DETERMINERS:
        comma = next((index for index in range(last - 1, head, -1) if tokens[index].group() == ","), None)
        name = phrase_at(tokens[:last], comma + 1) if comma is not None else None
        if name and name[1] > name[0] and name[1] == last - 1 and tokens[name[0]].group()[0].isupper():
            return tokens[name[0]].start(), tokens[name[1]].end()
    if head is None:
        return None
    if tokens[head].group().lower() in PRONOUNS and not is_article(tokens, head):
        return tokens[head].span()
    phrase = phrase_at(tokens, head)
    return (tokens[phrase[0]].start(), end_of(tokens[phrase[1]])) if phrase else None


def _named_last(tokens: Tokens, end: int) -> tuple[int, int] | None:
    """The name that stands last before a relative clause: two words with capitals."""
    for last in range(end - 1, 0, -1):
        if tokens[last].group()[0].isupper() and tokens[last - 1].group()[0].isupper():
            first = last - 1
            while first and tokens[first - 1].group()[0].isupper():
                first -= 1
            return tokens[first].start(), end_of(tokens[last])
    return None


def _head(tokens: Tokens, first: int, last: int, language: str) -> int | None:
    """Where the subject starts in a stretch before the verb; None where the stretch opens with something else.

    German and Dutch put one phrase before the verb: what opens with a preposition is no subject. Elsewhere the subject
    may follow such a phrase.
    """
    index = first
    while index <= last and (tokens[index].group().lower() in BETWEEN or tokens[index].group() in "()"):
        index += 1
    if index > last:
        return None
    lower = tokens[index].group().lower()
    if lower in ADVERBS:
        return None
    opens = lower in DETERMINERS or lower in PRONOUNS or tokens[index].group()[0].isupper() or lower in HONORIFICS
    if opens and (lower not in STOPS or lower in DETERMINERS or lower in PRONOUNS):
        return index
    if language in VERB_SECOND:
        return None
    for position in range(last, index, -1):  # the last phrase that no preposition governs
        word, before = tokens[position].group(), tokens[position - 1].group()
        if not (word[0].isupper() or word.lower() in DETERMINERS) or before[0].isupper():
            continue
        if before.lower() not in STOPS and before.lower() not in LINKS and before.lower() not in DETERMINERS:
            return position
    return None
