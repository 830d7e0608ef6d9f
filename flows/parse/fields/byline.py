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
    r"commentary|additional reporting|guest (?:essay|column|post)|column) by|by|"
    r"texte? (?:von|de|par)|text[eo]?(?= ?:)|interview(?= ?:)|publié par|publicado por|aus \w{3,20} berichtete?n?|"
    r"(?:ein )?(?:kommentar|beitrag|gastbeitrag|bericht) von|eine analyse von|von|aus|par|propos "
    r"recueillis par|reportage (?:de|par)|reporte de|información de|por|escrito por|"
    r"di|door|av|af|autor(?:en|in)?|auteur|author|authors|byline)(?:\s*[:：]\s*|\s+)",
    re.IGNORECASE,
)
# What ends the names: a bullet, a dash, a date, a time, `Updated`.
_STOP = re.compile(
    r"\s[•|·–—]\s|\s--?\s|\s*[•|·]\s*|\s*\d{1,2}:\d{2}|,?\s(?:(?:last )?updated|published|posted|on (?:mon|tues|"
    r"wednes|thurs|fri|satur|sun)day)\b|"
    r",?\s(?:on )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d|"
    r",?\s(?:on |at |am |le |el )?\d|\s(?:follow|share|save)\b|\|(?:published|updated)\b|"
    r";\s*(?:editing|writing|additional)\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*[,;/|&]\s*(?:and\s+|und\s+|et\s+|y\s+|e\s+)?|\s+(?:and|und|et|y|e|with|mit|avec|con|AND|With|And|UND|ET|Y)\s+"
)
_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]")
_PLACE = re.compile(r"\s+(?:in|at|[Ff]or|FOR|of the|of|from|aus|à|en|en route|on|reporting|IN)\s+.*$")
_HONORIFIC = re.compile(
    r"^(?:Dr|Prof|Rev|Sir|Mr|Mrs|Ms|Dame|Father|Rabbi|Sen|Rep|Gov|Senator|Congressman|Congresswoman|Governor)\.? "
)
_ADDRESS = re.compile(  # an e-mail address, a handle, perhaps without a blank before it
    r"(?<!\S)[\w.+-]{1,64}@[\w-]{1,40}\.[\w.-]{1,40}|(?<!\S)@\w[\w.-]{0,60}|(?<=[a-z])@\w{2,20}$"
)
_BEAT = re.compile(
    r"\s(?:health|business|science|education|environment|technology|economics|economy|sports?|religion|royal|legal|"
    r"home affairs|diplomatic|defen[cs]e|crime|transport|consumer|culture|arts|entertainment|world|europe|middle east|"
    r"africa|asia|china|north america|white house|city hall|social affairs)$",
    re.IGNORECASE,
)
_LABEL_BEHIND = re.compile(r"(?:@\w{2,20}|\s?\|\s?(?:Published|Updated)| Follow)$")  # Jane Doe@janedoe
_DEGREES = frozenset(("md", "m.d", "phd", "ph.d", "rn", "esq", "mba", "jd", "j.d"))
_ROLES = re.compile(
    r"\b(?:editors?|correspondents?|reporters?|writers?|staff|columnists?|contributors?|contributing|bureau|chief|"
    r"producers?|senior|special|"
    r"guest|political|national|foreign|freelance|author|analyst|press|news|online|team|desk|editorial|opinion|"
    r"investigations?|magazine|journalist|"
    r"redakteur(?:in)?|redaktion|korrespondent(?:in)?|reporterin|journaliste?|rédaction|rédacteur|rédactrice|"
    r"correspondante?|envoyée?|corresponsal|redactora?|"
    r"redacción|enviad[oa]|newspapers?|times|post|tribune|herald|gazette|journal|university|institute|professor|"
    r"director|fellow|photographer|photographs?)\b",
    re.IGNORECASE,
)
_DESK = re.compile(r"(?:the )?(?:editorial board|editors|editorial staff|\w+ staff|staff|newsroom)", re.IGNORECASE)
# Who wrote it is not said: a byline without authors.
_UNNAMED = re.compile(
    r"(?:(?:our|own|a|la|die|unserer|unserem|onze|de) )?(?:(?:staff|special|own|senior|legal|sports|crime) )?"
    r"(?:correspondents?|reporters?|redaktion|rédaction|redacción|redazione|redação|redactie|"
    r"(?:staff and )?agencies|(?:web|news|digital|sports|world|business|online) desk|[\w ]{2,30} news service)",
    re.IGNORECASE,
)
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
    credited = credited or next((known for part in _STOP.split(block.text[end:]) if (known := agency(part))), None)
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
    bare = _without_prefix(line[start:end]).strip(" *.")
    return bool(people or credited or _DESK.fullmatch(bare) or _UNNAMED.fullmatch(bare))


def is_name_line(line: str) -> bool:
    """Whether `line` is nothing but one name or several, at least one of which is known as a person's."""
    if not 5 <= len(line) <= 120 or (line[-1] in '.:?!;"”’' and not line.endswith("Jr.")):
        return False
    line = _LABEL_BEHIND.sub("", line)
    parts = [part for part in _SEPARATOR.split(line) if part]
    names = [part for part in parts if is_name(part, most_words=4)]
    return bool(names) and len(names) == len(parts) and any(has_given_name(name.split()[0]) for name in names)


def is_signed_line(line: str) -> bool:
    """Whether `line` is a known given name, a surname, and what the person is: `Jane Doe, Staff Writer`, `… | AP`."""
    if not 8 <= len(line) <= 90 or line[-1] in '.:?!;"”’' or not has_given_name(line.split(maxsplit=1)[0]):
        return False
    parts = [part for part in _SIGNED_PARTS.split(line) if part]
    told = [part for part in parts[1:] if agency(part) or _ROLES.search(part)]
    name = _person(parts[0], alone=False)
    if name is None or len(parts) > 4:
        return False
    return name != parts[0] if len(parts) == 1 else bool(told) and all(part[0].isalpha() for part in parts)


_SIGNED_PARTS = re.compile(r",\s|\s[|•·–—-]\s|\s?/\s?")


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
    if "@" in bare:
        bare = _ADDRESS.sub("", bare)
    credited = next((known for inner in _PARENTHESES.findall(bare) if (known := agency(inner))), None)
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
    for part in parts:
        if part.casefold().strip(".") in _DEGREES:
            continue
        if part.casefold().strip(".") in ("jr", "sr", "ii", "iii") and people:
            people[-1] = f"{people[-1]}, {part}" if part[-1] == "." else f"{people[-1]} {part}"
        elif found := agency(part):
            credited = credited or found
        elif glued := _with_agency(part):
            people.append(glued[0])
            credited = credited or glued[1]
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


def _with_agency(part: str) -> tuple[str, str] | None:
    """`Jane Doe Associated Press`, `Jane Doe BBC News`: name and agency."""
    words = part.split()
    for count in range(min(3, len(words) - 2), 0, -1):
        if known := agency(" ".join(words[-count:])):
            name = _person(" ".join(words[:-count]), alone=False)
            return (name, known) if name else None
    return None


def _person(part: str, *, alone: bool) -> str | None:
    """The name at the head of `part`, role and place cut off, or None. `alone`: one word may be a name."""
    part = _HONORIFIC.sub("", _PLACE.sub("", part)).strip(" .") if not part.endswith(("Jr.", "Sr.")) else part
    part = _without_broadcaster(part)
    role = _ROLES.search(part)
    if role:
        part = _BEAT.sub("", part[: role.start()].rstrip(" ,-–—")).strip(" ,-–—")
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
