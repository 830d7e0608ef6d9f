"""Words with the text around them, and a report of a wrong label that a reader can copy."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from markupsafe import escape

from warehouse.report.article.graphemes import cut_after, cut_before
from warehouse.report.visible import visible

AROUND = 60  # characters on each side
LONGEST = 300  # characters of the words themselves
MARKS = ("«", "»")  # around the words, which stand in plain text
_BEYOND = re.compile("[\U000e0000-\U000e007f]")  # the page spells them as \\U000e0041, which JSON does not know


def excerpt(text: str, start: int, end: int) -> str:
    """The characters from start to end, marked, with some on each side."""
    start, end = cut_before(text, start), cut_after(text, end)
    first, last = cut_before(text, max(0, start - AROUND)), cut_after(text, min(len(text), end + AROUND))
    return (
        f"{'…' if first else ''}{text[first:start]}{MARKS[0]}{shortened(text[start:end])}{MARKS[1]}{text[end:last]}"
        f"{'…' if last < len(text) else ''}"
    )


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= longest else f"{text[: cut_before(text, longest - 1)]}…"


def weight(text: str) -> int:
    """Bytes of the text on the page, spelled out and escaped."""
    return len(escape(visible(text)).encode())


def report(facts: Mapping[str, Any], what: Mapping[str, Any]) -> str:
    """A wrong label as JSON: of which article and parser, what was found, and a place for what is right."""
    fields = facts["fields"]
    about = {
        "article_id": fields["article_id"], **what, "should_be": "", "parser": fields["parser"],
        "parser_version": facts["children_parser_version"] or fields["parser_version"],
    }  # fmt: skip
    text = json.dumps(about, ensure_ascii=False, indent=2)
    return _BEYOND.sub(lambda match: json.dumps(match[0])[1:-1], text)
