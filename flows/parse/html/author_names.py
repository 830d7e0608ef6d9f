"""Writers' names out of what an author field or a byline says: split, and without prefix, role, date and address."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from flows.parse.fields.agencies import agency
from flows.parse.fields.months import MONTHS
from flows.parse.fields.names import PARTICLES, has_given_name

_TABLES: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "author_words.toml").read_text(encoding="utf-8")
)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_STRONG = _TABLES["prefix"]["strong"]
_ALL_PREFIXES = [*_STRONG, *_TABLES["prefix"]["words"]]
_AFTER_PREFIX = r"(?:\s*[:：]\s*|\s+(?![:：])|$)"
_PREFIX = re.compile(rf"(?:{_alternatives(_ALL_PREFIXES)}){_AFTER_PREFIX}|[Bb]y(?=[A-Z])", re.IGNORECASE)
_STRONG_PREFIX = re.compile(rf"(?:{_alternatives(_STRONG)}){_AFTER_PREFIX}", re.IGNORECASE)
_LABEL = re.compile(rf"(?:{_alternatives(_ALL_PREFIXES)})\s*[:：]", re.IGNORECASE)
_FIRST_WORDS = frozenset(prefix.split()[0].casefold() for prefix in _ALL_PREFIXES)
_STRONG_FIRST = frozenset(prefix.split()[0].casefold() for prefix in _STRONG)
_ROLES = frozenset(_TABLES["role"]["words"])
_NOBODY = frozenset(_TABLES["nobody"]["words"]) | {word.casefold() for word in _ALL_PREFIXES}
_DESKS = frozenset(("team", "staff", "redaktion", "editors", "news", "desk"))
_NOT_A_NAME = frozenset(_TABLES["not_a_name"]["words"])

LONGEST_UNMARKED = 200
LONGEST = 400  # characters of a field that credits somebody
MOST_WORDS = 6  # of one name
_ALWAYS_SPLIT = re.compile(r"\s*[;|•·⋅\n、]\s*")
_AND = re.compile(r",?\s+(?:and|und|et|y|og|och|en|e|i|ja|ve|with|mit|avec|con|&|\+|/|-|–|—)\s+|\s*&\s*")
_COMMA = re.compile(r"\s*,\s*")
_ADDRESS = re.compile(r"https?://\S*|www\.\S+|\S+@\S+\.\w+|(?<!\S)@\w+")
_TAIL_IN_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?\s*$")
_DATE_OR_TIME = re.compile(
    r"\d{1,2}[:.]\d{2}|\d{4}|\d{1,2}[./-]\d{1,2}|\b\d+\s*(?:min|hours?|days?|weeks?|months?|years?)\b"
    r"|\b(?:on|am|le|den|el|il|last|vom)\s+(?:\d|[^\W\d_]+,?\s+\d|[^\W\d_]+day\b|[^\W\d_]+tag\b)",
    re.IGNORECASE,
)
_SUFFIXES = frozenset((
    "jr", "sr", "ii", "iii", "iv", "md", "phd", "esq", "dds", "do", "rn", "rd", "rdn", "ms", "ma", "mba", "cfp", "cpa",
    "cfa", "np", "pa-c", "mph", "dvm", "pharmd", "jd", "psyd", "lcsw", "msw", "edd", "mfa", "bsc", "msc", "lmt", "cpt",
))  # fmt: skip
_MACHINE_NAME = re.compile(r"(?=.*\d)[a-z0-9._-]{12,}|\d+|[\w-]+(?:\.[\w-]+){3,}|[0-9a-f-]{20,}|\W+")
# People who did something else to the article than write it.
_OTHER_PART = re.compile(
    r"(?:medically |fact[- ])?(?:updated|reviewed|edited|checked|approved|translated|photographed|photos?|fotos?|image|"
    r"video|illustrat\w+|designed|produced|sponsored|published|hosted|presented) by\b|"
    r"(?:Fotos?|Photos?|Bild(?:er)?|Übersetzung|Redaktion|Mitarbeit|Quelle|Source)\s*:",
    re.IGNORECASE,
)
_DAYS = frozenset(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
_LETTER = re.compile(r"[^\W\d_]")
_FOOTNOTE = re.compile(r"(?<=[^\W\d_])[\d*†‡§]+$")


def stated_names(value: str) -> list[str]:
    """Names in a field that states an author, taken at its word: one word, a nickname or a desk is a name too."""
    return list(_stated_names(value[:LONGEST]))


@lru_cache(maxsize=512)  # the same value stands in several fields of a page
def _stated_names(value: str) -> tuple[str, ...]:
    value = without_prefix(" ".join(_ADDRESS.sub(" ", value).split()))
    return tuple(dict.fromkeys(_name for part in _people(value) if (_name := _stated(part))))


def names_in_line(line: str, *, marked: bool) -> list[str]:
    """Names in a line of the page. `marked`: its markup calls it the author's; else only what says `By` counts."""
    if not marked and len(line) > LONGEST_UNMARKED:
        return []
    if not marked and _STRONG_FIRST.isdisjoint(line.casefold().replace(":", " ").replace("：", " ").split()):
        return []
    pieces = [piece for piece in _ALWAYS_SPLIT.split(" ".join(line.split())[:LONGEST].lstrip(" •|·-–—")) if piece]
    credited = next((place for place, piece in enumerate(pieces) if _STRONG_PREFIX.match(piece)), None)
    if credited is None and not marked:
        return []
    names: list[str] = []
    for part in _people(_ADDRESS.sub(" ", without_prefix("; ".join(pieces[credited or 0 :])))):
        name = _shown(without_prefix(part), marked=marked)
        if name:
            names.append(name)
        elif names or credited is not None:
            break
    return list(dict.fromkeys(names))


def without_prefix(value: str) -> str:
    """`Jane Doe` of `Written by: Jane Doe`."""
    for _ in range(2):
        value = value.lstrip(" •|·-–—")
        found = _PREFIX.match(value)
        if not found:
            break
        value = value[found.end() :]
    return value


def may_be_label(word: str) -> bool:
    """Whether a line that begins with this word may credit a writer: asked before `is_labelled`, as few do."""
    return word.rstrip(":：").casefold() in _FIRST_WORDS


def is_labelled(line: str) -> bool:
    """Whether a line begins as one that credits a writer does: a word for it with a colon, or `By`."""
    return bool(_STRONG_PREFIX.match(line) or _LABEL.match(line))


def is_prefix(line: str) -> bool:
    """Whether a line is nothing but `By` or its like: the name stands in the next one."""
    return line.casefold().strip(" :•|·-–—") in _NOBODY and bool(_PREFIX.match(line))


def _people(value: str) -> list[str]:
    """The value split where each part can be somebody; suffixes stay with names, what follows a role is dropped."""
    people: list[str] = []
    for piece in _ALWAYS_SPLIT.split(value):
        parts = [part for part in _COMMA.split(piece) if part]
        if _inverted(parts):
            people.append(piece)
            continue
        for place, part in enumerate(parts):
            if place and people and _is_suffix(part):
                people[-1] = f"{people[-1]}, {part}"
            elif place and _is_role(part):
                break
            else:
                people += _joined(part)
    return [person for person in people if person.strip()]


def _joined(part: str) -> list[str]:
    """`A and B`: two where each has a given and a family name, or both are given names; else one (`Food and Drug`)."""
    part = re.sub(r"^(?:and|und|et|y|og|och)\s+", "", part)
    pieces = _AND.split(part)
    if len(pieces) > 1 and _is_role(pieces[-1]):
        return _joined(part[: part.rfind(pieces[-1])].rstrip(" -–—/|&"))
    if len({*pieces}) > 1 and all(_may_be_person(piece) for piece in pieces):
        return pieces
    return [part]


def _may_be_person(piece: str) -> bool:
    words = piece.split()
    if len(words) == 1:
        return bool(agency(piece)) or has_given_name(piece)
    return 2 <= len(words) <= 4 and words[-1][0].isupper() and (words[0][0].isupper() or words[0] in PARTICLES)


def _is_suffix(part: str) -> bool:
    bare = part.casefold().replace(".", "")
    return bare in _SUFFIXES or (part.isupper() and len(part) <= 9 and part.count(" ") == 0 and not agency(part))


def _is_role(part: str) -> bool:
    words = [word.casefold().strip(".:*") for word in part.split()]
    return len(words) > MOST_WORDS or not _ROLES.isdisjoint(words) or ("." in part.strip(".") and " " not in part)


def _inverted(parts: list[str]) -> bool:
    """`Doe, Jane T.`, as bibliographies write."""
    if len(parts) != 2 or " " in parts[0]:
        return False
    given = parts[1].split()
    return (len(given) == 2 and len(given[1].strip(".")) == 1) or (
        len(given) == 1 and has_given_name(given[0]) and not has_given_name(parts[0])
    )


def _stated(part: str) -> str | None:
    if _OTHER_PART.match(part) or _MACHINE_NAME.fullmatch(part.strip()):
        return None
    part = _trimmed(part)
    if len(part.split()) > MOST_WORDS + 2 or not _LETTER.search(part):
        return None
    return None if part.casefold() in _NOBODY or _MACHINE_NAME.fullmatch(part) else part


def _shown(part: str, *, marked: bool) -> str | None:
    """A name in a line of the page, where much else stands: only what is shaped like one."""
    if _OTHER_PART.match(part):
        return None
    part = _trimmed(part)
    if ":" in part:
        return None
    words = [_FOOTNOTE.sub("", word) for word in part.split()]
    lower = [word.casefold().strip(".:,") for word in words]
    if len(words) > 2 and has_given_name(words[0]):
        cut = next((place for place, word in enumerate(lower) if word in _ROLES and place >= 2), len(words))
        words, lower = words[:cut], lower[:cut]
    if not words or part.casefold() in _NOBODY or _MACHINE_NAME.fullmatch(part) or not _LETTER.search(part):
        return None
    stop = next((place for place, word in enumerate(lower) if word in _NOT_A_NAME), None)
    if stop is not None and stop >= 2:
        words, lower = words[:stop], lower[:stop]
        while words[-1].isdigit() and len(words) > 1:
            words, lower = words[:-1], lower[:-1]
    if not _NOT_A_NAME.isdisjoint(lower) or any(character.isdigit() for character in "".join(words[:-1])):
        return None
    if len(words) > 1 and (
        words[-1].isdigit()
        or (not _ROLES.isdisjoint(lower) and not has_given_name(words[0]) and lower[-1] not in _DESKS)
    ):
        return None
    if len(words) == 1:
        return words[0] if marked or has_given_name(words[0]) else None
    if (
        len(words) > MOST_WORDS
        or (words[0][0].islower() and lower[0] not in PARTICLES and not marked)
        or words[-1].islower()
    ):
        return None
    if any(map(_names_day_or_month, lower)) and not has_given_name(words[0]):
        return None
    return " ".join(words).strip(" ,;:*")


def _names_day_or_month(word: str) -> bool:
    return word in MONTHS or (word.endswith("day") and word[:3] in _DAYS)


def _trimmed(part: str) -> str:
    part = _TAIL_IN_PARENTHESES.sub("", part)
    found = _DATE_OR_TIME.search(part)
    if found:
        part = part[: found.start()]
        words = part.split()
        if words and words[-1].casefold().strip(".,") in MONTHS:
            part = " ".join(words[:-1])
    trimmed = part.strip(" .,:*|-–—•·⋅'\"“”")
    abbreviated = part.endswith(("Jr.", "Sr.")) or (part.endswith(".") and trimmed[-2:-1] == " ")
    return f"{trimmed}." if abbreviated else trimmed


def without_agencies(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """People and desks first, news agencies and outlets second."""
    people: list[str] = []
    agencies: list[str] = []
    for name in names:
        (agencies if agency(name) else people).append(name)
    return people, agencies
