"""News agencies: their names, and the normal form of each."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "agencies.toml"


_TABLES: dict[str, dict[str, list[str]]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
_WRITTEN = {
    name: normal for table in _TABLES.values() for normal, aliases in table.items() for name in (normal, *aliases)
}
_AGENCIES = frozenset(_TABLES["agency"])


def _key(name: str) -> str:
    """Short names keep their case: `AP` is an agency, `ap` may be anything."""
    return name if len(name) <= 4 else name.casefold()


_NAMES = {_key(name): normal for name, normal in _WRITTEN.items()}
AGENCY_OPENINGS = frozenset(name.split()[0].casefold() for name in _WRITTEN)  # first words of their names
# Longest first, so that "The Associated Press" is not met as "Associated Press".
_SHORT = "|".join(sorted((re.escape(name) for name in _NAMES if len(name) <= 4), key=len, reverse=True))
_LONG = "|".join(sorted((re.escape(name) for name in _NAMES if len(name) > 4), key=len, reverse=True))
AGENCY_PATTERN = rf"(?:(?i:{_LONG})|{_SHORT})"
_FIRST = re.compile(rf"(?<!\w){AGENCY_PATTERN}(?!\w)")


def agency(name: str) -> str | None:
    """The normal form of an agency's or outlet's name, if `name` is one and nothing more."""
    name = name.strip(" \t.,;:()[]/|-–—")
    return _NAMES.get(_key(name)) or (_NAMES.get(_key(name[4:])) if name[:4] in ("The ", "the ") else None)


def is_news_agency(normal: str) -> bool:
    """Whether the normal form is that of a news agency, not of a broadcaster, paper or photo agency."""
    return normal in _AGENCIES


def first_agency(text: str) -> tuple[str, int, int] | None:
    """The first news agency (no outlet) that `text` names: normal form, start, end."""
    for match in _FIRST.finditer(text):
        normal = agency(match.group())
        if normal and is_news_agency(normal):
            return normal, match.start(), match.end()
    return None
