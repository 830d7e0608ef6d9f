"""Quotations: which quoted runs are somebody's words, whose, and by which verb.

A run in quotation marks is a quotation where a reporting verb or `according to` attributes it, where it goes on from
one that is attributed, or where it is a sentence of its own; `scare_quotes` tells it from the other uses of the marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import NamedTuple

from flows.parse.fields.attribution import Attribution, attribution, last_character
from flows.parse.fields.cast import Cast
from flows.parse.fields.cues import last_saying
from flows.parse.fields.narration import Narration, referrals
from flows.parse.fields.quote_marks import Run, mark_places, runs, single_places, single_runs
from flows.parse.fields.scare_quotes import is_quotation, kind_of
from flows.parse.fields.sentences import boundaries
from flows.parse.fields.speakers import PERSONAL, is_speaker, resolve
from flows.parse.fields.subjects import clause_subject, inverted_subject, subject_before
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


_NOBODY = _Voice(None, None, None)


def quotes(body: Body, people: Sequence[Mention]) -> list[Quote]:
    """Quotations in paragraphs and list items, one row a quoted run, in order."""
    text = body.text
    marks = mark_places(text)
    singles = single_places(text)
    if not marks and not singles:
        return []
    return _Listener(text, Cast(text, people)).listen(body.spans, marks, singles)


class _Listener:
    """Goes through the paragraphs of one article and remembers who spoke last."""

    def __init__(self, text: str, cast: Cast) -> None:
        self._text = text
        self._cast = cast
        self._phrases = referrals(text)
        self._carried: _Voice | None = None  # the last speaker
        self._unclosed = False  # the paragraph before opened a quotation and did not close it
        self._previous: BodySpan | None = None
        self._starts: list[int] = []  # of the sentences of the paragraph read last
        self._reported: tuple[int, _Report | None] = (-1, None)  # the sentence looked at last, and what it reports

    def listen(
        self, spans: Sequence[BodySpan], marks: Sequence[tuple[int, int]], singles: Sequence[int]
    ) -> list[Quote]:
        """`marks` are the places of double marks, `singles` those where a single one can open."""
        found: list[Quote] = []
        first = first_single = 0
        for span in spans:
            last = bisect_left(marks, (span.end,), first)
            last_single = bisect_left(singles, span.end, first_single)
            if span.kind != "heading":
                marked: list[Run] = []
                if last > first or last_single > first_single:
                    marked = self._runs(span, marks[first:last], last_single > first_single)
                if marked:
                    found += self._paragraph(span, marked)
                self._unclosed = bool(marked) and not marked[-1].closed
                self._previous = span
            first, first_single = last, last_single
        return found

    def _runs(self, span: BodySpan, marks: Sequence[tuple[int, int]], singles: bool) -> list[Run]:
        text = self._text
        marked = runs(text, span.start, span.end, marks) if marks else []
        if singles:
            plain = [run for run in single_runs(text, span.start, span.end, marked) if _is_speech(text, run)]
            marked = sorted(marked + plain) if plain else marked
        return marked

    def _paragraph(self, span: BodySpan, marked: list[Run]) -> list[Quote]:
        text = self._text
        # Most paragraphs attribute their first run and never ask for the lead.
        lead = cache(partial(self._lead, span, marked[0], self._starts))
        current: _Voice | None = None
        self._starts = boundaries(text, span.start, span.end)
        found: list[Quote] = []
        for run, alone, given, voice in self._hear(span, marked, lead):
            own = voice if given is not None or alone else None  # only a whole sentence carries on from the one before
            if own is None and alone:
                own = current or lead()
            if not is_quotation(text, run, given, own is not None):
                continue
            speaker, name, cue = own or _NOBODY
            found.append(Quote(text[run.start : run.end], kind_of(text, run), speaker, name, cue, run.start, run.end))
            if own is not None:
                self._carried = current = own
        return found

    def _hear(self, span: BodySpan, marked: list[Run], lead: Callable[[], _Voice | None]) -> list[_Heard]:
        """Each run with its attribution and voice; one that has none shares those of the next in its sentence."""
        text, starts = self._text, self._starts
        around = Narration(text, span.start, span.end, marked, self._phrases)
        heard: list[_Heard] = []
        latest: _Voice | None = None
        floor = span.start
        voiceless = False
        for index, run in enumerate(marked):
            following = marked[index + 1].opening if index + 1 < len(marked) else span.end
            at = bisect_right(starts, run.opening)
            sentence = starts[at - 1]
            last = last_character(text, run)
            ceiling = min(following, _sentence_end(text, run, last, starts, at, span.end))
            given = attribution(around, run, last, sentence=sentence, floor=floor, following=following, ceiling=ceiling)
            if index == 0 and (given is None or text[given.start : given.end].lower() in PERSONAL):
                latest = lead()
            voice: _Voice | None
            if given is None:
                voice = self._sentence_before(at - 1, latest)
                voiceless = voiceless or voice is None
            else:
                voice = self._voice(given, sentence, span.start, latest)
            heard.append(_Heard(run, _is_alone(text, run, sentence), given, voice))
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

    def _voice(self, given: Attribution, sentence: int, paragraph: int, latest: _Voice | None) -> _Voice:
        if given.end == given.start:
            return _Voice(None, None, given.cue)
        phrase = self._text[given.start : given.end]
        if not is_speaker(phrase):
            return _Voice(None, None, given.cue)
        return _Voice(phrase, self._resolve(phrase, given.start, sentence, paragraph, latest), given.cue or None)

    def _lead(self, span: BodySpan, first: Run, starts: list[int]) -> _Voice | None:
        """The voice that a paragraph opening with a quotation inherits from the paragraph before.

        `starts` are the sentences of the last paragraph with quotations, which may be the one before.
        """
        previous = self._previous
        if previous is None or self._text[span.start : first.opening].strip():
            return None
        if self._unclosed:
            return self._carried
        if not starts or starts[0] != previous.start:
            starts = boundaries(self._text, previous.start, previous.end)
        report = _report(self._text, starts[-1], previous.end)
        return (self._told(report, previous.start, self._carried) if report else None) or self._carried

    def _sentence_before(self, index: int, latest: _Voice | None) -> _Voice | None:
        """The voice that the sentence before the one at `index` reports, for a quotation without an attribution."""
        if index < 1:
            return None
        start, end = self._starts[index - 1], self._starts[index]
        if self._reported[0] != start:  # a sentence of many runs asks once
            marked = any(mark in self._text[start:end] for mark in '"“”«»')
            self._reported = (start, None if marked else _report(self._text, start, end))
        report = self._reported[1]
        return self._told(report, self._starts[0], latest) if report else None

    def _told(self, report: _Report, paragraph: int, latest: _Voice | None) -> _Voice:
        name = self._resolve(report.phrase, report.start, report.sentence, paragraph, latest)
        return _Voice(report.phrase, name, report.cue)

    def _resolve(self, phrase: str, position: int, sentence: int, paragraph: int, latest: _Voice | None) -> str | None:
        recent = latest.name if latest else None
        return resolve(
            self._cast, self._text, phrase, position=position, sentence=sentence, paragraph=paragraph, recent=recent
        )


def _report(text: str, sentence: int, end: int) -> _Report | None:
    """Who speaks in a sentence that reports speech: the subject of its last verb of saying."""
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


def _is_speech(text: str, run: Run) -> bool:
    """Whether a run in single marks is plainly a quotation: three words, and a mark or comma that shows speech."""
    if text.count(" ", run.start, run.end) < 2:
        return False
    return text[run.end - 1] in ",.?!" or text[run.opening - 2 : run.opening] in (", ", ": ")


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
