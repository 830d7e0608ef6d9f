"""JSON values of a record's fields, read strictly: what has the shape a column asks for is used, the rest refused.

Each function takes one field's value and gives what `Draft.stated` holds. `Unusable` says why a value is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from flows.parse.model import Image, Link

# the one member that says it all: WordPress, NYT, JSON-LD, MongoDB exports, XML turned into JSON
_WRAPPED = ("rendered", "main", "value", "@value", "text", "#text", "default", "$date", "$numberLong", "name")
_NAME = ("name", "full_name", "fullName", "display_name", "displayName", "title", "byline")
_URL = ("url", "src", "href", "link", "contentUrl", "@id")
_CAPTION = ("caption", "description", "alt", "altText", "title")
_CREDIT = ("credit", "credits", "photographer", "creditText")
_SEPARATORS = re.compile(r"[,;|]")


class Unusable(ValueError):  # noqa: N818 - what the value is
    """The value does not have the shape the column asks for."""


def text(value: object) -> str:
    value = _unwrapped(value)
    if isinstance(value, str):
        return value.strip()
    raise Unusable(f"text was asked for, and this is {_kind(value)}")


def body(value: object) -> str:
    """Text as it stands; paragraphs given as a list get a blank line between them."""
    if isinstance(value, list):
        return "\n\n".join(body(part) for part in value)
    value = _unwrapped(value)
    if isinstance(value, str):
        return value
    raise Unusable(f"text or a list of texts was asked for, and this is {_kind(value)}")


def names(value: object) -> list[str]:
    """Names of people: one text, a list of them, or of objects that have a name."""
    if isinstance(value, list):
        return [name for part in value for name in names(part)]
    if isinstance(value, Mapping):
        first, last = value.get("first_name") or value.get("given"), value.get("last_name") or value.get("family")
        if isinstance(first, str) and isinstance(last, str):
            return [f"{first.strip()} {last.strip()}"]
        value = _member(value, _NAME)
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    raise Unusable(f"a name or a list of names was asked for, and this is {_kind(value)}")


def keywords(value: object) -> list[str]:
    """A list of words, or one text with commas, semicolons or bars between them."""
    if isinstance(value, str):
        return [word.strip() for word in _SEPARATORS.split(value) if word.strip()]
    return list(dict.fromkeys(names(value)))


def date(value: object) -> str | int | float:
    """A date as it came; what it means, `fields.dates` says."""
    value = _unwrapped(value)
    if isinstance(value, Mapping):  # MongoDB: {"$date": {"$numberLong": "1474416521000"}}
        value = _unwrapped(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Unusable(f"a date was asked for, and this is {_kind(value)}")
    if isinstance(value, str) and re.fullmatch(r"\d{9,13}", value.strip()):
        return int(value)  # seconds or milliseconds since 1970, written as text
    return value.strip() if isinstance(value, str) else value


def uri(value: object) -> str:
    address = text(value)
    if (
        not address
        or any(character.isspace() for character in address)
        or not re.match(r"(?:https?:)?//|/|\w", address)
    ):
        raise Unusable("an address was asked for, and this text is none")
    return address


def publisher(value: object) -> str:
    """A name or a domain; of an address, the host without `www.`."""
    if isinstance(value, Mapping):
        value = _member(value, ("name", "title", "domain", "id", "uri"))
    name = text(value)
    return host(name) or name


def host(address: str) -> str | None:
    """`news.example` of `https://www.news.example/a`; None for what is no address."""
    if "://" not in address:
        return None
    try:
        found = urlsplit(address).hostname
    except ValueError:
        return None
    return found.removeprefix("www.") if found else None


def images(value: object) -> list[Image]:
    return [Image(url, _optional(part, _CAPTION), _optional(part, _CREDIT)) for url, part in _addresses(value)]


def links(value: object) -> list[Link]:
    return [Link(url, _optional(part, ("text", "title")), _optional(part, ("rel",))) for url, part in _addresses(value)]


def _addresses(value: object) -> list[tuple[str, Mapping[str, object]]]:
    if isinstance(value, list):
        return [pair for part in value for pair in _addresses(part)]
    members: Mapping[str, object] = value if isinstance(value, Mapping) else {}
    address = _member(members, _URL) if members else value
    if not isinstance(address, str):
        raise Unusable(f"an address or a list of addresses was asked for, and this is {_kind(address)}")
    if address.startswith("data:") or not address.strip():
        return []  # what a page shows until the picture is loaded
    return [(address.strip(), members)]


def _unwrapped(value: object) -> object:
    """The value itself, of a list of one, or of an object that wraps one value."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, Mapping):
        return _member(value, _WRAPPED)
    return value


def _member(members: Mapping[str, object], wanted: tuple[str, ...]) -> object:
    for name in wanted:
        if members.get(name):
            return members[name]
    raise Unusable(f"an object without {', '.join(wanted)}")


def _optional(members: Mapping[str, object], wanted: tuple[str, ...]) -> str | None:
    found = (members.get(name) for name in wanted)
    return next((value.strip() for value in found if isinstance(value, str) and value.strip()), None)


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")


READ_AS: dict[str, Callable[[object], object]] = {
    "text": text, "body": body, "names": names, "keywords": keywords, "date": date, "uri": uri,
    "publisher": publisher, "language": text, "images": images, "links": links,
}  # fmt: skip
