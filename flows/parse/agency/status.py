"""Whether an agency item may be used (IPTC NewsCodes `stat`), and what it is (`ninat`)."""

from __future__ import annotations

_WITHDRAWN = frozenset((  # stat, NITF's management-status, NewsML 1's Status and Instruction, Superdesk's pubstatus
    "canceled", "cancelled", "withheld", "killed", "kill", "recalled", "recall", "takedown", "withdrawn", "delete",
    "deleted", "retracted", "suppressed", "unpublished",
))  # fmt: skip
_STILL = frozenset(("picture", "photo", "image", "graphic", "graphics", "photograph"))
_MEDIA = _STILL | {"animated", "audio", "video", "film", "podcast"}
_REFERENCE = frozenset(("event", "planning", "concept", "knowledge", "catalog", "coverage", "planning_item"))


def is_withdrawn(status: str) -> bool:
    return status.lower() in _WITHDRAWN


def is_media(kind: str) -> bool:
    """Whether an item of this class is a picture, a sound or a film."""
    return kind.lower() in _MEDIA


def is_still(kind: str) -> bool:
    """Whether an item of this class is a picture: the text with it is its caption."""
    return kind.lower() in _STILL


def is_reference(kind: str) -> bool:
    """Whether an item of this class is data about the news: events, plans, vocabularies."""
    return kind.lower() in _REFERENCE
