"""The organisations an article names: by a telling word, by an acronym in brackets, or known by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.parse.fields.capitalised import RUN, Token, parts
from flows.parse.fields.gazetteer import gazetteer
from flows.parse.fields.lexicon import sections
from flows.parse.fields.name_words import LEADS, STOPPED
from flows.parse.fields.roles import is_role
from flows.parse.model import BodySpan, Mention

_LISTS = sections("organisations.txt")
_LEGAL, _LAST, _ABROAD = (frozenset(_LISTS[name]) for name in ("legal", "last", "first abroad"))
_FIRST = _ABROAD | frozenset(_LISTS["first"])
_KNOWN: dict[str, tuple[str, ...]] = {}  # each form: all forms of that name
for _line in _LISTS["known"]:
    _forms = tuple(_line.split("|"))
    _KNOWN.update(dict.fromkeys(_forms, _forms))
# Of those whose later words are small: by the words that have a capital.
_PARTLY: dict[str, list[str]] = {}
for _form in _KNOWN:
    if " " in _form and _form.rpartition(" ")[2][0].islower():
        _PARTLY.setdefault(" ".join(word for word in _form.split(" ") if not word[0].islower()), []).append(_form)
_TELLING = _LEGAL | _LAST | _FIRST
_OF = re.compile(rf" (?:of|for|de|von|für)(?: the| la| les| los)? ({RUN})")
_ON = re.compile(rf" (?:on|of|for) (?:the )?({RUN})")
_AND = re.compile(rf" and ({RUN})")
# Their fields may be two.
_WIDE = frozenset(
    "Academy Ministry Department Centers Committee Commission Office Bureau Institute Organization".split()
)
_ADVISING = frozenset(("Committee", "Commission", "Council", "Conference", "Board"))
_ACRONYM = re.compile(r" \(([A-Z][A-Za-z]{0,2}[A-Z]{1,6}s?)\)")
_REACH = 90  # characters that a name before its acronym may take
_WORD = re.compile(r"[^\W\d_][\w’'&.]*")
_BELONGING = frozenset(("der", "des", "von", "vom"))  # another name begins there
_NONE = frozenset(("Soviet Union", "Electoral College"))
_CASES = frozenset(("der", "den", "des"))  # in German a noun of its own follows
_NAMING = frozenset(("New", "First"))  # open sentences, and names
_NO_FIRST = frozenset(("the", "a", "an", "this", "that", "its", "their", "his", "her", "every", "each", "no", "any"))

_new = tuple.__new__  # a third of the cost of the named tuple's own constructor


class Reading(NamedTuple):
    """What a run says by itself; offsets count from its start."""

    method: str  # known, designator, opens (needs a complement)
    start: int
    end: int
    forms: tuple[str, ...]


class _Found(NamedTuple):
    start: int
    end: int
    method: str
    forms: tuple[str, ...]


def organisations(
    text: str, spans: Sequence[BodySpan], runs: Sequence[tuple[str, int, Reading | None]]
) -> list[Mention]:
    """Organisations named outside headings, once each at their first mention, in the fullest form of the article.

    `runs` are those of `capitalised_runs` that have a reading, or are all capitals, as an acronym in brackets is.
    """
    found: list[_Found] = []
    following = iter(spans)
    ceiling, heading, skip = 0, True, 0
    for run, begin, reading in runs:
        bracket = run.isupper() and text[begin - 2 : begin] == " ("
        if not (reading or bracket) or begin < skip:
            continue
        while begin >= ceiling:
            span = next(following, None)
            if span is None:
                return _mentions(text, found)
            ceiling, heading = span.end, span.kind == "heading"
        if heading:
            continue
        named = _introduced(text, begin) if bracket else None
        if named is None and reading is not None:
            named = _extended(text, reading, begin)
        if named:
            while found and found[-1].end > named.start:
                found.pop()  # a shorter reading of the name that the acronym ends
            found.append(named)
            skip = named.end
    return _mentions(text, found)


def reading_of(run: str) -> Reading | None:
    if run in _KNOWN:
        return Reading("known", 0, len(run), _KNOWN[run])
    words = run.split(" ")
    opened = len(words) > 1 and words[0].lower() in LEADS
    if not opened and words[-1] not in _TELLING and _FIRST.isdisjoint(words) and run not in _PARTLY:
        possessive = "'" in run or "’" in run
        if not possessive and not (len(words) > 1 and "." in run):
            return None  # nearly all
    split = parts(run, STOPPED)
    tokens = split[0] if split else []
    while tokens and tokens[0].lower in LEADS and tokens[0].text not in _NAMING:
        tokens = tokens[1:]
    tokens = _own(tokens)
    if not tokens:
        return None
    start, end = tokens[0].start, tokens[-1].end
    if run[end : end + 1] == "." and f"{tokens[-1].text}." in _LEGAL:
        end += 1
    name = run[start:end]
    if name in _KNOWN:
        return Reading("known", start, end, _KNOWN[name])
    if name in _PARTLY:
        return Reading("partly", start, end, tuple(_PARTLY[name]))
    last, first = tokens[-1].text, tokens[0].text
    if len(tokens) > 1 and len(tokens) <= 8:
        if last in _LEGAL or (last in _LAST and not all(is_role(token.text) for token in tokens[:-1])):
            return Reading("designator", start, end, (name,))
        if first in _ABROAD and tokens[1].text[0].isupper():
            return Reading("designator", start, end, (name,))
        if first in _FIRST and tokens[1].text[0].islower() and tokens[1].text not in _CASES:
            return Reading("designator", start, end, (name,))
    if last in _FIRST or (first in _FIRST and len(tokens) > 1):
        return Reading("opens", start, end, (name,))
    return None


def _own(tokens: list[Token]) -> list[Token]:
    """Of words that small words tie together, those from the one that begins a name on, or else the last ones."""
    small = [index for index, token in enumerate(tokens) if token.text[0].islower()]
    if not small:
        return tokens
    first = next((index for index, token in enumerate(tokens[: small[-1]]) if token.text in _FIRST), small[-1] + 1)
    return tokens[first:]


def _extended(text: str, reading: Reading, begin: int) -> _Found | None:
    """The name with its complement (`University of Texas`); None where one is needed and none stands there."""
    start, end = begin + reading.start, begin + reading.end
    if reading.method == "known":
        return _Found(start, end, "known", reading.forms)
    if text[start - 5 : start] == " and " and text[text.rfind(" ", 0, start - 5) + 1].isupper():
        return None  # the rest of "Food and Drug Administration", or not: who can tell
    word = text[end - 12 : end].rpartition(" ")[2]
    if reading.method == "partly":
        whole = next((form for form in reading.forms if text.startswith(form, start)), None)
        return _Found(start, start + len(whole), "known", _KNOWN[whole]) if whole else None
    complement = (_ON if word in _ADVISING else _OF).match(text, end) if word in _FIRST else None
    if complement:
        run = complement[1]
        words = parts(run, STOPPED)[0]
        stop = next((i for i, token in enumerate(words) if token.lower in _BELONGING), len(words))
        end = complement.start(1) + words[stop - 1].end
        if word in _WIDE and stop == len(words) and run not in gazetteer().by_name and (more := _AND.match(text, end)):
            end = (
                more.end() - len(more[1]) + parts(more[1], STOPPED)[0][-1].end
            )  # "Centers for Disease Control and Prevention"
        return _Found(start, end, "designator", (text[start:end],))
    name = text[start:end]
    if name in _NONE or _follows_to(text, start) or "-" in name.partition(" ")[0]:
        return None  # "National Right to Life Committee", "Republican-controlled Senate"
    if reading.method == "opens":
        return None
    return _Found(start, end, "designator", (text[start:end],))


def _follows_to(text: str, start: int) -> bool:
    """Whether the run is the rest of a name with `to` in it."""
    return text[start - 4 : start] == " to " and text[text.rfind(" ", 0, start - 4) + 1].isupper()


def _introduced(text: str, begin: int) -> _Found | None:
    """The name that the acronym in brackets at `begin` shortens: its words begin with the acronym's letters."""
    bracket = _ACRONYM.match(text, begin - 2)
    if not bracket:
        return None
    acronym = bracket[1]
    letters = [letter for letter in acronym if letter.isupper()]
    floor = max(0, begin - 2 - _REACH)
    words = [(word.group(), word.start()) for word in _WORD.finditer(text, floor, begin - 2)]
    place = len(words)
    for letter in reversed(letters):
        place -= 1
        while place >= 0 and words[place][0][0].islower() and words[place][0][0].upper() != letter:
            place -= 1
        if place < 0 or words[place][0][0].upper() != letter:
            return None
    start, end = words[place][1], begin - 2
    if len(letters) < 2 or not text[start].isupper() or any(mark in text[start:end] for mark in '.;:!?\n("“'):
        return None
    if words[place][0].lower() in _NO_FIRST:
        return None
    return _Found(start, end, "acronym", (text[start:end], acronym))


def _mentions(text: str, found: Sequence[_Found]) -> list[Mention]:
    """One mention a name; an acronym that the article introduced is the name it shortens."""
    fullest: dict[str, str] = {}
    for named in found:
        written = text[named.start : named.end]
        for form in (*named.forms, written):
            if len(written) > len(fullest.get(form, "")):
                fullest[form] = written
    rows: dict[str, Mention] = {}
    for named in found:
        written = text[named.start : named.end]
        name = fullest[written]
        if name.lower() not in rows:
            row = ("organisation", written, name, None, None, None, None, named.method, named.start, named.end)
            rows[name.lower()] = _new(Mention, row)
    return list(rows.values())
