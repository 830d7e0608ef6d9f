"""Known phrases: what kind of block a line is by the words it is made of."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent / "data"
_FILES = ("apparatus.toml", "boilerplate.toml")  # the first phrase found decides, so the more telling file comes first
_OUTER = " \t\u00a0\u3000·•∙▪●⦁*|>»«<‹›→▶►-–—_.!:…[]()"
_BLANKS = re.compile(r"\s\s+")
_KEY, _SHORT_KEY = 4, 2  # leading characters by which start phrases are looked up
_HEAD = 90  # characters of a line in which a start phrase lies
_STOPS = frozenset(".!?…。！？؟।")
_CLOSING_MARKS = frozenset("\"”’'»)）」")


class Label(NamedTuple):
    """What a phrase says a line is."""

    kind: str
    reason: str


class Phrase(NamedTuple):
    """One phrase of the data files, folded unless `as_written`: it has a capital letter, so that case counts."""

    words: str
    label: Label
    longest: int
    place: str  # the key of its list: line, start, unfinished, end or holds
    as_written: bool


class _Table(NamedTuple):
    whole: dict[str, Label]
    starts: dict[str, tuple[Phrase, ...]]  # by their first four characters (two, if they have no more), folded
    anywhere: tuple[Phrase, ...]  # those that a line ends with, then those that it holds
    brackets: tuple[str, ...]  # labels of teasers in brackets


def _load() -> _Table:
    phrases: list[Phrase] = []
    brackets: tuple[str, ...] = ()
    for name in _FILES:
        for reason, section in tomllib.loads((_DATA / name).read_text(encoding="utf-8")).items():
            label, longest = Label(section["kind"], reason), section.get("longest", 200)
            if reason == "teaser":
                brackets = tuple(section["start"])
                continue
            for place in ("line", "start", "unfinished", "end", "holds"):
                phrases += [
                    Phrase(words, label, longest, place, words != words.lower()) for words in section.get(place, ())
                ]
    whole: dict[str, Label] = {}
    starts: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        bare = phrase.words.lower().lstrip(_OUTER)
        if phrase.place == "line":
            whole.setdefault(bare.rstrip(_OUTER), phrase.label)
        elif phrase.place in ("start", "unfinished"):
            starts.setdefault(bare[:_KEY] if len(bare) >= _KEY else bare[:_SHORT_KEY], []).append(phrase)
    anywhere = sorted((p for p in phrases if p.place in ("end", "holds")), key=lambda phrase: phrase.place)
    return _Table(whole, {key: tuple(group) for key, group in starts.items()}, tuple(anywhere), brackets)


_TABLE = _load()
BRACKET_LABELS = _TABLE.brackets


def ends_sentence(line: str) -> bool:
    """Whether `line` ends in a stop, or in a stop and a closing mark."""
    return line[-1:] in _STOPS or (line[-1:] in _CLOSING_MARKS and line[-2:-1] in _STOPS)


def folded(text: str) -> str:
    """`text` in the form phrases are compared in: lower case, plain quotation marks, single blanks."""
    text = text.lower()
    if not text.isascii():
        text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("\u00a0", " ")
    return _BLANKS.sub(" ", text) if "  " in text else text


def long_line_cues(text: str) -> list[str]:
    """Those that `text`, a whole article, has of the few words by which long lines that are no prose are known.

    A phrase that can stand anywhere in a line is looked for in lines that are short or end no sentence, and in those
    with such a word: paragraphs are most of a text.
    """
    return [cue for cue in _LONG_LINE_CUES if cue in text]


def phrases_within(lines: list[str]) -> tuple[Phrase, ...]:
    """The phrases that can stand anywhere in a line or at its end and that `lines` have: mostly none."""
    fold = folded("\n".join(lines))
    telling = _TELLING_WORDS.intersection(fold.split())
    if not telling:
        return ()
    places = sorted({place for word in telling for place in _TELLING[word]})
    return tuple(_TABLE.anywhere[place] for place in places if _TABLE.anywhere[place].words in fold)


_LONG_LINE_CUES = (
    "ookie", "ewsletter", "your inbox", "s expressed", "version of this", "ights reserved", "ontributed", "rivacy",
    "olely resp",
)  # fmt: skip


def _telling_words(phrases: tuple[Phrase, ...]) -> dict[str, tuple[int, ...]]:
    """For each phrase a long inner word, or its longest in all the shapes that punctuation can give it."""
    table: dict[str, set[int]] = {}
    for place, phrase in enumerate(phrases):
        words = phrase.words.split()
        inner = max(words[1:-1], key=len, default="")
        word = inner if len(inner) >= 8 else max(words, key=lambda word: (word not in _COMMON, len(word)))
        shapes = [word]
        if word is not inner:
            shapes = [before + word + after for before in ("", "(", '"', "[") for after in _AFTER]
        for shape in shapes:
            table.setdefault(shape, set()).add(place)
    return {word: tuple(places) for word, places in table.items()}


_AFTER = ("", ".", ",", ":", ";", "!", "?", ")", "]", '"', '."', ".)")
_COMMON = frozenset(("click", "continue", "earlier", "important", "photo", "read", "report", "story", "washington"))
_TELLING = _telling_words(_TABLE.anywhere)
_TELLING_WORDS = frozenset(_TELLING)


def phrase_label(line: str, within: tuple[Phrase, ...] = ()) -> Label | None:
    """The label of the first known phrase that `line` is, starts with or has. `within`: see `phrases_within`."""
    length = len(line)
    if length <= _HEAD or may_start(line):
        head = folded(line[:_HEAD])
        bare = head.lstrip(_OUTER)
        if length <= _HEAD:
            if not bare:
                return None
            if label := _TABLE.whole.get(bare.rstrip(_OUTER)):
                return label
        for key in (bare[:_KEY], bare[:_SHORT_KEY]):
            for phrase in _TABLE.starts.get(key, ()):
                if length <= phrase.longest and _starts(phrase, line, head, bare):
                    return phrase.label
    if within:
        fold = folded(line)
        for phrase in within:
            if length > phrase.longest:
                continue
            if phrase.words in fold if phrase.place == "holds" else fold.rstrip(_OUTER).endswith(phrase.words):
                return phrase.label
    return None


def is_phrase(line: str) -> bool:
    """Whether `line` is a known phrase and nothing more, if only one that other lines start with: `Read more:`."""
    bare = folded(line[:_HEAD]).strip(_OUTER)
    if bare in _TABLE.whole:
        return True
    return any(phrase.words.lower().strip(_OUTER) == bare for phrase in _TABLE.starts.get(bare[:_KEY], ()))


def may_start(line: str) -> bool:
    """Whether a start phrase can open `line`, by its first characters alone."""
    if line[0] in _OUTER:
        return True
    key = line[:_KEY].lower()
    if not key.isascii():
        key = key.replace("’", "'")
    return key in _TABLE.starts or key[:_SHORT_KEY] in _TABLE.starts


def _starts(phrase: Phrase, line: str, head: str, bare: str) -> bool:
    """Whether the line starts with the phrase, a word not being cut short by it."""
    forms = (line.lstrip(_OUTER), line) if phrase.as_written else (bare, head)
    for form in forms:
        if form.startswith(phrase.words):
            following = form[len(phrase.words) : len(phrase.words) + 1]
            whole_word = not (phrase.words[-1].isascii() and phrase.words[-1].isalnum() and following.isalnum())
            return whole_word and not (phrase.place == "unfinished" and ends_sentence(line))
    return False
