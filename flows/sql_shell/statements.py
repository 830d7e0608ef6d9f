"""Where a statement ends: at a `;` that stands in no string, name, comment or dollar quote."""

from __future__ import annotations

import re

# what is skipped whole, each alternative known by its first characters, and what ends a statement
TOKEN = re.compile(
    r"'[^']*(?:'|(?P<open_string>\Z))"
    r'|"[^"]*(?:"|(?P<open_name>\Z))'
    r"|--[^\n]*"
    r"|/\*(?:[^*]|\*(?!/))*(?:\*/|(?P<open_comment>\Z))"
    r"|\$(?P<tag>[A-Za-z_]\w*|)\$"
    r"|(?P<end>;)"
    r"|\s+"
    r"|(?P<word>[^\s;'\"$/-]+|.)",
    re.DOTALL,
)


def is_complete(text: str) -> bool:
    """Whether nothing is to come: the last token that is no comment is a `;`, and nothing is left open."""
    ended, position = False, 0
    while match := TOKEN.search(text, position):
        position = match.end()
        if any(match[name] is not None for name in ("open_string", "open_name", "open_comment")):
            return False
        if match["tag"] is not None:
            close = text.find(match[0], position)
            if close < 0:
                return False
            position, ended = close + len(match[0]), False
        elif match["end"]:
            ended = True
        elif not match[0].startswith(("--", "/*")) and not match[0].isspace():
            ended = False
    return ended
