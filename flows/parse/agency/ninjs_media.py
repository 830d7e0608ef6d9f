"""The pictures of a ninjs item: associated items, and renditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.parse.model import Image

_PICTURES = ("picture", "photo", "graphic", "image", "")
_CAPTIONS = ("description_caption", "description_text", "caption", "headline", "alt_text")
_CREDITS = ("byline", "by", "creditline", "photographer", "credit", "copyrightholder")
_FIRST = ("original", "main", "hires", "full", "baseimage")  # names of renditions


def pictures(fields: Mapping[str, object], *, is_text: bool) -> tuple[list[Image], set[str]]:
    """Each picture in its largest rendition; and the folded names of the members that are thereby used up.

    A story's own renditions are files of the story: those of images are its pictures.
    """
    found: dict[str, Image] = {}
    used: set[str] = set()
    associations = fields.get("associations")
    parts = list(associations.values()) if isinstance(associations, dict) else associations
    rest = 0
    for part in parts if isinstance(parts, list) else ():
        if not isinstance(part, dict) or str(part.get("type") or "").lower() not in _PICTURES:
            rest += 1
        elif address := _largest(part.get("renditions"), any_type=True):
            found.setdefault(address, Image(address, _first(part, _CAPTIONS), _first(part, _CREDITS)))
        else:
            rest += 1
    if found and not rest:
        used.add("associations")
    if is_text and (address := _largest(fields.get("renditions"), any_type=False)):
        found.setdefault(address, Image(address, None, None))
    return list(found.values()), used


def _largest(renditions: object, *, any_type: bool) -> str | None:
    best: tuple[bool, float] = (False, -1.0)
    address = None
    for name, rendition in _named(renditions):
        kind = str(rendition.get("mimetype") or rendition.get("contenttype") or rendition.get("contentType") or "")
        href = rendition.get("href") or rendition.get("url")
        if (
            not isinstance(href, str)
            or not href.startswith("http")
            or not (kind.startswith("image/") or (any_type and not kind))
        ):
            continue
        rank = (name.lower() in _FIRST, _number(rendition.get("width")))
        if rank > best:
            best, address = rank, href
    return address


def _named(renditions: object) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Renditions by name (ninjs 1, AP), or in a list (ninjs 2 and 3, dpa)."""
    if isinstance(renditions, dict):
        yield from ((str(name), part) for name, part in renditions.items() if isinstance(part, dict))
    elif isinstance(renditions, list):
        yield from (
            (str(part.get("title") or part.get("name") or ""), part) for part in renditions if isinstance(part, dict)
        )


def _number(value: object) -> float:
    if isinstance(value, str) and value.isdecimal():
        return float(value)
    return float(value) if isinstance(value, int | float) else 0.0


def _first(part: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = part.get(name)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value.strip()
    descriptions = part.get("descriptions")
    if "caption" in names and isinstance(descriptions, list) and descriptions and isinstance(descriptions[0], dict):
        value = descriptions[0].get("value")
        return value.strip() if isinstance(value, str) and value.strip() else None
    return None
