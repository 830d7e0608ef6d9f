"""The dateline: place, day and agency that open an agency's or paper's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from flows.parse.fields.agencies import agency
from flows.parse.fields.months import MONTHS
from flows.parse.fields.word_lists import word_list
from flows.parse.model import Block


class Dateline(NamedTuple):
    """A dateline as written, and its parts. `day` is a month and day such as `Dec 31`."""

    text: str
    place: str | None
    agency: str | None
    day: str | None
    source_start: int
    source_end: int


_REACH = 90  # characters that a place may take
_ENGLISH = 12  # blocks that tell whether a text is English
_LONGEST_HEADLINE = 120  # characters
_SHORTEST_SENTENCE = 20  # characters
_LOOK = 4  # paragraphs among whose openings a dateline is looked for
_DASH = r"(?:--?|[—–―‒]{1,2}|:|_(?=\s))"
_MONTH = "|".join(sorted((name for name in MONTHS if len(name) > 2), key=len, reverse=True))
_DAY = (
    rf"(?:(?i:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:, \d{{4}})?|"
    rf"\d{{1,2}}(?:\.|er)? (?:de )?(?i:{_MONTH})\.?(?: \d{{4}})?|\d{{1,2}}/\d{{1,2}})"
)
# A place: words of capitals or with a capital, particles, commas, stops, slashes.
_PLACE = re.compile(
    r"[^\W\d_a-z](?:[^\W\d_]|['’.‘-])*(?:(?:,\s?|\s|/|،\s?|\sand\s)(?:(?:de|del|la|las|los|le|les|el|al|am|an|der|"
    r"di|do|da|dos|of|on|sur|upon|and|und|et|y|bei|im|in|the|ob)\s)?"
    r"[^\W\d_a-z](?:[^\W\d_]|['’.‘-])*){0,7}"
)
_AGENCY = re.compile(
    r"\s?(?:[(\[]([^()\[\]\d]{2,50}?)(?:\s?[/,]\s?[^()\[\]]{2,40})?[)\]]|/(?:([A-Z]{3,9})|(PR ?Newswire))/\.?)"
)
_DATE = re.compile(rf"[,;]?\s?\(?(?:le |den |el )?({_DAY})\)?[,.]?")
_SIGN = re.compile(r"[(\[/|—–―‒]|\s-|-\s|:\s|--")  # one of these closes every dateline
_ITS_CHARACTERS = re.compile(r"[(\[/|—–―‒:-]")  # found four times as fast
_PART = re.compile(r"[\d(\[/]")  # of a dateline with a day or an agency
_DIGIT = re.compile(r"\d")
_DAY_AFTER = re.compile(rf",?\s\(?(?:le |den |el )?{_DAY}(?!\w)")
_CLOSE = re.compile(rf"\s?\.?\s?{_DASH}\s?")
_CLOCK = re.compile(r"\s/\s\d{1,2}:\d{2} (?:[ap]\.?m\.?)?(?: [A-Z]{2,4}\b)?", re.IGNORECASE)  # / 04:00 pm MT
_DAY_OF_MONTH = re.compile(r",\s(\d{1,2})(?=\s\()")  # MADRID, 4 (EUROPA PRESS)
_PIPED = re.compile(r"\s([A-Za-z]{2,5})\s\|")  # BERLIN taz |
_UNPLACED = re.compile(rf"[(\[]([^()\[\]]{{2,40}})[)\]](?:\s?{_DASH})?(?=\s|[A-Z\"“]|$)")
_DAY_ONLY = re.compile(rf"({_DAY}) \(([^()\d]{{2,30}})\)\s?{_DASH}(?=\s|$)")  # March 10 (Reuters) -
_OPENING_PLACE = re.compile(
    r"([^\W\d_a-z][^\W\d_]{2,24}(?:[/ -][^\W\d_a-z][^\W\d_]{2,24}){0,2})\.(?= [^\W\d_a-z„«»“])"
)  # Görlitz.
# Words that open sentences with a dash after them and are no place: short, and never all in capitals in a dateline.
_NO_PLACES = word_list("not_places.txt")
_CITIES = frozenset(
    name.strip().casefold()
    for line in (Path(__file__).parent / "data" / "dateline_cities.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for name in line.split(",")
)
_OPENS_SENTENCE = re.compile(r"[^\W_a-z]|[\"“”'‘’«„¿¡]")


def dateline(blocks: Sequence[Block]) -> Dateline | None:
    """The dateline at the head of one of the first paragraphs, or on a line of its own."""
    looked = 0
    for block in blocks:
        if block.kind not in ("paragraph", "dateline"):
            continue
        if found := dateline_in(block.text) or (None if looked else _place_and_stop(block, blocks)):
            shift = block.source_start or 0
            return found._replace(source_start=found.source_start + shift, source_end=found.source_end + shift)
        looked += 1
        if looked == _LOOK:
            break
    return None


def _place_and_stop(block: Block, blocks: Sequence[Block]) -> Dateline | None:
    """`Görlitz. Wer …`, as German regional papers open; one word and a stop may also be a sentence of its own.

    So the text must speak of the place elsewhere, with a preposition or in the headline, and must not be English.
    """
    match = _OPENING_PLACE.match(block.text)
    if match is None or len(match[1]) < 4 or any(" the " in other.text for other in blocks[:_ENGLISH]):
        return None
    if _is_city(match[1]):
        return Dateline(match.group(), match[1], None, None, 0, match.end())
    name = re.escape(match[1].split("/")[0])
    placed = re.compile(
        rf"\b(?:[Ii]n|aus|bei|nach|von|um|[àÀ]|en|En|de|desde) {name}(?!\w)|(?<!\w){name}er [^\W\d_a-z]"
    )
    named = re.compile(rf"(?<!\w){name}(?!\w)")
    for other in blocks:
        if other.kind == "headline" and named.search(other.text):
            break
        if other.kind in ("headline", "paragraph") and placed.search(other.text, match.end() if other is block else 0):
            break
    else:
        return None
    return Dateline(match.group(), match[1], None, None, 0, match.end())


def opens_with_dateline(line: str) -> bool:
    """Whether `line` opens with a dateline that names an agency or a place in capitals, and goes on after it."""
    found = dateline_in(line)
    if found is None or len(line) <= len(found.text) + _SHORTEST_SENTENCE:
        return False
    if found.text[-1] == ":" and len(line) < _LONGEST_HEADLINE:
        return False  # `PARIS: Louvre reopens`
    return bool(found.agency or (found.place and found.place.isupper()))


def is_dateline(line: str) -> bool:
    """Whether `line` is a dateline and nothing else."""
    if len(line) > 90 or not _PART.search(line):
        return False
    found = dateline_in(line + " –" if line[-1:].isalnum() or line[-1:] in ".)" else line)
    return bool(found and found.source_end >= len(line) - 1 and (found.agency or found.day))


def dateline_in(text: str) -> Dateline | None:
    """The dateline that opens `text`; its offsets count from the start of `text`."""
    if match := _UNPLACED.match(text):
        name = match[1].strip()
        known = agency(name)
        if known or (name.isupper() and name.isalpha() and match.group()[-1] not in ")]"):
            return _placed_after(text, match, known) or Dateline(
                match.group(), None, known or name, None, 0, match.end()
            )
        return None
    sign = _ITS_CHARACTERS.search(text, 1, _REACH + 30)
    if sign is None or not _SIGN.search(text, max(1, sign.start() - 1), _REACH + 30):
        return None
    if match := _DAY_ONLY.match(text):
        known = agency(match[2])
        written = match.group().rstrip()
        return Dateline(written, None, known, match[1], 0, len(written)) if known else None
    # A month's name must not be read as part of the place.
    after = _DAY_AFTER.search(text, 1, _REACH) if _DIGIT.search(text, 1, _REACH) else None
    place = _PLACE.match(text, 0, after.start() if after else _REACH)
    if not place:
        return None
    return _after_place(text, place)


def _placed_after(text: str, opening: re.Match[str], known: str | None) -> Dateline | None:
    """`(ANSA) - ROMA, 3 MAR - `: place and day after the agency."""
    start = opening.end() + 1
    if not known or not opening.group().endswith(("-", "–", "—")) or not _DIGIT.search(text, start, start + _REACH):
        return None
    after = dateline_in(text[start : start + _REACH])
    if after is None or after.agency or after.day is None or after.place is None:
        return None
    return Dateline(text[: start + after.source_end], after.place, known, after.day, 0, start + after.source_end)


def _after_place(text: str, place: re.Match[str]) -> Dateline | None:
    """What follows the place: day and agency in either order, then a dash; an agency in brackets may do without it."""
    position = place.end()
    written, credited = _without_agency(place.group().rstrip(" ,-"))
    day = None
    for _ in range(2):
        if not day and (match := _DATE.match(text, position) or _DAY_OF_MONTH.match(text, position)):
            day, position = match[1], match.end()
            if clock := _CLOCK.match(text, position):
                position = clock.end()
        if not credited and (match := _AGENCY.match(text, position)):
            credited, position = (match[1] or match[2] or match[3]).strip(), match.end()
    if not credited and (match := _PIPED.match(text, position)) and agency(match[1]):
        return Dateline(text[: match.end()], written, match[1], day, 0, match.end())
    dash = _CLOSE.match(text, position)
    known = agency(credited) if credited else None
    if credited and not known:
        if not dash or not _plausible_agency(credited, written):
            return None
        known = credited
    if dash is None:
        if not known or not _is_place(written, sure=True):
            return None
        return Dateline(text[:position], written, known, day, 0, position)
    city = _is_city(written) and _opens_sentence(text, dash.end())
    if not _closes(dash.group(), written, city=city, told=bool(known or day)):
        return None
    if not _is_place(written, sure=city or bool(known or day)):
        return None
    end = position + len(dash.group().rstrip())
    return Dateline(text[:end], written, known, day, 0, end)


def _closes(dash: str, place: str, *, city: bool, told: bool) -> bool:
    """Whether the mark after a place ends a dateline. `told`: an agency or a day stands there too."""
    if told:
        return True
    if dash.strip() == ":":
        return city or (place.isupper() and "," in place and _is_city(place.partition(",")[0]))
    return dash != "-"  # a hyphen inside a word


def _opens_sentence(text: str, start: int) -> bool:
    return _OPENS_SENTENCE.match(text, start) is not None and len(text) - start > _SHORTEST_SENTENCE


def _is_city(written: str) -> bool:
    """Whether the place, or the first of several, is known: `Wien/Linz`, `Kabul, Afghanistan`, `PARIS et LYON`."""
    whole = written.casefold()
    return whole in _CITIES or whole.split(",")[0].split("/")[0].strip() in _CITIES


def _without_agency(written: str) -> tuple[str, str | None]:
    """`Tehran, IRNA –`, `JAKARTA, KOMPAS.com -`: place and agency."""
    place, comma, last = written.rpartition(", ")
    if comma and (agency(last) or ".com" in last):
        return place, last
    return written, None


def _plausible_agency(name: str, place: str) -> bool:
    """An agency that no list knows: a short abbreviation, or any name after a place in capitals."""
    if not name.replace(" ", "").isalpha():
        return False  # a party and state (`R-Ohio`), a number
    abbreviation = len(name) <= 6 and (name.isupper() or (name.islower() and len(name) <= 4))
    return abbreviation or (place.isupper() and name[0].isupper() and len(name) <= 30)


def _is_place(written: str, *, sure: bool) -> bool:
    """`sure`: an agency or a day stands beside it, so that any capitalised words will do."""
    words = written.replace(",", " ").split()
    if _is_city(written) and (sure or written.isupper() or written.partition(",")[0].isupper()):
        return True
    if not words or len(words) > 8 or words[0].strip(".").casefold() in _NO_PLACES:
        return False
    if len(words) == 1 and words[0] in ("Le", "El", "Am", "Den"):
        return False  # `Le 21 mars –`
    if sure:
        return len(written) <= 70
    capitals = words[0].replace(".", "").replace("'", "").replace("’", "").replace("-", "")
    return len(words) <= 6 and capitals.isupper() and len(capitals) > 2
