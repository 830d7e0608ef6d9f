"""What the page's data tell beyond the columns: paywall, picture, the kinds of its nodes, and the article's text."""

from __future__ import annotations

from collections.abc import Mapping

from flows.parse.html.json_ld import text_of, types_of, without_markup
from flows.parse.html.meta_names import META_NAMES
from flows.parse.html.statements import Statements

MOST_TYPES = 60
SHORTEST_BODY = 100  # characters: what is shorter is a summary
_FALSE = ("false", "no", "0")
_TRUE = ("true", "yes", "1")


def extra_facts(known: Statements) -> dict[str, object]:
    facts: dict[str, object] = {}
    free = is_free(known)
    if free is not None:
        facts["is_accessible_for_free"] = free
    if kinds := types_of(known.article):
        facts["json_ld_type"] = kinds[0] if len(kinds) == 1 else list(kinds)
    if image := _image(known):
        facts["image"] = image
    return facts


def is_free(known: Statements) -> bool | None:
    """Whether the whole text can be read without paying; None where the page does not say."""
    value = known.article.get("isAccessibleForFree")
    if isinstance(value, bool):
        return value
    said = (text_of(value) or (known.tags.get("article:content_tier") or [""])[0]).strip().casefold()
    if said in (*_FALSE, "locked", "metered"):
        return False
    return True if said in (*_TRUE, "free") else None


def _image(known: Statements) -> str | None:
    value = known.article.get("image") or known.article.get("thumbnailUrl")
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = value.get("url") or value.get("contentUrl") or value.get("@id")
    if isinstance(value, list):
        value = value[0] if value else None
    stated = value if isinstance(value, str) else None
    for address in (stated, *(known.tags.get(tag, [""])[0] for tag in META_NAMES["image"])):
        if address and address.startswith(("http://", "https://")):
            return address
    return None


def stated_types(known: Statements) -> tuple[str, ...]:
    """Kinds of all nodes, each once, and OpenGraph's after them (`og:article`)."""
    kinds = [kind for node in known.nodes for kind in types_of(node)]
    kinds += [f"og:{value}" for value in known.tags.get("og:type", [])[:1]]
    return tuple(dict.fromkeys(kinds))[:MOST_TYPES]


def article_body(known: Statements) -> str | None:
    value = known.article.get("articleBody")
    if isinstance(value, list):
        value = "\n\n".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return None
    text = without_markup(value)
    return text if len(text) >= SHORTEST_BODY else None
