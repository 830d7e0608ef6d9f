"""Pages that stand in an article's place: walls, errors, frames, redirects, and pages that only a script fills.

Each is told by more than one sign, one of them that there is next to no text: an article about logins has text.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from flows.parse.html.page_words import PHRASES
from flows.parse.html.results import NotArticle

SHORT = 600  # characters of the text on a page that holds no article
_REFRESH = re.compile(r"url\s*=", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:40[0-9]|410|451|50[0-4])\b")


def obstacle(tree: LexborHTMLParser, title: str, text: str) -> NotArticle | None:
    """What keeps the article away; None where nothing does. `text` is all that the page shows."""
    if tree.css_first("frameset") is not None:
        return NotArticle("frameset", ("frames, and the text is in other files",))
    if len(text) >= SHORT:
        return None
    if not text and tree.css_first("img,video,iframe,object,embed,canvas,audio") is None:
        return NotArticle("empty", ("nothing in its body",))
    signs = [f"{len(text)} characters of text"]
    refresh = tree.css_first("meta[http-equiv=refresh i]")
    if refresh is not None and _REFRESH.search(refresh.attributes.get("content") or ""):
        return NotArticle("redirect", (*signs, "a refresh that leads to another address"))
    said = f"{title}\n{text}".lower()
    for kind in ("bot_check", "consent_wall", "error", "login"):
        phrase = next((phrase for phrase in PHRASES[kind] if phrase in said), None)
        if phrase and (kind != "login" or tree.css_first("input[type=password]") is not None):
            return NotArticle(kind, (*signs, f"the words {phrase!r}"))
    if number := _NUMBER.search(title):
        return NotArticle("error", (*signs, f"{number[0]} in the title"))
    if "javascript" in said:
        return NotArticle("script_only", (*signs, "asks for JavaScript"))
    return None
