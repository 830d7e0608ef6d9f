"""Quotations: which quoted runs are somebody's words, whose, and by which verb.

A run in quotation marks is a quotation where a reporting verb or `according to` attributes it, where it goes on from
one that is attributed, or where it is a sentence of its own; `scare_quotes` tells it from the other uses of the marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from flows.parse.fields.attribution import Attribution, attribution, last_character
from flows.parse.fields.cast import Cast
from flows.parse.fields.cues import cues
from flows.parse.fields.quote_marks import Run, mark_places, runs, single_runs
from flows.parse.fields.scare_quotes import is_quotation, kind_of
from flows.parse.fields.sentences import boundaries
from flows.parse.fields.speakers import is_speaker, resolve
from flows.parse.fields.subjects import clause_subject, inverted_subject, subject_before
from flows.parse.model import Body, BodySpan, Mention, Quote


class _Voice(NamedTuple):
    """Who was speaking, and how: what the next run may carry on."""

    speaker: str | None
    name: str | None
    cue: str | None


class _Heard(NamedTuple):
    """A quoted run with what its sentence says of it."""

    run: Run
    given: Attribution | None
    voice: _Voice | None


def quotes(body: Body, people: Sequence[Mention]) -> list[Quote]:
    """Quotations in paragraphs and list items, one row a quoted run, in order."""
    marks = mark_places(body.text)
    singles = "‘" in body.text or any(opening in body.text for opening in (" '", "\n'", "('"))
    if not marks and not singles and not body.text.startswith("'"):
        return []
    return _Listener(body.text, Cast(body.text, people)).listen(body.spans, marks)


class _Listener:
    """Goes through the paragraphs of one article and remembers who spoke last."""

    def __init__(self, text: str, cast: Cast) -> None:
        self._text = text
        self._cast = cast
        self._carried: _Voice | None = None  # the last speaker
        self._unclosed = False  # the paragraph before opened a quotation and did not close it
        self._previous: BodySpan | None = None

    def listen(self, spans: Sequence[BodySpan], marks: Sequence[tuple[int, int]]) -> list[Quote]:
        found: list[Quote] = []
        for span in spans:
            if span.kind == "heading":
                continue
            marked = self._runs(span, marks)
            if marked:
                found.extend(self._paragraph(span, marked))
            self._unclosed = bool(marked) and not marked[-1].closed
            self._previous = span
        return found

    def _runs(self, span: BodySpan, marks: Sequence[tuple[int, int]]) -> list[Run]:
        text = self._text
        first = bisect_left(marks, (span.start, 0))
        inside = marks[first : bisect_left(marks, (span.end, 0), first)]
        marked = runs(text, span.start, span.end, inside) if inside else []
        if text.find("'", span.start, span.end) >= 0 or text.find("‘", span.start, span.end) >= 0:
            plain = [run for run in single_runs(text, span.start, span.end, marked) if _is_speech(text, run)]
            marked = sorted(marked + plain) if plain else marked
        return marked

    def _paragraph(self, span: BodySpan, marked: list[Run]) -> list[Quote]:
        text = self._text
        starts = boundaries(text, span.start, span.end)
        lead = self._lead(span, marked[0])
        found: list[Quote] = []
        current = lead
        for run, given, voice in self._hear(span, marked, starts, lead):
            alone = _opens_sentence(text, run, starts)
            own = voice if given is not None or alone else None  # only a whole sentence carries on from the one before
            own = own or (current if alone else None)
            if not is_quotation(text, run, given, own is not None):
                continue
            speaker, name, cue = own or (None, None, None)
            current = own or current
            found.append(Quote(text[run.start : run.end], kind_of(text, run), speaker, name, cue, run.start, run.end))
            if own is not None:
                self._carried = own
        return found

    def _hear(self, span: BodySpan, marked: list[Run], starts: list[int], lead: _Voice | None) -> list[_Heard]:
        """Each run with its attribution and voice; one that has none shares those of the next in its sentence."""
        text = self._text
        gaps = zip([span.start, *(r.closing for r in marked)], [*(r.opening for r in marked), span.end], strict=True)
        verbs = [verb for begin, finish in gaps for verb in cues(text, begin, finish)]
        heard: list[_Heard] = []
        latest = lead
        for index, run in enumerate(marked):
            floor = marked[index - 1].closing if index else span.start
            following = marked[index + 1].opening if index + 1 < len(marked) else span.end
            sentence = starts[bisect_right(starts, run.opening) - 1]
            ceiling = min(following, _sentence_end(text, run, starts, span.end))
            given = attribution(text, run, verbs, sentence=sentence, floor=floor, ceiling=ceiling)
            if given is None:
                voice = self._sentence_before(sentence, starts, latest)
            elif given.end > given.start:
                phrase = text[given.start : given.end]
                name = self._resolve(phrase, given.start, sentence, span.start, latest)
                voice = _Voice(phrase, name, given.cue or None) if is_speaker(phrase) else _Voice(None, None, given.cue)
            else:
                voice = _Voice(None, None, given.cue)
            heard.append(_Heard(run, given, voice))
            latest = voice or latest
        for index in range(len(heard) - 2, -1, -1):
            if heard[index].voice is None and heard[index + 1].voice is not None:
                run, following_run = heard[index].run, heard[index + 1].run
                same = bisect_right(starts, run.closing) == bisect_right(starts, following_run.opening)
                if same or not text[run.closing : following_run.opening].strip():
                    heard[index] = _Heard(run, heard[index + 1].given, heard[index + 1].voice)
        return heard

    def _lead(self, span: BodySpan, first: Run) -> _Voice | None:
        """The voice that a paragraph opening with a quotation inherits from the paragraph before."""
        if self._text[span.start : first.opening].strip() or self._previous is None:
            return None
        if self._unclosed:
            return self._carried
        start, end = self._previous.start, self._previous.end
        return self._told(boundaries(self._text, start, end)[-1], end, start, self._carried) or self._carried

    def _sentence_before(self, sentence: int, starts: list[int], latest: _Voice | None) -> _Voice | None:
        """The voice that the sentence before reports, for a quotation that follows without an attribution."""
        index = bisect_right(starts, sentence) - 1
        if index < 1 or any(mark in self._text[starts[index - 1] : sentence] for mark in '"“”«»'):
            return None
        return self._told(starts[index - 1], sentence, starts[0], latest)

    def _told(self, sentence: int, end: int, paragraph: int, latest: _Voice | None) -> _Voice | None:
        """The voice of a sentence that reports speech: the subject of its last verb of saying."""
        verb = next((verb for verb in reversed(cues(self._text, sentence, end)) if verb.saying), None)
        if verb is None:
            return None
        subject = None
        if verb.form != "participle":
            subject = inverted_subject(self._text, verb.start, verb.end, end)
            subject = subject or subject_before(self._text, verb.start, sentence)
        subject = subject or clause_subject(self._text, sentence, verb.start)
        if subject is None:
            return None
        phrase = self._text[subject[0] : subject[1]]
        if not is_speaker(phrase):
            return None
        return _Voice(phrase, self._resolve(phrase, subject[0], sentence, paragraph, latest), verb.text)

    def _resolve(self, phrase: str, position: int, sentence: int, paragraph: int, latest: _Voice | None) -> str | None:
        recent = latest.name if latest else None
        return resolve(
            self._cast, self._text, phrase, position=position, sentence=sentence, paragraph=paragraph, recent=recent
        )


def _is_speech(text: str, run: Run) -> bool:
    """Whether a run in single marks is plainly a quotation: three words, and a mark or comma that shows speech."""
    if text.count(" ", run.start, run.end) < 2:
        return False
    return text[run.end - 1] in ",.?!" or text[run.opening - 2 : run.opening] in (", ", ": ")


def _sentence_end(text: str, run: Run, starts: list[int], end: int) -> int:
    """Where the sentence around the run ends; `"Why?" she asked` goes on behind the mark."""
    after = bisect_right(starts, run.closing)
    while after < len(starts) and last_character(text, run) in "?!…" and not text[run.closing : starts[after]].strip():
        after += 1
    return starts[after] if after < len(starts) else end


def _opens_sentence(text: str, run: Run, starts: list[int]) -> bool:
    """Whether the run is a sentence, or a colon introduces it."""
    first = text[run.start]
    opens = not text[starts[bisect_right(starts, run.opening) - 1] : run.opening].strip(" —–-")
    return (opens and (first.isupper() or not first.isalpha())) or text[run.opening - 2 : run.opening] in (": ", ":\n")
