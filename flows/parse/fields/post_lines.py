"""Posts that lie over several lines: words, link and attribution brought together."""

from __future__ import annotations

import re

from flows.parse.fields.phrases import phrase_label
from flows.parse.fields.pieces import Piece, visible_length
from flows.parse.fields.timestamps import date_only

_MARKER = re.compile(r"skip\b.{0,60}|view this post on instagram|tweet|twitter|post by .{1,60}", re.IGNORECASE)
_SKIP = re.compile(r"skip\b|view this post on", re.IGNORECASE)
_SOCIAL = re.compile(r"(?:^|[\s.\"“(])[#@][^\W\d]\w|https?://t\.co/|pic\.(?:twitter|x)\.com/")
_REPORTED = re.compile(
    r"[\"”’'],? (?:\w+ ){0,3}?(?:said|says|wrote|writes|tweeted|told|added|asked|posted|continued)\b|\b(?:tweeted|"
    r"wrote|said|saying|posted|tweets):?\s*[\"“'‘]?"
)
# Platforms whose posts may be a picture or a video and no words; what then stands above is the article's own.
_WORDLESS = frozenset(("facebook", "instagram", "tiktok", "youtube"))
_POSTED = re.compile(
    r"!!|[\u2600-\u27bf\U0001f300-\U0001faff]|(?<![\w@])[@#]\w|\b(?:I|[Mm]y|[Ww]e|[Oo]ur|ich|mein|wir|je|mon|nous|yo|mi)\b"
)
_POSTER = re.compile(r"@[\w.]{2,30}")
_MOST_LINES, _MOST_CHARACTERS, _SHORT = 8, 700, 120


def join_posts(pieces: list[Piece], text: str) -> list[Piece]:
    """Give each post the lines before (or after) its attribution that belong to it. `text` is the raw text."""
    if "\u266c" in text:
        pieces = _join_sounds(pieces, text)
    if not any(piece.kind == "embed" for piece in pieces):
        return pieces
    usual = _usual_breaks(pieces)
    joined: list[Piece] = []
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        position += 1
        if piece.kind != "embed":
            joined.append(piece)
            continue
        if piece.post and (piece.post.leads or piece.post.posted_on is None):
            position = _take_following(piece, pieces, position, text)
        if piece.post and not piece.post.leads:
            _take_preceding(piece, joined, text, usual)
        joined.append(piece)
    return joined


def _join_sounds(pieces: list[Piece], text: str) -> list[Piece]:
    """TikTok's posts over several lines: the poster's handle, the words, `♬` and the name of the sound."""
    joined: list[Piece] = []
    for piece in pieces:
        joined.append(piece)
        if piece.kind is not None or piece.text[0] != "\u266c":
            continue
        first = max(0, len(joined) - _MOST_LINES)
        opening = next((at for at in range(len(joined) - 2, first - 1, -1) if _POSTER.fullmatch(joined[at].text)), None)
        if opening is None or any(other.kind is not None for other in joined[opening:]):
            continue
        _merge(joined[opening], piece, text)
        joined[opening].mark("embed", "tiktok_post")
        del joined[opening + 1 :]
    return joined


def _usual_breaks(pieces: list[Piece]) -> int:
    """The number of line breaks that mostly stands between paragraphs."""
    counts: dict[int, int] = {}
    for piece in pieces[1:]:
        if piece.breaks:
            counts[piece.breaks] = counts.get(piece.breaks, 0) + 1
    return max(counts, key=lambda breaks: counts[breaks]) if counts else 1


def _take_following(piece: Piece, pieces: list[Piece], position: int, text: str) -> int:
    """Take in the post's words and date where the name stands above them. Returns the position after them."""
    if piece.post and piece.post.platform == "tiktok":
        return position
    for ahead in range(position, min(position + 4, len(pieces))):
        following = pieces[ahead]
        if following.kind is not None or len(following.text) > 400:
            break
        if date_only(following.text):
            _merge(piece, following, text)
            return ahead + 1
    if piece.bare and piece.post and piece.post.leads and position < len(pieces) and pieces[position].kind is None:
        _merge(piece, pieces[position], text)
        return position + 1
    return position


def _take_preceding(piece: Piece, joined: list[Piece], text: str, usual: int) -> None:
    first = _after_marker(piece, joined)
    if first is None:
        first = len(joined)
        length = visible_length(piece.text)
        bare, below = piece.bare, piece
        while first and len(joined) - first < _MOST_LINES:
            candidate = joined[first - 1]
            length += visible_length(candidate.text)
            if not _belongs(candidate, below, usual, length, needed=bare):
                break
            first -= 1
            bare, below = False, candidate
    if first < len(joined):
        _merge(joined[first], piece, text)
        piece.start, piece.text, piece.breaks = joined[first].start, joined[first].text, joined[first].breaks
        del joined[first:]


def _after_marker(piece: Piece, joined: list[Piece]) -> int | None:
    """Index of the first line after a `skip` or `View this post on Instagram` marker close above, if there is one."""
    length = len(piece.text)
    for index in range(len(joined) - 1, max(-1, len(joined) - 1 - _MOST_LINES), -1):
        line = joined[index].text
        length += len(line)
        if len(line) < 100 and _SKIP.match(line):
            return index if line.casefold().startswith("view") else index + 1
        if (joined[index].kind == "embed" and joined[index].reason != "picture_link") or length > _MOST_CHARACTERS:
            return None
    return None


def _belongs(candidate: Piece, below: Piece, usual: int, length: int, *, needed: bool) -> bool:
    """Whether `candidate` is part of the post whose next line is `below`. `needed`: the post has no words yet."""
    line = candidate.text
    if candidate.reason == "picture_link":
        return needed
    if candidate.kind is not None or length > 420 or below.breaks == 0:
        return False
    if phrase_label(line) or (len(line) < 40 and _MARKER.fullmatch(line)):
        return False
    if line.endswith(":") or (line[0] in "\"“'‘«" and _REPORTED.search(line)) or _REPORTED.search(line):
        return False
    if needed and below.post and below.post.platform in _WORDLESS and not _POSTED.search(line):
        needed = False
    if needed:
        return below.breaks <= usual and not line.endswith(("said.", "says.", "added.", ":"))
    if below.breaks < usual:
        return True
    if date_only(line) and len(line) < 40:
        return True
    if below.breaks > usual and len(line) <= _SHORT:
        return True  # the blank lines inside a post come out as more blank lines than stand between paragraphs
    return bool(_SOCIAL.search(line)) and line[0] not in '"“'


def _merge(first: Piece, last: Piece, text: str) -> None:
    """Stretch `first` to the end of `last`."""
    first.end = last.end
    first.text = text[first.start : first.end]
