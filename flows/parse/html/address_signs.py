"""What a page's address says of its kind: the words of its folders, the shape of its last part."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flows.parse.html.page_words import WORDS

_DATE = re.compile(r"/(?:19|20)\d\d(?:[/-]?[01]\d|/)")
_NUMBER = re.compile(r"\d{5,}")
_ENDING = re.compile(r"\.[a-z]{2,5}$")
_BETWEEN = re.compile(r"[-_+,]|%20")
_LONG, _SHORT = 4, 2  # words


def address_signs(uri: str | None) -> set[str]:
    try:
        parts = urlsplit(uri or "")
    except ValueError:
        return set()
    if not parts.netloc:
        return set()
    path = parts.path.lower()
    folders = [part for part in path.split("/") if part]
    hosts = set(parts.netloc.lower().split(".")[:-1])
    if not folders:
        return {"address_of_site"} | _of_words(hosts, "host")
    last = _ENDING.sub("", folders[-1])
    words = [word for word in _BETWEEN.split(last) if len(word) > 1]
    found = _of_words({_ENDING.sub("", folder) for folder in folders}, "address") | _of_words(hosts, "host")
    singles = {word for folder in folders for word in _BETWEEN.split(folder)}
    if singles & WORDS["address_service"]:
        found.add("address_service")
    if "viewtopic" in path or "showthread" in path or "topic=" in parts.query:
        found.add("address_forum")
    if _DATE.search(path):
        found.add("address_with_date")
    if len(words) >= _LONG:
        found.add("address_with_headline")
    elif len(words) <= _SHORT and not re.search(r"\d", last):
        found.add("address_short")
    if _NUMBER.search(last) or (folders[-1] != last and not last.startswith("index")):
        found.add("address_of_item")
    return found


def _of_words(words: set[str], what: str) -> set[str]:
    prefix = f"{what}_"
    return {name for name, listed in WORDS.items() if name.startswith(prefix) and not listed.isdisjoint(words)}
