"""What a page may cost: told from its markup before it is parsed, so that no page takes seconds or fills the memory.

The parser builds the tree that a browser would, and that is not always linear. Measured for one page: 30,000 nested
elements take 1.7 s, 30,000 attributes of one tag 2.0 s, 100,000 differently named attributes 2.8 s, 100,000 options
54 s; and 2,000 bold letters that are never closed, each in a paragraph of its own, make two million elements (700 MB).
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import NamedTuple

MAX_TAGS = 150_000  # start tags: about 60 MB of tree; the largest of 1,800 news pages has 12,000
MAX_DEPTH = 12_000  # elements inside one another: 0.3 s
MAX_ATTRIBUTES = 10_000  # of one tag: 0.25 s
MAX_NAMES = 20_000  # different names of attributes and elements in a page
MAX_OPTIONS = 15_000  # of select boxes: 1.2 s
MAX_UNCLOSED = 700  # formatting elements, which a browser opens again in each paragraph after their own

# Below these a page is not looked at closer: it cannot be that slow.
FEW_TAGS = 12_000
FEW_ATTRIBUTES = 60_000  # equal signs
FEW_CHARACTERS = 400_000  # which many attributes with names of their own need
_WINDOW = 8_000  # characters without the end of a tag, in which a tag may have very many attributes

_TAG = re.compile(
    r"<!--[^-]*+(?:-(?!->)[^-]*+)*+"  # a comment: tags in it are none, and so with the contents of these elements
    r"|<(?:(?i:script)\b[^<]*+(?:<(?!/(?i:script))[^<]*+)*+|(?i:style)\b[^<]*+(?:<(?!/(?i:style))[^<]*+)*+"
    r"|(?i:textarea)\b[^<]*+(?:<(?!/(?i:textarea))[^<]*+)*+)"
    r"|<(/?)([a-zA-Z][^\s/>]*+)"
    r"((?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?)?+)*+)"
)
_START = re.compile(r"<[a-zA-Z]")
_ATTRIBUTE = re.compile(r"([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?)?+")
_FORMATTING = "b big code em font i s small strike strong tt u".split()
_FORMATTING_START = re.compile(rf"<(?:{'|'.join(_FORMATTING)})[\s>]", re.IGNORECASE)
_NEVER_OPEN = frozenset(
    "area base br col embed hr img input link meta param source track wbr "  # void
    "p li dt dd option optgroup tr td th thead tbody tfoot rb rp rt html head body".split()  # closed by the next
)


class _Tag(NamedTuple):
    slash: str
    name: str
    attributes: str


def too_costly(markup: str) -> str | None:
    """Why the page is not to be parsed; None for a page that is parsed in well under two seconds."""
    angles = markup.count("<")
    ends = markup.count("</") if angles > 2 * MAX_UNCLOSED else 0
    if angles - ends > MAX_TAGS:
        return f"{angles - ends:,} tags, and the limit is {MAX_TAGS:,}"
    if excess := _long_tag(markup):
        return excess
    if (
        angles - ends <= FEW_TAGS
        and (len(markup) < FEW_CHARACTERS or markup.count("=") < FEW_ATTRIBUTES)
        and (angles - 2 * ends <= 2 * MAX_UNCLOSED or len(_FORMATTING_START.findall(markup)) <= MAX_UNCLOSED)
    ):
        return None
    tags = [_Tag(slash, name.lower(), attributes) for slash, name, attributes in _TAG.findall(markup)]
    return _attributes(tags) or _elements(tags)


def _long_tag(markup: str) -> str | None:
    """A tag of too many attributes, looked for only where there is no `>` for as long as it needs."""
    start = 0
    while start < len(markup) - _WINDOW:
        if markup.find(">", start, start + _WINDOW) >= 0:
            start += _WINDOW
            continue
        begin, end = markup.rfind(">", 0, start) + 1, markup.find(">", start)
        end = end if end >= 0 else len(markup)
        opening = _START.search(markup, begin, end)
        if opening and end - opening.start() > 3 * MAX_ATTRIBUTES and not _in_script(markup, begin):
            found = _TAG.match(markup, opening.start())
            if found and found[3] and (excess := _attributes([_Tag("", "", found[3])])):
                return excess
        start = end
    return None


def _in_script(markup: str, position: int) -> bool:
    return markup.rfind("<script", 0, position) > markup.rfind("</script", 0, position)


def _attributes(tags: list[_Tag]) -> str | None:
    names: set[str] = {tag.name for tag in tags}
    for attributes in {tag.attributes for tag in tags}:
        found = _ATTRIBUTE.findall(attributes)
        if len(found) > MAX_ATTRIBUTES:
            return f"a tag with {len(found):,} attributes, and the limit is {MAX_ATTRIBUTES:,}"
        names.update(found)
    if len(names) > MAX_NAMES:
        return f"{len(names):,} different names of elements and attributes, and the limit is {MAX_NAMES:,}"
    return None


def _elements(tags: list[_Tag]) -> str | None:
    opened, closed = Counter(tag.name for tag in tags if not tag.slash), Counter(tag.name for tag in tags if tag.slash)
    if opened["option"] > MAX_OPTIONS:
        return f"{opened['option']:,} options to select, and the limit is {MAX_OPTIONS:,}"
    unclosed = sum(max(0, opened[name] - closed[name]) for name in _FORMATTING)
    if unclosed > MAX_UNCLOSED:
        return f"{unclosed:,} formatting tags that are never closed, and the limit is {MAX_UNCLOSED:,}"
    steps = (-1 if tag.slash else 1 for tag in tags if tag.name not in _NEVER_OPEN and tag.name not in _FORMATTING)
    depth = max(accumulate(steps), default=0)
    if depth > MAX_DEPTH:
        return f"elements nested {depth:,} deep, and the limit is {MAX_DEPTH:,}"
    return None
