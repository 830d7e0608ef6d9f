"""Quotations: which quoted runs are somebody's words, whose, and by which verb.

A run in quotation marks is a quotation where a reporting verb or `according to` attributes it, where it goes on from
one that is attributed, or where it is a sentence of its own; `scare_quotes` tells it from the other uses of the marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from flows.parse.fields.attribution import attribution, last_character
from flows.parse.fields.attribution_row import Attribution
from flows.parse.fields.cast import Cast
from flows.parse.fields.continental import continental, reported
from flows.parse.fields.continental_words import ELIDING, FORMS, names_a_work
from flows.parse.fields.cues import last_saying
from flows.parse.fields.indirect import indirect as reported_clauses
from flows.parse.fields.narration import Narration, literals
from flows.parse.fields.quote_marks import Run, mark_places, runs, single_places, single_runs
from flows.parse.fields.scare_quotes import is_quotation, kind_of
from flows.parse.fields.sentences import boundaries
from flows.parse.fields.speakers import PERSONAL, is_speaker, resolve
from flows.parse.fields.subjects import clause_subject, inverted_subject, subject_before
from flows.parse.fields.tongue import ENGLISH, tongue
from flows.parse.fields.turns import Turn, turns
from flows.parse.model import Body, BodySpan, Mention, Quote


class _Voice(NamedTuple):
    """Who was speaking, and how: what the next run may carry on."""

    speaker: str | None
    name: str | None
    cue: str | None


class _Report(NamedTuple):
    """A sentence that reports speech: the speaker's phrase, where it and the sentence begin, and the verb."""

    phrase: str
    start: int
    sentence: int
    cue: str


class _Heard(NamedTuple):
    """A quoted run with what its sentence says of it. `alone`: the run is a sentence, or a colon introduces it."""

    run: Run
    alone: bool
    given: Attribution | None
    voice: _Voice | None


_new = tuple.__new__  # a third of the cost of the named tuple's own constructor
_NOBODY = _Voice(None, None, None)
_DOUBLE = ('"', "“", "”", "«", "»", "''")
_UNASKED = _Voice("", "", "")  # the paragraph before has not been asked who speaks in it
_LAST_SENTENCE = 400  # characters in which the last sentence of a paragraph is looked for first


def quotes(body: Body, people: Sequence[Mention], *, indirect: bool = False) -> list[Quote]:
    """Quotations in paragraphs and list items, one row a quoted run, in order.

    `indirect` adds the rows of speech that is reported without marks.
    """
    text = body.text
    marks = mark_places(text)
    singles = single_places(text)
    found = _Listener(text, Cast(text, people)).listen(body.spans, marks, singles) if marks or singles else []
    dialogue = turns(text, body.spans)
    if dialogue:
        found = _with_turns(text, Cast(text, people), found, dialogue)
    if indirect:
        found = sorted(found + reported_clauses(body, people, found), key=attrgetter("body_start"))
    return found


def _with_turns(text: str, cast: Cast, found: list[Quote], dialogue: Sequence[Turn]) -> list[Quote]:
    """The turns of a dialogue among the quotations; what is quoted within a turn belongs to it."""
    starts = [turn.start for turn in dialogue]
    outside = []
    for quote in found:
        turn = dialogue[max(0, bisect_right(starts, quote.body_start) - 1)]
        if not turn.start <= quote.body_start < turn.end:
            outside.append(quote)
    rows = [
        Quote(text[turn.start : turn.end], "direct", turn.label, _name_of(cast, text, turn), None, turn.start, turn.end)
        for turn in dialogue
    ]
    return sorted(outside + rows, key=attrgetter("body_start"))


def _name_of(cast: Cast, text: str, turn: Turn) -> str | None:
    """The person a label stands for; nobody for Q and A."""
    if len(turn.label) == 1:
        return None
    label = turn.label.partition(" (")[0]
    known = next((person.name for person in cast.persons if person.name.upper() == label.upper()), None)
    if known is not None:
        return known
    label = label.title() if label.isupper() else label
    place = turn.label_start
    return resolve(cast, text, label, position=place, sentence=place, paragraph=place, recent=None)


class _Listener:
    """Goes through the paragraphs of one article and remembers who spoke last."""

    def __init__(self, text: str, cast: Cast) -> None:
        self._text = text
        self._cast = cast
        self._literals = literals(text)
        self._continental = tongue(text) != ENGLISH
        self._carried: _Voice | None = None  # the last speaker
        self._unclosed = False  # the paragraph before opened a quotation and did not close it
        self._previous: BodySpan | None = None
        self._starts: list[int] = []  # of the sentences of the paragraph read last
        self._reported: tuple[int, _Report | None] = (-1, None)  # the sentence looked at last, and what it reports
        self._only_single = False  # the article has no double marks
        self._lead: _Voice | None = None  # what the paragraph inherits, once it was asked for

    def listen(
        self, spans: Sequence[BodySpan], marks: Sequence[tuple[int, int]], singles: Sequence[int]
    ) -> list[Quote]:
        """`marks` are the places of double marks, `singles` those where a single one can open."""
        found: list[Quote] = []
        self._only_single = not marks
        first = first_single = 0
        next_mark = marks[0][0] if marks else len(self._text)
        next_single = singles[0] if singles else len(self._text)
        for span in spans:
            end = span.end
            marked: list[Run] = []
            if next_mark < end or next_single < end:
                last = bisect_left(marks, (end,), first)
                last_single = bisect_left(singles, end, first_single)
                if span.kind != "heading":
                    marked = self._runs(span, marks[first:last], last_single > first_single)
                first, first_single = last, last_single
                next_mark = marks[first][0] if first < len(marks) else len(self._text)
                next_single = singles[first_single] if first_single < len(singles) else len(self._text)
            if span.kind != "heading":
                if marked:
                    found += self._paragraph(span, marked)
                self._unclosed = bool(marked) and not marked[-1].closed
                self._previous = span
        return found

    def _runs(self, span: BodySpan, marks: Sequence[tuple[int, int]], singles: bool) -> list[Run]:
        text = self._text
        marked = runs(text, span.start, span.end, marks) if marks else []
        if singles:
            plain = [
                run
                for run in single_runs(text, span.start, span.end, marked)
                if _is_speech(text, run, self._only_single)
            ]
            marked = sorted(marked + plain) if plain else marked
        return marked

    def _paragraph(self, span: BodySpan, marked: list[Run]) -> list[Quote]:
        text = self._text
        self._lead = _UNASKED
        earlier, first = self._starts, marked[0]
        if first.opening == span.start and not text[first.closing : span.end].strip(" ."):  # all quotation
            self._starts = []
            heard = [_Heard(first, _is_alone(text, first, span.start), None, None)]
        else:
            self._starts = boundaries(text, span.start, span.end)
            heard = self._hear(span, marked, earlier)
        current: _Voice | None = None
        found: list[Quote] = []
        for run, alone, given, voice in heard:
            own = voice if given is not None or alone else None  # only a whole sentence carries on from the one before
            if own is None and alone:
                own = current or self._inherited(span, marked[0], earlier)
            if not is_quotation(text, run, given, own is not None, self._only_single):
                continue
            if self._continental and names_a_work(text, run.opening):
                continue
            speaker, name, cue = own or _NOBODY
            words = text[run.start : run.end]
            found.append(_new(Quote, (words, kind_of(text, run), speaker, name, cue, run.start, run.end)))
            if own is not None:
                self._carried = current = own
        return found

    def _hear(self, span: BodySpan, marked: list[Run], earlier: list[int]) -> list[_Heard]:
        """Each run with its attribution and voice; one that has none shares those of the next in its sentence.

        `earlier` are the sentences of the last paragraph with quotations, which may be the one before.
        """
        text, starts = self._text, self._starts
        around = Narration(text, span.start, span.end, marked, self._literals)
        heard: list[_Heard] = []
        latest: _Voice | None = None
        floor = span.start
        voiceless = False
        for index, run in enumerate(marked):
            following = marked[index + 1].opening if index + 1 < len(marked) else span.end
            at = bisect_right(starts, run.opening)
            sentence = starts[at - 1]
            last = last_character(text, run)
            ceiling = _sentence_end(text, run, last, starts, at, span.end)
            ceiling = min(following, ceiling)
            given: Attribution | None
            if self._continental:
                given = continental(text, run, sentence=sentence, floor=floor, ceiling=ceiling)
            else:
                given = attribution(
                    around, run, last, sentence=sentence, floor=floor, following=following, ceiling=ceiling
                )
            if index == 0 and (given is None or text[given.start : given.end].lower() in PERSONAL):
                latest = self._inherited(span, run, earlier)
            voice: _Voice | None
            alone = _is_alone(text, run, sentence)
            if given is None:
                voice = self._sentence_before(at - 1, latest) if alone else None
                voiceless = voiceless or voice is None
            else:
                voice = self._voice(given, at, latest)
                if given.end == given.start and FORMS.get(given.cue) in ELIDING:  # the subject is the last one
                    name = (self._sentence_before(at - 1, latest) or latest or self._carried or _NOBODY).name
                    voice = _Voice(None, name, given.cue)
            heard.append(_new(_Heard, (run, alone, given, voice)))
            latest = voice or latest
            floor = run.closing
        if voiceless:
            self._share(heard)
        return heard

    def _share(self, heard: list[_Heard]) -> None:
        text, starts = self._text, self._starts
        for index in range(len(heard) - 2, -1, -1):
            own, following = heard[index], heard[index + 1]
            if own.voice is None and following.voice is not None:
                same = bisect_right(starts, own.run.closing) == bisect_right(starts, following.run.opening)
                if same or not text[own.run.closing : following.run.opening].strip():
                    heard[index] = _Heard(own.run, own.alone, following.given, following.voice)

    def _voice(self, given: Attribution, at: int, latest: _Voice | None) -> _Voice:
        """The voice of an attribution in the sentence number `at` of the paragraph, counted from 1."""
        if given.end == given.start:
            return _Voice(None, None, given.cue)
        phrase = self._text[given.start : given.end]
        if not is_speaker(phrase):
            return _Voice(None, None, given.cue)
        starts = self._starts
        name = resolve(
            self._cast,
            self._text,
            phrase,
            position=given.start,
            sentence=starts[at - 1],
            paragraph=starts[0],
            recent=latest.name if latest else None,
            before=starts[at - 2] if at > 1 else None,
        )
        return _new(_Voice, (phrase, name, given.cue or None))

    def _inherited(self, span: BodySpan, first: Run, earlier: list[int]) -> _Voice | None:
        """The voice that a paragraph opening with a quotation inherits from the paragraph before; asked for once."""
        if self._lead is _UNASKED:
            self._lead = self._inherit(span, first, earlier)
        return self._lead

    def _inherit(self, span: BodySpan, first: Run, earlier: list[int]) -> _Voice | None:
        previous = self._previous
        if previous is None or self._text[span.start : first.opening].strip():
            return None
        if self._unclosed:
            return self._carried
        if earlier and earlier[0] == previous.start:
            sentence = earlier[-1]
        else:
            begin = max(previous.start, previous.end - _LAST_SENTENCE)
            sentence = boundaries(self._text, begin, previous.end)[-1]
            if sentence == begin > previous.start:
                sentence = boundaries(self._text, previous.start, previous.end)[-1]
        report = self._report(sentence, previous.end)
        return (self._told(report, previous.start, self._carried) if report else None) or self._carried

    def _sentence_before(self, index: int, latest: _Voice | None) -> _Voice | None:
        """The voice that the sentence before the one at `index` reports, for a quotation without an attribution."""
        if index < 1:
            return None
        start, end = self._starts[index - 1], self._starts[index]
        if self._reported[0] != start:  # a sentence of many runs asks once
            marked = any(mark in self._text[start:end] for mark in _DOUBLE)
            self._reported = (start, None if marked else self._report(start, end))
        report = self._reported[1]
        return self._told(report, self._starts[0], latest) if report else None

    def _report(self, sentence: int, end: int) -> _Report | None:
        """Who speaks in a sentence that reports speech: the subject of its last verb of saying."""
        text = self._text
        if self._continental:
            given = reported(text, sentence, end)
            if given and given.end > given.start:
                return _Report(text[given.start : given.end], given.start, sentence, given.cue)
        verb = last_saying(text, sentence, end)
        if verb is None:
            return None
        subject = None
        if verb.form != "participle":
            subject = inverted_subject(text, verb.start, verb.end, end)
            subject = subject or subject_before(text, verb.start, sentence)
        subject = subject or clause_subject(text, sentence, verb.start)
        if subject is None:
            return None
        phrase = text[subject[0] : subject[1]]
        return _Report(phrase, subject[0], sentence, verb.text) if is_speaker(phrase) else None

    def _told(self, report: _Report, paragraph: int, latest: _Voice | None) -> _Voice:
        before = None
        if report.sentence > paragraph and report.phrase.lower() in PERSONAL:
            before = boundaries(self._text, max(paragraph, report.sentence - _LAST_SENTENCE), report.sentence)[-1]
        name = resolve(
            self._cast,
            self._text,
            report.phrase,
            position=report.start,
            sentence=report.sentence,
            paragraph=paragraph,
            recent=latest.name if latest else None,
            before=before,
        )
        return _Voice(report.phrase, name, report.cue)


def _is_speech(text: str, run: Run, only_single: bool) -> bool:
    """Whether a run in single marks is plainly a quotation: three words, and a mark or comma that shows speech.

    In an article that has no other marks its length is enough, or two words with such a mark.
    """
    spaces = text.count(" ", run.start, run.end)
    if spaces < 2:
        return only_single and spaces == 1 and text[run.end - 1] in ",.?!"
    return only_single or text[run.end - 1] in ",.?!" or text[run.opening - 2 : run.opening] in (", ", ": ")


def _sentence_end(text: str, run: Run, last: str, starts: list[int], at: int, end: int) -> int:
    """Where the sentence around the run ends; `"Why?" she asked` goes on behind the mark.

    `last` is the run's last character; the sentences in `starts` from `at` on begin behind its opening mark.
    """
    after = bisect_right(starts, run.closing, at)
    while after < len(starts) and last in "?!…" and not text[run.closing : starts[after]].strip():
        after += 1
    return starts[after] if after < len(starts) else end


def _is_alone(text: str, run: Run, sentence: int) -> bool:
    first = text[run.start]
    if (first.isupper() or not first.isalpha()) and not text[sentence : run.opening].strip(" —–-"):
        return True
    return text[run.opening - 2 : run.opening] in (": ", ":\n")
