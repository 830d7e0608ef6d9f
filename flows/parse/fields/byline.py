"""Who wrote an article: the byline and the names in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.parse.fields.agencies import agency, first_agency
from flows.parse.fields.names import PARTICLES, has_given_name, is_name
from flows.parse.model import Block


class Byline(NamedTuple):
    """The byline as written, the people it credits and the agency it names. No offsets where cleaning moved them."""

    text: str
    authors: tuple[str, ...]
    agency: str | None
    source_start: int | None
    source_end: int | None


_PREFIX = re.compile(
    r"[\W_]{0,4}(?:(?:written|story|reported|reporting|posted|text|words|article|opinion|analysis|review|"
    r"commentary|additional reporting) by|by|"
    r"texte? (?:von|de|par)|(?:ein )?(?:kommentar|beitrag|gastbeitrag|bericht) von|eine analyse von|von|aus|par|propos "
    r"recueillis par|reportage (?:de|par)|reporte de|información de|por|escrito por|"
    r"di|door|av|af|autor(?:en|in)?|auteur|author|authors|byline)(?:\s*[:：]\s*|\s+)",
    re.IGNORECASE,
)
# What ends the names: a bullet, a dash, a date, a time, `Updated`.
_STOP = re.compile(
    r"\s[•|·–—]\s|\s--?\s|\s*[•|·]\s*|\s*\d{1,2}:\d{2}|,?\s(?:(?:last )?updated|published|posted|on (?:mon|tues|"
    r"wednes|thurs|fri|satur|sun)day)\b|"
    r",?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d|,?\s\d{1,2}[./-]\d|,?\s(?:19|"
    r"20)\d\d\b|;\s*(?:editing|writing|additional)\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*[,;/|&]\s*(?:and\s+|und\s+|et\s+|y\s+)?|\s+(?:and|und|et|y|with|mit|avec|con|AND|With|And)\s+"
)
_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]")
_PLACE = re.compile(r"\s+(?:in|at|for|of the|of|from|aus|à|en|en route|on|reporting)\s+.*$")
_HONORIFIC = re.compile(r"^(?:Dr|Prof|Rev|Sir|Mr|Mrs|Ms|Dame|Father|Rabbi)\.? ")
_ROLES = re.compile(
    r"\b(?:editors?|correspondents?|reporters?|writers?|staff|columnists?|contributors?|contributing|bureau|chief|"
    r"producers?|senior|special|"
    r"guest|political|national|foreign|freelance|author|analyst|press|news|online|team|desk|editorial|opinion|"
    r"investigations?|magazine|journalist|"
    r"redakteur(?:in)?|redaktion|korrespondent(?:in)?|reporterin|journaliste?|rédaction|rédacteur|rédactrice|"
    r"correspondant|envoyée?|corresponsal|redactora?|"
    r"redacción|enviad[oa]|newspapers?|times|post|tribune|herald|gazette|journal|university|institute|professor|"
    r"director|fellow|photographer|photographs?)\b",
    re.IGNORECASE,
)
_DESK = re.compile(r"(?:the )?(?:editorial board|editors|editorial staff|\w+ staff|staff|newsroom)", re.IGNORECASE)
_BROADCASTER = re.compile(r"\b(?:[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{2,4}|Abc|Afp|Ap|Upi|Voa)\b")  # no surname
_LONGEST_CREDIT = 1_000  # characters; what is longer is no credit
_JSON_LIST = re.compile(r"^\s*\[.*\]\s*$")


def byline(blocks: Sequence[Block]) -> Byline | None:
    """The byline among `blocks`: the first that says `By`, else the first name, else a `Reporting by` line."""
    lines = [block for block in blocks if block.kind == "byline"]
    prefixed = [block for block in lines if _PREFIX.match(block.text)]
    for block in [*prefixed, *lines]:
        start, end = byline_phrase(block.text)
        return _byline(block, start, end)
    for block in blocks:
        if block.kind == "credit" and block.reason == "contributors" and (found := _REPORTING.search(block.text)):
            return _byline(block, found.start(1), found.end(1))
    return None


_REPORTING = re.compile(
    r"(?<!\w)(Reporting by [^;()\n]{3,200}|(?:Bericht von|Reportage de|Reporte de|Información de) (?:[^;()\n,.]|"
    r",(?! (?:redigiert|geschrieben|bearbeitet|rédigé|édité|edit|Edit|escrit))){3,200})"
)


def _byline(block: Block, start: int, end: int) -> Byline:
    text = block.text[start:end]
    people, credited = authors_from(text)
    named = people or ((_without_prefix(text).strip(" *.,;"),) if agency(_without_prefix(text)) else ())
    named = named or ((credited,) if credited else _desk(text))
    if (
        block.source_start is None
        or block.source_end is None
        or block.source_end - block.source_start != len(block.text)
    ):
        return Byline(text, named, credited, block.source_start, block.source_end)
    return Byline(text, named, credited, block.source_start + start, block.source_start + end)


def _desk(text: str) -> tuple[str, ...]:
    bare = _without_prefix(text).strip(" *.")
    return (bare,) if _DESK.fullmatch(bare) else ()


def byline_phrase(line: str) -> tuple[int, int]:
    """Where in a byline's line the credit stands: dates and what follows them cut off."""
    prefix = _PREFIX.match(line)
    stop = _STOP.search(line, prefix.end() if prefix else 1)
    end = stop.start() if stop else len(line)
    return 0, len(line[:end].rstrip(" ,*|")) or len(line)


def is_byline(line: str) -> bool:
    """Whether `line` says `By` (or its like in another language) and then names people, an agency or a desk."""
    if len(line) >= 260 or line.endswith((":", "?", "!", '"', "”")):
        return False
    if len(line) > 60 and line.endswith(".") and not line[:-1].endswith(("Jr", "Sr")):
        return False
    prefix = _PREFIX.match(line)
    if not prefix:
        return False
    start, end = byline_phrase(line)
    first = _SEPARATOR.split(line[prefix.end() : end], maxsplit=1)[0]
    people, credited = authors_from(line[: prefix.end()] + first)
    return bool(people or credited or _desk(line[start:end]))


def is_name_line(line: str) -> bool:
    """Whether `line` is nothing but one name or several, at least one of which is known as a person's."""
    if not 5 <= len(line) <= 120 or (line[-1] in '.:?!;"”’' and not line.endswith("Jr.")):
        return False
    parts = [part for part in _SEPARATOR.split(line) if part]
    names = [part for part in parts if is_name(part, most_words=4)]
    return bool(names) and len(names) == len(parts) and any(has_given_name(name.split()[0]) for name in names)


def names_people_only(line: str) -> bool:
    """Whether each name in `line` has a given name that is known: no paper or party among them."""
    return all(has_given_name(part.split()[0]) for part in _SEPARATOR.split(line) if part)


def authors_from(value: str) -> tuple[tuple[str, ...], str | None]:
    """People and agency in any credit: `By A and B, Associated Press`, `Von A`, `A; B`, `Doe, Jane`.

    Roles, places, handles and dates are cut off. Names stay as written.
    """
    value = " ".join(value[:_LONGEST_CREDIT].split())
    if _JSON_LIST.match(value):
        value = value.strip("[] ").replace('"', "").replace("'", "")
    bare = _without_prefix(value)
    prefixed = len(bare) < len(value)
    stop = _STOP.search(bare)
    bare = _PARENTHESES.sub("", bare[: stop.start()] if stop else bare).strip(" *.,;")
    if not bare:
        return (), None
    if whole := agency(bare):
        return (), whole
    parts = [
        part.strip(" .*") if not part.endswith(("Jr.", "Sr.")) else part.strip() for part in _SEPARATOR.split(bare)
    ]
    parts = [part for part in parts if part]
    if len(parts) == 2 and _inverted(parts):
        return (f"{parts[1]} {parts[0]}",), None
    people: list[str] = []
    credited: str | None = None
    for part in parts:
        if part.casefold().strip(".") in ("jr", "sr", "ii", "iii", "md", "phd") and people:
            people[-1] = f"{people[-1]}, {part}" if part[-1] == "." else f"{people[-1]} {part}"
        elif found := agency(part):
            credited = credited or found
        elif name := _person(part, alone=len(parts) == 1 and prefixed):
            people.append(name)
        elif not credited and (named := first_agency(part)):
            credited = named[0]
    return tuple(dict.fromkeys(people)), credited


def _without_prefix(value: str) -> str:
    prefix = _PREFIX.match(value)
    return value[prefix.end() :] if prefix else value


def _inverted(parts: list[str]) -> bool:
    """`Doe, Jane`: two single words, of which only the second is a given name."""
    return all(" " not in part for part in parts) and has_given_name(parts[1]) and not has_given_name(parts[0])


def _without_broadcaster(part: str) -> str:
    """`Jane Doe Cnn`, `Cnn Pentagon`: lists of authors made by a scraper keep the employer, its capitals lost."""
    if not (found := _BROADCASTER.search(part)) or not agency(found.group().upper()):
        return part
    return part[: found.start()].rstrip()


def _person(part: str, *, alone: bool) -> str | None:
    """The name at the head of `part`, role and place cut off, or None. `alone`: one word may be a name."""
    part = _HONORIFIC.sub("", _PLACE.sub("", part)).strip(" .") if not part.endswith(("Jr.", "Sr.")) else part
    part = _without_broadcaster(part)
    role = _ROLES.search(part)
    if role:
        part = part[: role.start()].strip(" ,-–—")
    words = part.split()
    if is_name(part) and not agency(words[0]) and ".com" not in words[0]:
        return part
    if (
        alone
        and not role
        and len(words) == 1
        and part[:1].isupper()
        and part.isalpha()
        and words[0].casefold() not in PARTICLES
    ):
        return part if has_given_name(part) or part.isupper() else None
    return None
