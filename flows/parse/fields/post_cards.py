"""Posts flattened from the card that a page shows: name, handle, words, date and counters, mostly a line each."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from flows.parse.fields.pieces import Piece
from flows.parse.fields.posts import date_at
from flows.parse.fields.timestamps import date_only


class Card(NamedTuple):
    """What a card says of its post."""

    platform: str
    author_name: str | None
    author_handle: str
    posted_on: date | None
    words: str


_HANDLE = re.compile(r"@(\w[\w.-]{0,60}(?:@[\w-]{1,40}(?:\.[\w-]{1,40}){1,3})?)")
_POST_BY = re.compile(r"(?:Post by|Beitrag von|Publication de|Publicación de) @(\S{2,80})")  # Mastodon and Threads
_CHECKED = re.compile(r"(?:[\u2713\u2714\u2611\u2705\ufe0f]+|verified(?: account)?|verifiziert|follow(?:ing)?)", re.I)
_SINCE = re.compile(r"(?:\d{1,2} ?(?:s|m|h|d|min|hrs?|std|tg?|j)\b\.?|\d{1,2}/\d{1,2}/\d{2,4})", re.IGNORECASE)
_COUNTED = (
    "repl(?:y|ies)|retweets?|re-?posts?|likes?|quotes?(?: tweets?| posts?)?|shares?|comments?|views?|bookmarks?|"
    "re-?truths?|boosts?|favou?rites?|people are talking about this|others are talking about this|antworten?|"
    "gefällt mir(?:-angaben)?|teilen|aufrufe|réponses?|j[’']aime|vues|respuestas?|me gusta|visualizaciones|reactions?"
)
_FIGURE = r"\d[\d.,]{0,8} ?(?:[kmb]|mio|tsd|mil)?"
_COUNTERS = re.compile(
    rf"(?:{_FIGURE} ?(?:{_COUNTED})?|(?:{_COUNTED}))(?: (?:{_FIGURE} ?)?(?:{_COUNTED})){{0,5}}\.?", re.I
)
_LABELS = re.compile(
    r"(?:twitter ads info and privacy|(?:view|watch|read more|see (?:more|the original post)) on [\w ]{1,20}|"
    r"(?:view|see) (?:image|photo|conversation|profile|[\w .'’-]{2,40} other (?:tweets|posts))[\w ]{0,20}|"
    r"copy link(?: to (?:post|tweet))?|read \d[\d.,]{0,6}k? repl(?:y|ies)|read the full conversation on [\w ]{1,20}|"
    r"twitter-anzeigen-info und datenschutz|original anzeigen|auf (?:x|twitter|bluesky|mastodon) ansehen|"
    r"voir (?:sur|l[’']original)[\w ]{0,20}|ver en [\w ]{1,20}|show this thread|translate (?:tweet|post)|…|\.\.\.)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[·•|]\s*")
_MOST_LINES, _MOST_CHARACTERS, _LONGEST_NAME = 12, 1_500, 60
_LONGEST_NAME_WORDS = 8
_TOP = 3  # lines from the headline on, in which a name and a handle are sooner the writer's


def join_cards(pieces: list[Piece], text: str) -> list[Piece]:
    """`pieces` with the lines of each card joined to one of kind `embed`. `text` is the raw text, and has an `@`."""
    joined: list[Piece] = []
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        if piece.kind is None and "@" in piece.text and (head := _head(piece, joined)) is not None:
            first = len(joined) - head
            top = position - head < _TOP
            if end := _end(pieces, position, dated=head == 0 and _date_in(piece.text) is not None, top=top):
                opening = joined[first] if head else piece
                del joined[first:]
                opening.end = pieces[end - 1].end
                opening.text = text[opening.start : opening.end]
                opening.mark("embed", f"{_platform(opening.text, '')}_card")
                joined.append(opening)
                position = end
                continue
        joined.append(piece)
        position += 1
    return joined


def _head(piece: Piece, before: list[Piece]) -> int | None:
    """How many of the lines before that of the handle belong to the card's head; None if `piece` holds no head."""
    line = piece.text
    if len(line) > _LONGEST_NAME + 80:
        return None
    if not line.startswith("@"):
        return 0 if _POST_BY.fullmatch(line) or _name_and_handle(line) else None
    if not _HANDLE.fullmatch(_PARTS.split(line, maxsplit=1)[0]):
        return None
    taken = 0
    while taken < len(before) and taken < 3 and _CHECKED.fullmatch(before[-1 - taken].text):
        taken += 1
    if taken == len(before):
        return None
    name = before[-1 - taken]
    return taken + 1 if name.kind is None and _can_name(name.text) else None


def _can_name(line: str) -> bool:
    if len(line) > _LONGEST_NAME or len(line.split()) > _LONGEST_NAME_WORDS:
        return False
    return line[-1] not in '.:;,?!"”’' or line.endswith("r.")


def _name_and_handle(line: str) -> tuple[str, str] | None:
    """`Jane Doe @janedoe`, perhaps with `· Mar 4, 2020` or `· 3h` behind."""
    parts = _PARTS.split(line)
    name, _, handle = parts[0].rpartition(" @")
    found = _HANDLE.fullmatch("@" + handle)
    if not name or not found or not _can_name(name) or name[0].islower():
        return None
    if any(not (date_only(part) or _SINCE.fullmatch(part)) for part in parts[1:] if part):
        return None
    return name.strip(), found[1]


def _end(pieces: list[Piece], position: int, *, dated: bool, top: bool) -> int | None:
    """One past the card's last line, or None if nothing shows where it ends: date, counters, labels.

    `dated`: the date stands in the head. `top`: under the headline, where a date alone closes no card.
    """
    if _POST_BY.fullmatch(pieces[position].text):
        return position + 2 if position + 1 < len(pieces) and _LABELS.fullmatch(pieces[position + 1].text) else None
    words = characters = 0
    closed = ended = None
    for place in range(position + 1, min(position + 1 + _MOST_LINES, len(pieces))):
        piece = pieces[place]
        line = piece.text
        if piece.kind not in (None, "embed") or (piece.kind == "embed" and piece.reason != "picture_link"):
            break
        if "@" in line and (line[0] == "@" or _name_and_handle(line)):
            break  # the next card's
        if _is_date(line):
            if words and not dated:
                ended = place + 1
            dated = True
        elif len(line) < 70 and (_COUNTERS.fullmatch(line) or _LABELS.fullmatch(line)):
            if words:
                closed = place + 1
        elif (closed or ended) or _CHECKED.fullmatch(line):
            if closed or ended:
                break
        elif dated and words and piece.breaks > pieces[place - 1].breaks:
            break
        else:
            words += 1
            characters += len(line)
            if characters > _MOST_CHARACTERS:
                break
    if closed or (ended and not top):
        return max(closed or 0, ended or 0)
    return position + 2 if dated and words and not ended else None


def _is_date(line: str) -> bool:
    if len(line) > 90 or not any(map(str.isdigit, line)):
        return False
    if date_only(line):
        return True
    parts = [part for part in _PARTS.split(line) if part]
    return len(parts) > 1 and line[0].isdigit() and any(date_only(part) for part in parts)


def _date_in(line: str) -> str | None:
    return next((part for part in _PARTS.split(line)[1:] if date_only(part) or _SINCE.fullmatch(part)), None)


def card(text: str) -> Card | None:
    """What the lines of a card, joined by `join_cards`, say; None if they are none."""
    lines = [line for raw in text.split("\n") if (line := raw.strip())]
    at = next((place for place, line in enumerate(lines[:4]) if "@" in line), None)
    if at is None:
        return None
    name: str | None
    if credit := _POST_BY.fullmatch(lines[at]):
        name, handle = None, credit[1]
    elif lines[at].startswith("@") and (found := _HANDLE.match(lines[at])) and at:
        name, handle = lines[0].rstrip("\u2713\u2714\u2611\u2705\ufe0f "), found[1]
    elif both := _name_and_handle(lines[at]):
        name, handle = both
    else:
        return None
    rest = lines[at + 1 :]
    dates = [line for line in rest if _is_date(line)] + [_date_in(lines[at]) or ""]
    day = next((day for line in dates for part in [line, *_PARTS.split(line)] if (day := date_at(part, 0)[0])), None)
    words = [
        line for line in rest
        if not (_is_date(line) or _CHECKED.fullmatch(line) or (len(line) < 70 and _is_counter(line)))
    ]  # fmt: skip
    return Card(_platform(text, handle), name or None, handle, day, "\n".join(words))


def _is_counter(line: str) -> bool:
    return bool(_COUNTERS.fullmatch(line) or _LABELS.fullmatch(line))


def _platform(text: str, handle: str) -> str:
    lower = text.lower()
    if "retruth" in lower or "truth social" in lower:
        return "truth_social"
    if "." in handle or "@" in handle or any(f" on {name}" in lower for name in ("mastodon", "threads", "bluesky")):
        return "other"
    return "x"
