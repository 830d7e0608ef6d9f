"""What class, id, itemprop and rel tell about an element's part on the page. The words are in data/classes.toml."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborNode

_TABLES: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "classes.toml").read_text(encoding="utf-8")
)
_CASE_BREAK = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
LONGEST_VALUE = 300  # characters; longer ones are styles spelled out as classes
_OWN_FOOTER = r"|(?<![a-z])(?<!post-)(?<!entry-)(?<!article-)(?<!blog-)footer"  # an article has one too


class Part(NamedTuple):
    """`elsewhere`: a region about other articles, readers or the site; `of_others`: surely one, layouts left out."""

    author: bool
    date: bool
    update: bool
    elsewhere: bool
    not_author: bool
    of_others: bool
    name: str


def _pattern(table: str) -> re.Pattern[str]:
    words = sorted(map(re.escape, _TABLES[table]["words"]), key=len, reverse=True)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(words)}){_OWN_FOOTER if table == 'elsewhere' else ''}")


_AUTHOR, _NOT_AUTHOR, _DATE, _UPDATE, _ELSEWHERE, _OF_OTHERS = map(
    _pattern, ("author", "not_author", "date", "update", "elsewhere", "of_others")
)


def part_of(node: LexborNode) -> Part | None:
    """None for an element without such values."""
    attributes = node.attributes
    named, identity = attributes.get("class"), attributes.get("id")
    property_, rel = attributes.get("itemprop"), attributes.get("rel")
    if not named and not identity and not property_ and not rel:
        return None
    return _part(f"{(named or '')[:LONGEST_VALUE]} {(identity or '')[:LONGEST_VALUE]} {property_ or ''} {rel or ''}")


@lru_cache(maxsize=16_384)
def _part(values: str) -> Part:
    name = _CASE_BREAK.sub("-", values).lower()
    return Part(
        bool(_AUTHOR.search(name)), bool(_DATE.search(name)), bool(_UPDATE.search(name)),
        bool(_ELSEWHERE.search(name)), bool(_NOT_AUTHOR.search(name)), bool(_OF_OTHERS.search(name)), name,
    )  # fmt: skip
