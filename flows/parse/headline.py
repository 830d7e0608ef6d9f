"""A headline as it is stored: one line, without the site's name."""

from __future__ import annotations

import re

from flows.parse.fields.blocks import clean
from flows.parse.readers.values import host

_SEPARATOR = re.compile(r"\s[^\w\s\"'“”‘’&+.,;!?…]{1,2}\s|\s?[|–—]\s?")
_NOT_WORD = re.compile(r"[\W_]+")
SITE_NAME_CHARACTERS = 40
SHORTEST_HEADLINE = 10


def one_line(value: str) -> str:
    """NFC, control characters out, blanks collapsed."""
    return " ".join(clean(value).split())


def squashed(value: str) -> str:
    """Letters and digits only, lower case: how two spellings of one line compare."""
    return _NOT_WORD.sub("", value.casefold())


def without_site_name(headline: str, publisher: str | None, uri: str | None) -> str:
    """`Mayor resigns` of `Mayor resigns – Example Times`, if publisher or host is `Example Times` or exampletimes.com.

    Only the last part goes, and only where the record itself says that it names the site: headlines have dashes too.
    """
    separators = list(_SEPARATOR.finditer(headline))
    if not separators:
        return headline
    last = separators[-1]
    if last.start() < SHORTEST_HEADLINE or len(headline) - last.end() > SITE_NAME_CHARACTERS:
        return headline
    return headline[: last.start()].rstrip() if _names_site(headline[last.end() :], publisher, uri) else headline


def _names_site(part: str, publisher: str | None, uri: str | None) -> bool:
    name = squashed(part)
    if not name:
        return False
    hosts = [host(uri or "") or "", publisher or ""]
    names = {squashed(publisher or "")}
    for domain in hosts:
        labels = domain.removeprefix("www.").lower().split(".")
        if len(labels) > 1:
            names |= {squashed(label) for label in labels[:-1]} | {squashed(domain)}
    known = {label.removeprefix("the") for label in names if label}
    return bool(known & {name.removeprefix("the"), name.removesuffix("news")})
