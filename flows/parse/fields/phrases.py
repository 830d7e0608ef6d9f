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
_WORD = re.compile(r"\w+")
_OPENING = 20  # characters of a line's first word by which phrases are looked up
_COPYRIGHT_SIGN = "©"  # stands before a year or a name
_UNSPACED = "\u2e80"  # from here on scripts that put no blanks between words: two characters are looked up
_HEAD = 90  # characters of a line in which a start phrase lies
_STOPS = frozenset(".!?…。！？؟।")
_CLOSING_MARKS = frozenset("\"”’'»)]）」")


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
    starts: dict[str, tuple[Phrase, ...]]  # by `opening_word`
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
            starts.setdefault(opening_word(bare), []).append(phrase)
    anywhere = sorted((p for p in phrases if p.place in ("end", "holds")), key=lambda phrase: phrase.place)
    return _Table(whole, {key: tuple(group) for key, group in starts.items()}, tuple(anywhere), brackets)


def opening_word(line: str) -> str:
    """The first word of `line` in lower case, the key by which phrases are looked up."""
    word = line[:_OPENING].partition(" ")[0].rstrip(".,:")
    if not word.isalpha():
        match = _WORD.search(line, 0, 2 * _OPENING)
        if match is None or line[0] == _COPYRIGHT_SIGN:
            return line[:1]
        word = match.group()[:_OPENING]
    return word.lower() if word[0] < _UNSPACED else word[:2]


_TABLE = _load()
BRACKET_LABELS = _TABLE.brackets


def _openings() -> dict[str, tuple[str, ...]]:
    """What phrases begin with, less outer punctuation, by their first words."""
    openings: dict[str, set[str]] = {}
    for bare in [*_TABLE.whole, *(p.words.lower().lstrip(_OUTER) for group in _TABLE.starts.values() for p in group)]:
        openings.setdefault(opening_word(bare), set()).add(bare)
    return {word: tuple(group) for word, group in openings.items()}


_OPENINGS = _openings()


def ends_sentence(line: str) -> bool:
    """Whether `line` ends in a stop, or in a stop and a closing mark."""
    return line[-1:] in _STOPS or (line[-1:] in _CLOSING_MARKS and line[-2:-1] in _STOPS)


def folded(text: str) -> str:
    """`text` in the form phrases are compared in: lower case, plain quotation marks, single blanks."""
    text = text.lower()
    if not text.isascii():
        text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("\u00a0", " ")
    return _BLANKS.sub(" ", text) if "  " in text else text


def sentence_cues(text: str) -> list[str]:
    """Those that `text`, a whole article, has of the few words by which sentences that are not its own are known.

    A phrase that can stand anywhere in a line is looked for in lines that end no sentence, and in those with such a
    word: sentences are most of a text.
    """
    found = [cue for cue in _SENTENCE_CUES if cue in text]
    ends = text if len(text) < _TOP + _BOTTOM else text[:_TOP] + text[-_BOTTOM:]
    return found + [cue for cue in (_END_CUES if " the " in text else _FOREIGN_END_CUES) if cue in ends]


def phrases_within(lines: list[str]) -> tuple[Phrase, ...]:
    """The phrases that can stand anywhere in a line or at its end and that `lines` have: mostly none."""
    fold = folded("\n".join(lines))
    telling = _TELLING_WORDS.intersection(fold.split())
    if not telling:
        return ()
    places = sorted({place for word in telling for place in _TELLING[word]})
    return tuple(_TABLE.anywhere[place] for place in places if _TABLE.anywhere[place].words in fold)


_SENTENCE_CUES = ("ookie", "ewsletter", "your inbox", "rivacy")
# What opens and closes a text: corrections, the author's opinions, credits, rights.
_END_CUES = ("s expressed", "version of this", "ights reserved", "ontribut", "olely resp", "itch us at")
_FOREIGN_END_CUES = (
    "beigetragen", "trug zu", "Meinung", "Postfach", "contribué", "engagent", "abonnés", "reproduction", "contribuy",
    "colaboró", "opiniones", "reproducción", "oletín", "rechte vor", "réservés", "reservados",
)  # fmt: skip
_TOP, _BOTTOM = 800, 2_500  # characters at either end


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
    word = opening_word(line)
    if openings := _OPENINGS.get(word):
        head = folded(line[:_HEAD])
        bare = head.lstrip(_OUTER)
        if bare.startswith(openings) and (label := _label_of_opening(line, word, head, bare)):
            return label
    return _label_within(line, within) if within else None


def may_open(line: str) -> bool:
    """Whether a phrase may be what `line`, whose first character is a letter, is or starts with."""
    openings = _OPENINGS.get(opening_word(line))
    return openings is not None and folded(line[:_HEAD]).startswith(openings)


def _label_of_opening(line: str, word: str, head: str, bare: str) -> Label | None:
    length = len(line)
    if length <= _HEAD and (label := _TABLE.whole.get(bare.rstrip(_OUTER))):
        return label
    for phrase in _TABLE.starts.get(word, ()):
        if length <= phrase.longest and _starts(phrase, line, head, bare):
            return phrase.label
    return None


def _label_within(line: str, within: tuple[Phrase, ...]) -> Label | None:
    fold = folded(line)
    for phrase in within:
        if len(line) > phrase.longest:
            continue
        if phrase.words in fold if phrase.place == "holds" else fold.rstrip(_OUTER).endswith(phrase.words):
            return phrase.label
    return None


def is_phrase(line: str) -> bool:
    """Whether `line` is a known phrase and nothing more, if only one that other lines start with: `Read more:`."""
    bare = folded(line[:_HEAD]).strip(_OUTER)
    if bare in _TABLE.whole:
        return True
    return any(phrase.words.lower().strip(_OUTER) == bare for phrase in _TABLE.starts.get(opening_word(bare), ()))


def _starts(phrase: Phrase, line: str, head: str, bare: str) -> bool:
    """Whether the line starts with the phrase, a word not being cut short by it."""
    forms = (line.lstrip(_OUTER), line) if phrase.as_written else (bare, head)
    for form in forms:
        if form.startswith(phrase.words):
            following = form[len(phrase.words) : len(phrase.words) + 1]
            whole_word = not (phrase.words[-1].isascii() and phrase.words[-1].isalnum() and following.isalnum())
            return whole_word and not (phrase.place == "unfinished" and ends_sentence(line))
    return False
