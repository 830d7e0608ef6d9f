"""Which words around a quoted run attribute it: the reporting verb and its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.parse.fields.cues import Cue
from flows.parse.fields.narration import Narration
from flows.parse.fields.quote_marks import Run
from flows.parse.fields.sentence_words import WORDS
from flows.parse.fields.subjects import PRONOUNS, clause_subject, inverted_subject, subject_after, subject_before

_PUT_IT = re.compile(
    r",? as ([A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}|he|she|they) (put|puts|said|called|calls|described|says)(?: it)?\b"
)
_OBJECTS = frozenset(("that", "it", "him", "her", "them", "in a statement", "the", "a"))
_RELATIVE = re.compile(r" (?:that|who|which) ")
_REACH, _LONGEST_SUBJECT, _NEAR_VERB = 320, 220, 120  # characters
_REFERRING = frozenset(("according to", "per", "in the words of"))
TELLING = WORDS["telling"]


class Attribution(NamedTuple):
    """`start`–`end` is the speaker's phrase in the text, empty where the verb has no subject. `near`: the verb stands
    directly beside the run, so even a single quoted word is somebody's."""

    cue: str
    cue_start: int
    start: int
    end: int
    near: bool
    saying: bool


def attribution(
    around: Narration, run: Run, last: str, *, sentence: int, floor: int, following: int, ceiling: int
) -> Attribution | None:
    """What attributes the run within its sentence, by a reporting verb `around` it or `according to`.

    `last` is the run's last character, `sentence` where the sentence begins, `floor` where the run before ends,
    `following` where the next run begins, `ceiling` where that or the sentence ends.
    """
    text = around.text
    left = max(sentence, floor)
    if text.startswith((" as ", ", as "), run.closing):
        put = _PUT_IT.match(text, run.closing, ceiling)
        if put:
            return Attribution(put.group(2), put.start(2), *put.span(1), True, True)
    speech_goes_on = last in ",?!—–-…" or text.startswith(",", run.closing)
    if not text[left : run.opening].strip(" —–-(,;"):  # the run opens the sentence
        after = _right(around, run, last, following, ceiling)
        return after or (_according(around, run.closing, ceiling) if speech_goes_on else None)
    before = _left(around, run, left, sentence, around.verbs(left, run.opening))
    if before is not None and before.near and before.saying:
        return before
    if speech_goes_on:
        after = _right(around, run, last, following, ceiling)
        referred = after is not None and after.cue.lower() in _REFERRING
        if after and not (referred and before is not None and before.saying):
            return after
    if before is None or not before.saying:
        reported = _according(around, run.closing, min(ceiling, run.closing + 40))
        if reported:
            return reported
    found = before or _according(around, left, run.opening) or _right(around, run, last, following, ceiling)
    if found is None and left > sentence:
        found = _left(around, run, sentence, sentence, around.verbs_around(sentence, run.opening))
    return found or _according(around, run.closing, ceiling)


def _right(around: Narration, run: Run, last: str, following: int, ceiling: int) -> Attribution | None:
    """`," said Ann Roe`, `," Ann Roe, the mayor, said`, `," according to Ann Roe`."""
    text = around.text
    ceiling = min(ceiling, run.closing + _REACH)
    comma_follows = text.startswith(",", run.closing)
    if last == "." and not comma_follows and text[run.closing : run.closing + 2].strip()[:1].isupper():
        return None  # the next sentence
    reported = _according(around, run.closing, ceiling)
    in_clause = last not in ",?!—–-…." and not text.startswith((",", " —", " –", " -"), run.closing)
    for verb in around.verbs_from(run.closing, following):
        if verb.start >= ceiling:
            break
        between = text[run.closing : verb.start]
        bare = between.strip(" ,—–-")
        if verb.form == "participle" and bare:
            continue
        if reported and reported.cue_start < verb.start:
            return reported
        if len(between) > _LONGEST_SUBJECT or "; " in between:
            break
        if not bare or (bare.endswith("ly") and len(between) < 16):
            if verb.text in TELLING or not verb.saying:
                return None
            after = subject_after(text, verb.end, ceiling) or (verb.start, verb.start)
            return Attribution(verb.text, verb.start, *after, True, True)
        if not verb.saying:
            continue
        if in_clause:
            comma = between.rfind(", ")  # `of "dirty tricks" against him, the candidate said`
            subject = subject_before(text, verb.start, run.closing) if comma > 0 else None
            if subject and subject[0] >= run.closing + comma and verb.form == "finite":
                return Attribution(verb.text, verb.start, *subject, False, True)
            return None  # the run is part of the clause that goes on
        if "," not in between and _RELATIVE.search(between):
            break
        subject = subject_before(text, verb.start, run.closing)
        if subject and subject[1] > subject[0]:
            return Attribution(verb.text, verb.start, *subject, True, True)
    return reported


def _left(around: Narration, run: Run, left: int, sentence: int, verbs: Sequence[Cue]) -> Attribution | None:
    """`Ann Roe said: "…`, `she called it "…`, `according to the report, "…`; of several verbs the nearest of saying."""
    text = around.text
    reported = _according(around, left, run.opening)
    if not verbs:
        return reported or _colon(text, run, left)
    near_saying = [v for v in verbs if v.saying and v.form != "base" and run.opening - v.end < _NEAR_VERB]
    verb = near_saying[-1] if near_saying else verbs[-1]
    if reported and reported.cue_start > verb.start:
        return reported
    between = text[verb.end : run.opening].strip(" ,:-–—")
    near = len(between) < 3 or between in _OBJECTS or text[run.opening - 2 : run.opening] in (", ", ": ")
    start, end = _subject(text, verb, verbs, left, sentence) or (verb.start, verb.start)
    return Attribution(verb.text, verb.start, start, end, near, verb.saying)


def _colon(text: str, run: Run, left: int) -> Attribution | None:
    """`Ann Roe, Channel 5: "…"`, `She went on: "…"`: the phrase that opens the clause speaks, without a verb."""
    if text[run.opening - 2 : run.opening] != ": ":
        return None
    subject = clause_subject(text, left, run.opening - 2)
    if not subject or not (text[subject[0]].isupper() or text[subject[0] : subject[1]].lower() in PRONOUNS):
        return None
    return Attribution("", subject[0], *subject, True, True)


def last_character(text: str, run: Run) -> str:
    """The run's last character, marks of quotations inside it left out."""
    position = run.end - 1
    while position > run.start and text[position] in "’'”\"» ":
        position -= 1
    return text[position]


def _subject(text: str, verb: Cue, verbs: Sequence[Cue], left: int, sentence: int) -> tuple[int, int] | None:
    if verb.form == "participle":
        for earlier in reversed([v for v in verbs if v.start < verb.start and v.form == "finite"]):
            found = subject_before(text, earlier.start, left, sentence)
            if found:
                return found
        before = text[max(left, verb.start - 2) : verb.start]
        found = None if before == ", " else subject_before(text, verb.start, left)
        if (found and text[found[0]].isupper()) or (found and text[found[0] : found[1]] in PRONOUNS):
            return found
        return (
            clause_subject(text, left, verb.start)
            or (clause_subject(text, sentence, left) if sentence < left else None)
            or found
        )
    found = inverted_subject(text, verb.start, verb.end, verb.end + 120)
    found = found or subject_before(text, verb.start, left, sentence)
    return (
        found
        or clause_subject(text, left, verb.start)
        or (clause_subject(text, sentence, left) if sentence < left else None)
    )


def _according(around: Narration, start: int, end: int) -> Attribution | None:
    found = around.referral(start, end)
    if not found:
        return None
    subject = subject_after(around.text, found.end, min(len(around.text), found.end + 120))
    if not subject:
        return None
    return Attribution(found.text, found.start, *subject, True, True)
