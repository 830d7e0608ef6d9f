"""Which words around a quoted run attribute it: the reporting verb and its subject."""

from __future__ import annotations

import re

from flows.parse.fields.attribution_row import Attribution
from flows.parse.fields.cues import Cue, following_cues
from flows.parse.fields.narration import Narration
from flows.parse.fields.quote_marks import Run
from flows.parse.fields.sentence_words import WORDS
from flows.parse.fields.subjects import PRONOUNS, clause_subject, inverted_subject, subject_after, subject_before

_PUT_IT = re.compile(
    r",? as ([A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}|he|she|they) (put|puts|said|called|calls|described|says)(?: it)?\b"
)
# What stands behind most runs: a name or a pronoun and its verb.
_PLAIN = re.compile(
    r",? (he|she|they|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}) "
    r"(said|says|told|added|wrote|tweeted|asked|continued|explained)\b"
)
_NO_NAME = WORDS["break"] | WORDS["day"] | WORDS["determiner"] | WORDS["filler"] | WORDS["opener"]
_OBJECTS = frozenset(("that", "it", "him", "her", "them", "in a statement", "the", "a"))
_PLACES = frozenset(("on", "at", "in", "by"))
_RELATIVE = re.compile(r" (?:that|who|which) ")
_REACH, _LONGEST_SUBJECT, _NEAR_VERB = 320, 220, 120  # characters
_REFERRING = frozenset(("according to", "per", "in the words of"))
TELLING = WORDS["telling"]


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
    if left == run.opening or not text[left : run.opening].strip(" —–-(,;"):  # the run opens the sentence
        if not text[run.closing : ceiling].strip(" .\n"):
            return None
        after = _right(around, run, last, following, ceiling)
        return after or (_according(around, run.closing, ceiling) if speech_goes_on else None)
    before = _left(around, run, left, sentence)
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
        found = _left(around, run, sentence, sentence)
    return found or _according(around, run.closing, ceiling)


def _right(around: Narration, run: Run, last: str, following: int, ceiling: int) -> Attribution | None:
    """`," said Ann Roe`, `," Ann Roe, the mayor, said`, `," according to Ann Roe`."""
    text = around.text
    ceiling = min(ceiling, run.closing + _REACH)
    comma_follows = text.startswith(",", run.closing)
    if last == "." and not comma_follows and text[run.closing : run.closing + 2].strip()[:1].isupper():
        return None  # the next sentence
    if last in ",?!—–-…." or comma_follows:
        plain = _PLAIN.match(text, run.closing, ceiling)
        if plain and _NO_NAME.isdisjoint(plain.group(1).lower().split()):
            return Attribution(plain.group(2), plain.start(2), *plain.span(1), True, True)
    reported = _according(around, run.closing, ceiling)
    in_clause = last not in ",?!—–-…." and not text.startswith((",", " —", " –", " -"), run.closing)
    for verb in following_cues(text, run.closing, min(following, ceiling + 1)):
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
        if not bare or (bare.islower() and bare.endswith("ly") and len(between) < 16):
            if (verb.text in TELLING and verb.text != "asked") or not verb.saying:
                return None
            after = subject_after(text, verb.end, ceiling)
            if after is None and in_clause and not bare:
                return None  # `"Ann" wrote: …`: the run is the subject
            after = after or (verb.start, verb.start)
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


def _left(around: Narration, run: Run, left: int, sentence: int) -> Attribution | None:
    """`Ann Roe said: "…`, `she called it "…`, `according to the report, "…`; of several verbs the nearest of saying."""
    text = around.text
    reported = _according(around, left, run.opening)
    last: Cue | None = None
    verb: Cue | None = None
    verbs = around.verbs_before(left, run.opening)
    for cue in verbs:
        last = last or cue
        if run.opening - cue.end >= _NEAR_VERB:
            break
        if cue.saying and cue.form != "base":
            verb = cue
            break
    verb = verb or last
    if verb is None:
        return reported or _colon(text, run, left)
    if reported and reported.cue_start > verb.start:
        return reported
    between = text[verb.end : run.opening].strip(" ,:-–—")
    near = (
        (len(between) < 3 and between not in _PLACES)
        or between in _OBJECTS
        or text[run.opening - 2 : run.opening] in (", ", ": ")
    )
    start, end = _subject(around, verb, left, sentence) or (verb.start, verb.start)
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


def _subject(around: Narration, verb: Cue, left: int, sentence: int) -> tuple[int, int] | None:
    text = around.text
    if verb.form == "participle":
        for earlier in around.verbs_before(left, verb.start):
            found = subject_before(text, earlier.start, left, sentence) if earlier.form == "finite" else None
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
    if not around.phrases:
        return None
    found = around.referral(start, end)
    if not found:
        return None
    subject = subject_after(around.text, found.end, min(len(around.text), found.end + 120))
    if not subject:
        return None
    return Attribution(found.text, found.start, *subject, True, True)
