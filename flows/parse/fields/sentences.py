"""Where one sentence ends and the next begins."""

from __future__ import annotations

import re

_BOUNDARY = re.compile(r"[.?!…][\"”’')\]»]*\s+(?=[\"“‘'«„(\[]*[\u00a0\u202f ]?[A-ZÀ-ÖØ-Þ0-9])")
_NOT_AFTER = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|St|Jr|Sr|Rev|Prof|Hon|Adm|"
    r"Sens|Reps|Govs|No|vs|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|Inc|Corp|Co|Ltd|Va|Md|Ky|Fla|Calif|Mass|Pa|Ga|Ariz|"
    r"Ala|Tenn|Wis|Minn|Mich|Ill|Ind|Colo|Conn|La|Mo|Ore|Wash)$"
)


def boundaries(text: str, start: int, end: int) -> list[int]:
    """Offsets in `text[start:end]` at which a new sentence begins, `start` first; abbreviations end none."""
    found = [start]
    for match in _BOUNDARY.finditer(text, start, end):
        stop = match.start()
        if text[stop] == ".":
            word = text[max(start, stop - 6) : stop].rpartition(" ")[2]  # no abbreviation has six letters
            plain = word.isalpha() and word.islower() and word != "vs"
            if not plain and _NOT_AFTER.search(text, max(start, stop - 12), stop):
                continue
        found.append(match.end())
    return found
