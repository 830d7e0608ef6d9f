"""Indirect speech: the clause that a reporting verb takes as its object, in sentences that quote nothing.

`Ann Roe said (that) the bridge was safe.`, `The bridge was safe, Ann Roe said.`, `According to Ann Roe, the bridge was
safe.` A verb counts where its subject can speak and what follows is a clause; a bare object ("said no") is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.parse.fields.cast import Cast
from flows.parse.fields.cues import Cue, following_cues
from flows.parse.fields.lexicon import sections
from flows.parse.fields.narration import literals, referrals
from flows.parse.fields.sentence_words import WORDS
from flows.parse.fields.sentences import boundaries
from flows.parse.fields.speakers import is_speaker, resolve
from flows.parse.fields.subjects import PRONOUNS, subject_after, subject_before
from flows.parse.fields.tongue import ENGLISH, tongue
from flows.parse.model import Body, BodySpan, Mention, Quote

_VERBS = frozenset(sections("cue_verbs.txt")["clause"])
_BARE = frozenset(("said", "says", "say", "saying"))  # take a clause without `that` as often as with it
_HEARERS = frozenset(("told", "tells", "telling"))
_SUBORDINATE = frozenset(("when", "asked", "as", "in", "after", "while", "although", "though", "speaking", "on", "at"))
_PROMISING = frozenset(("vowed", "vows", "promised", "promises", "pledged", "pledges", "agreed"))
_CONJUNCTIONS = frozenset(("if", "when", "until", "what", "where", "unless", "whether", "than"))
_MARKS = re.compile("[\"“”«»„]|''")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|had|have|will|would|can|could|should|may|might|must|did|does|do|"
    r"\w+n['’]t|(?:he|she|it|they|we|you|I|there)['’](?:s|re|ll|d|ve|m)|\w{3,}ed)\b"
)
_OPENING = re.compile(
    r"(?:he|she|it|they|we|there|the|a|an|his|her|their|its|this|these|those|some|many|most|all|no|both|if|[A-Z$0-9][\w’'.,-]*)\b"
)
# `in a statement`, `on Tuesday`, `during an interview with Ann Roe`: where and when it was said.
_SETTING = re.compile(
    r"(?:(?:on |late |early |earlier |this |last )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|night|evening|afternoon))?|"
    r"(?:in|during|at|on|by|through|via|to) (?:(?!that\b)[\w’'.-]+ ){0,4}?"
    r"(?:statement|interview|speech|tweet|letter|report|conference|briefing|email|e-mail|call|memo|post|message|"
    r"telephone|phone|Twitter|Facebook|reporters|testimony|hearing|remarks|filing|note)|"
    r"earlier this (?:week|month|year)|last (?:week|month|year)|(?:later|recently|repeatedly|today|yesterday))\b,? ?"
)
_THAT = re.compile(r"(?:[\w’'.,-]+ ){0,9}?that ")
_HEARER = re.compile(
    r"(?:(?:the|a|his|her|their) )?[\w’'.-]+(?: [A-Z][\w’'.-]+){0,2} (?:on \w+day )?"
    r"(?=(?:he|she|they|it|there|the|his|her) )"
)
_TAIL = re.compile(
    r"(?:[ ,]+(?:in|on|at|during|to|of|from|via|by|as|when|after|before|for|late|early|last|this|\w+day|\w+ly|recently|"
    r"earlier|later|yesterday|today)\b[^,;:]*)?[.?!]?$"
)
_NOT_CONTENT = WORDS["after_subject"] | {"so", "much", "goodbye", "yes", "no", "hello", "nothing"}
_LONGEST, _FEWEST = 600, 3  # characters of a sentence, words of a clause
_MANY = 5  # blanks in words that are a clause whatever their verb
_REACH = 60  # characters behind a verb that ends its sentence


class _Clause(NamedTuple):
    start: int
    end: int
    speaker: tuple[int, int]
    cue: str
    at: int  # where the cue stands


def indirect(body: Body, people: Sequence[Mention], direct: Sequence[Quote] = ()) -> list[Quote]:
    """Indirect speech in the paragraphs and list items of an English body, in order.

    `direct` are the quotations found before: who speaks in them may be meant by a pronoun behind them.
    """
    text = body.text
    if tongue(text) != ENGLISH:
        return []
    cast = Cast(text, people)
    wanted = literals(text)
    voices = [(quote.body_end, quote.speaker_name) for quote in direct if quote.speaker_name]
    found: list[Quote] = []
    for span in body.spans:
        if span.kind == "heading":
            continue
        for sentence, clause in _clauses(text, span, referring=bool(wanted)):
            phrase = text[clause.speaker[0] : clause.speaker[1]]
            at = bisect_right(voices, (clause.at, ""))
            name = resolve(
                cast, text, phrase, position=clause.speaker[0], sentence=sentence, paragraph=span.start,
                recent=voices[at - 1][1] if at else None,
            )  # fmt: skip
            found.append(
                Quote(text[clause.start : clause.end], "indirect", phrase, name, clause.cue, clause.start, clause.end)
            )
            if name:
                voices.insert(at, (clause.end, name))
    return found


def _clauses(text: str, span: BodySpan, *, referring: bool) -> Iterator[tuple[int, _Clause]]:
    """Each clause of reported speech with where its sentence begins."""
    starts = boundaries(text, span.start, span.end)
    for sentence, end in zip(starts, [*starts[1:], span.end], strict=True):
        if end - sentence > _LONGEST or _MARKS.search(text, sentence, end):
            continue
        finish = sentence + len(text[sentence:end].rstrip())
        clauses = list(_in_sentence(text, sentence, finish))
        if not clauses and referring:
            clauses = list(_according(text, sentence, finish))
        for clause in clauses:
            if text.count(" ", clause.start, clause.end) + 1 >= _FEWEST:
                yield sentence, clause


def _in_sentence(text: str, sentence: int, end: int) -> Iterator[_Clause]:
    stop = end - 1 if text[end - 1] in ".?!" else end
    floor = sentence
    verbs = [cue for cue in following_cues(text, sentence, end) if cue.text.lower() in _VERBS]
    for index, verb in enumerate(verbs):
        if verb.start < floor or verb.form == "base":
            continue
        subject = subject_before(text, verb.start, sentence) if verb.form == "finite" else None
        following = next((later for later in verbs[index + 1 :] if later.form == "participle" or later.saying), None)
        if verb.form == "finite" and _ends_sentence(text, verb, end):
            clause = _before(text, sentence, verb, subject)
            if clause:
                yield clause
            return
        if verb.form == "finite" and text[verb.start - 2 : verb.start] == ", ":
            behind = _inverted(text, verb, end)
            if behind and _is_clause(text, sentence, verb.start) and not _subordinate(text, sentence):
                yield _Clause(sentence, verb.start - 2, behind, verb.text, verb.start)
                return
        if subject is None or not _speaks(text, subject) or _conditional(text, subject[0]):
            continue
        begin = _content(text, verb, stop)
        if begin is not None:
            finish = _cut(text, stop, following)
            yield _Clause(begin, finish, subject, verb.text, verb.start)
            floor = finish


def _inverted(text: str, verb: Cue, end: int) -> tuple[int, int] | None:
    """The subject in `The bridge was safe, said Ann Roe, the mayor.`, where nothing but an apposition follows it."""
    found = subject_after(text, verb.end, end)
    if found is None or text[found[0] : found[1]] in PRONOUNS:
        return None
    return found if text[found[1] : found[1] + 1] in (",", ".", "") or text.startswith(" who ", found[1]) else None


def _conditional(text: str, subject: int) -> bool:
    """Whether a conjunction before the subject takes the clause back (`if Ann Roe says`)."""
    return text[max(0, subject - 12) : subject].rstrip().rpartition(" ")[2].lower() in _CONJUNCTIONS


def _speaks(text: str, subject: tuple[int, int]) -> bool:
    phrase = text[subject[0] : subject[1]]
    return phrase.lower() not in ("it", "who", "which", "that", "you") and is_speaker(phrase)


def _ends_sentence(text: str, verb: Cue, end: int) -> bool:
    """Whether nothing but time and place, or an inverted subject, stands behind the verb."""
    if end - verb.end > _REACH or text.startswith(" to ", verb.end) or text.find(" that ", verb.end, end) >= 0:
        return False
    return _TAIL.match(text, verb.end, end) is not None and not _FINITE.search(text, verb.end, end)


def _before(text: str, sentence: int, verb: Cue, subject: tuple[int, int] | None) -> _Clause | None:
    """`The bridge was safe, Ann Roe said on Monday.`"""
    if subject is None or not _speaks(text, subject):
        return None
    comma = text.rfind(", ", sentence, subject[0] + 1)
    if comma < 0 or subject[0] - comma > 2 or not _is_clause(text, sentence, comma):
        return None
    if _subordinate(text, sentence):
        return None
    return _Clause(sentence, comma, subject, verb.text, verb.start)


def _is_clause(text: str, start: int, end: int) -> bool:
    """Whether the words can hold a subject and a verb: a form of a common verb is among them, or they are many."""
    return text.count(" ", start, end) >= _MANY or _FINITE.search(text, start, end) is not None


def _subordinate(text: str, sentence: int) -> bool:
    word = text[sentence : sentence + 16].partition(" ")[0].lower()
    return word in _SUBORDINATE


def _content(text: str, verb: Cue, stop: int) -> int | None:
    """Where the clause behind the verb begins; None where none does."""
    begin = verb.end + 1
    if begin >= stop or text[verb.end] != " ":
        return None
    if text.startswith("that ", begin):
        return begin + 5
    hearers = verb.text.lower() in _HEARERS
    setting = None if hearers else _SETTING.match(text, begin, stop)
    if setting:
        begin = setting.end()
        if text.startswith("that ", begin):
            return begin + 5
    if verb.text.lower() in _PROMISING and text.startswith("to ", begin):
        return begin
    that = _THAT.match(text, begin, stop)
    if hearers:
        heard = _HEARER.match(text, begin, stop)
        if heard and (that is None or heard.end() < that.end()):
            return heard.end()
        return that.end() if that else None
    if verb.text.lower() not in _BARE:
        return None
    word = text[begin : begin + 24].partition(" ")[0]
    if word.lower().strip(",") in _NOT_CONTENT and not (setting and word.lower() == "the"):
        return that.end() if that and that.end() - begin < 50 else None
    if not (_OPENING.match(text, begin, stop) or word.islower()) or not _is_clause(text, begin, stop):
        return None
    return begin


def _cut(text: str, stop: int, following: Cue | None) -> int:
    """Where the clause ends: before `, adding that …`, else with its sentence."""
    if following is not None and following.form == "participle" and text[following.start - 2 : following.start] == ", ":
        return following.start - 2
    return stop


def _according(text: str, sentence: int, end: int) -> Iterator[_Clause]:
    """`According to Ann Roe, …` and `…, according to Ann Roe.`"""
    for phrase in referrals(text, sentence, end, (("ccording to ", 1),)):
        source = subject_after(text, phrase.end, min(end, phrase.end + 160))
        if source is None or text[source[0] : source[1]] in PRONOUNS:
            continue
        if phrase.start == sentence:
            comma = text.find(", ", source[1], end)
            if 0 <= comma < sentence + 200:
                yield _Clause(comma + 2, end - (text[end - 1] in ".?!"), source, phrase.text, phrase.start)
        elif end - phrase.start < 160:
            stop = phrase.start - 1
            yield _Clause(sentence, stop - (text[stop - 1] == ","), source, phrase.text, phrase.start)
        return
