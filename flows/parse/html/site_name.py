"""The names a site goes by, and titles without them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from flows.parse.html.candidate import squashed

SHORTEST_NAME = 2
SHORTEST_INSIDE = 5  # letters of a name that counts inside another text
MOST_WORDS_AROUND = 4
# Between a headline and the site's name. A hyphen, dash or colon needs blanks around it: headlines have them too.
_SEPARATOR = re.compile(r"\s*[|｜¦‖«»•·]\s*|\s+(?:[-–—‒―~:/>→*]|--|::|\|\|)\s+|\s*::\s*|--(?=\S)|\s?[–—]\s")
_PREFIX = re.compile(r"(?:[^:|]{2,40}?)(?::\s+|\s[|»–—-]\s)")
_SECOND_LEVEL = frozenset(("co", "com", "org", "net", "ac", "gov", "edu", "gob", "gouv"))
_GENERIC_HOSTS = frozenset(("www", "news", "blog", "blogs", "m", "amp", "edition", "web", "site", "online", "en", "de"))
_GENERIC_WORDS = re.compile(
    r"^(?:the|der|die|das|la|le|el|il)\s+|\s+(?:online|news|blog|magazine?|magazin|website|\.(?:com|de|org|net))$",
    re.IGNORECASE,
)
_IN_PLAIN_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_ACCENTS = str.maketrans("áàâãéèêíìîóòôõúùûçñäöü", "aaaaeeeiiioooouuucnaou")


def site_names(stated: Iterable[str], addresses: Iterable[str]) -> frozenset[str]:
    """How the site is called, squashed: the names that the page states, less `The` and `Online`, and its host's."""
    names: set[str] = set()
    for name in stated:
        for part in (name, *_SEPARATOR.split(name)[:3]):
            names |= _spellings(part)
    for address in addresses:
        names |= _host_names(address)
    return frozenset(name for name in names if len(name) >= SHORTEST_NAME)


@lru_cache(maxsize=4_096)
def _spellings(name: str) -> frozenset[str]:
    bare = _GENERIC_WORDS.sub("", name.strip())
    found = {squashed(name), squashed(bare)}
    plain = {spelling.translate(table) for spelling in found for table in (_IN_PLAIN_LETTERS, _ACCENTS)}
    return frozenset(found | plain)


def _host_names(address: str) -> set[str]:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return set()
    labels = host.removeprefix("www.").split(".")
    if len(labels) < 2:
        return set()
    labels = labels[: -2 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else -1]
    names = {squashed(label) for label in labels if label not in _GENERIC_HOSTS}
    return names | {squashed(host.removeprefix("www."))} | {squashed(".".join(labels))}


def names_site(text: str, names: frozenset[str]) -> bool:
    """Whether `text` is nothing but the site's name."""
    return not _spellings(text).isdisjoint(names)


def _ends_with_site(text: str, names: frozenset[str]) -> bool:
    """Whether the last part of a title is the site's name, or few words round it (`Example Community Forum`)."""
    spelled = _spellings(text)
    if not spelled.isdisjoint(names):
        return True
    if text.count(" ") >= MOST_WORDS_AROUND:
        return False
    longest = max(spelled, key=len)
    return any(
        name in longest or (longest in name and 2 * len(longest) >= len(name))
        for name in names
        if min(len(name), len(longest)) >= SHORTEST_INSIDE
    )


@lru_cache(maxsize=256)  # several sources of a page give the same title
def without_site(title: str, names: frozenset[str]) -> str:
    """The title less the parts at its ends that name the site. What remains is never empty.

    `Ferry runs again | Coast | Example Times` loses `Example Times` only: `Coast` may belong to the headline. Where
    one end has gone, the other may still name the site.
    """
    found = list(_SEPARATOR.finditer(title))
    if not found:
        return _without_prefix(title, names)
    start, end = 0, len(title)
    for separator in reversed(found):
        if not _ends_with_site(title[separator.end() : end], names):
            break
        end = separator.start()
    for separator in found:
        if separator.end() >= end or not names_site(title[start : separator.start()], names):
            break
        start = separator.end()
    cut = title[start:end].strip()
    return _without_prefix(cut, names) if cut else title


def _without_prefix(title: str, names: frozenset[str]) -> str:
    found = _PREFIX.match(title)
    if found and names_site(found.group().rstrip(" :|»–—-"), names) and len(title) > found.end():
        return title[found.end() :]
    return title


def parts(title: str) -> list[str]:
    """What stands between a title's separators."""
    return [part for part in (piece.strip() for piece in _SEPARATOR.split(title)) if part]


def ends(title: str) -> list[tuple[str, str]]:
    """Each way to part a title in two at one of its separators."""
    return [(title[: found.start()], title[found.end() :]) for found in _SEPARATOR.finditer(title)]
