"""Where one sentence ends and the next begins."""

from __future__ import annotations

import re

_BOUNDARY = re.compile(r"[.?!…][\"”’')\]»]*\s+(?=[\"“‘'«„(\[]*[A-ZÀ-ÖØ-Þ0-9])")
_NOT_AFTER = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|St|Jr|Sr|Rev|Prof|Hon|Adm|"
    r"Sens|Reps|Govs|No|vs|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|Inc|Corp|Co|Ltd|Va|Md|Ky|Fla|Calif|Mass|Pa|Ga|Ariz|"
    r"Ala|Tenn|Wis|Minn|Mich|Ill|Ind|Colo|Conn|La|Mo|Ore|Wash)$"
)


def boundaries(text: str, start: int, end: int) -> list[int]:
    """Offsets in `text[start:end]` at which a new sentence begins, `start` first; abbreviations end none."""
    found = [start]
    for match in _BOUNDARY.finditer(text, start, end):
        if match.group()[0] == "." and _NOT_AFTER.search(text, max(start, match.start() - 12), match.start()):
            continue
        found.append(match.end())
    return found
