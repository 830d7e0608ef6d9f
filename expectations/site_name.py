"""A publisher's name as bylines and headlines give it, whatever way `publisher` gives it: in full, or as an address."""

from __future__ import annotations

import re
from functools import lru_cache

_NOT_LETTER = re.compile(r"[\W_]+")
_DOMAIN = re.compile(r"(?:www\.)?([\w-]{3,})(?:\.\w{2,3})?\.\w{2,}$")


def letters(text: str) -> str:
    return _NOT_LETTER.sub("", text).casefold()


@lru_cache(1024)
def site_letters(publisher: str | None) -> str:
    """The name in letters alone, without article; of an address, of the part that names the site."""
    domain = _DOMAIN.match(publisher or "")
    return letters(domain[1] if domain else publisher or "").removeprefix("the")


def names_publisher(name: str, publisher: str) -> bool:
    """Whether an author's name is the publisher's, or has it with more words about it ("Ellery Post Online")."""
    if not publisher:
        return False
    bare = publisher.casefold().removeprefix("the ")
    if " " in bare and f" {bare} " in f" {name.casefold()} ":
        return True
    return letters(name).removeprefix("the") == site_letters(publisher)
