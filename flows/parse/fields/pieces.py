"""The pieces a raw text is cut into on the way to blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from flows.parse.fields.blocks import Line
from flows.parse.fields.phrases import ends_sentence
from flows.parse.fields.posts import Attribution, attributions, picture_link, post_url
from flows.parse.fields.teasers import may_have_tail, teaser_places, teasers

_SHORT = 160  # characters


@dataclass(slots=True)
class Piece:
    """A stretch of one line, or the lines of one post: `start` and `end` are offsets into the raw text.

    `kind` and `reason` are None until a rule decides. `breaks` counts the line breaks before it (0: it shares its
    line with the piece before). `post` is the attribution that made it an embed; `bare` is set where the piece is
    nothing but that attribution, so that the post's words stand in the lines before.
    """

    start: int
    end: int
    text: str
    breaks: int
    kind: str | None = None
    reason: str | None = None
    post: Attribution | None = None
    bare: bool = False

    def mark(self, kind: str, reason: str) -> None:
        self.kind, self.reason = kind, reason

    def is_odd(self) -> bool:
        """Whether it does not look like a paragraph: it is short, or ends no sentence."""
        return len(self.text) <= _SHORT or not ends_sentence(self.text)

    def ends_sentence(self) -> bool:
        return ends_sentence(self.text)


# X cut posts at 140 characters until 7 November 2017, then at 280; addresses count 23 and pictures none. Entities and
# leading mentions may add a little. From 2023 on subscribers may write more.
_LIMIT_BEFORE, _LIMIT = 140, 280
_SLACK = 1.3


# The BBC's hidden links around a post, which flattening glues to the post's first words.
_SKIP_POST = re.compile(
    r"(?:Skip|End of|Allow) (?:Twitter|X|Facebook|Instagram|YouTube|TikTok) (?:post|video|content)s?(?: "
    r"\d{1,2})?(?: by @?\S{1,40}| by .{1,40}$)?(?:\s|$)"
)


_SKIP_CUES = ("Skip ", "End of ", "Allow ")


def cut_lines(lines: list[Line], text: str, post_places: list[int]) -> list[Piece]:
    """The pieces of all lines of `text`, in order. Most lines are one piece. `post_places`: see `posts.cue_places`."""
    starts = [line.start for line in lines]
    posts = {max(0, bisect_right(starts, place) - 1) for place in post_places}
    others = {max(0, bisect_right(starts, place) - 1) for place in teaser_places(text)}
    for index, line in enumerate(lines):
        words = line.text
        if (words[0] in "SEA" and words.startswith(_SKIP_CUES)) or may_have_tail(words):
            others.add(index)
    if not posts and not others:
        return [Piece(*line) for line in lines]
    pieces: list[Piece] = []
    for index, line in enumerate(lines):
        if index in posts or index in others:
            pieces += cut(line, may_hold_post=index in posts)
        else:
            pieces.append(Piece(*line))
    return pieces


def cut(line: Line, *, may_hold_post: bool) -> list[Piece]:
    """The pieces of one line: posts and teasers are cut out."""
    text = line.text
    if text.startswith(_SKIP_CUES) and (marker := _SKIP_POST.match(text)) and marker.end() < len(text):
        rest = text[marker.end() :].lstrip()
        skip = Piece(line.start, line.start + len(marker.group().rstrip()), marker.group().rstrip(), line.breaks)
        skip.mark("boilerplate", "navigation")
        return [skip, *cut(Line(line.end - len(rest), line.end, rest, 0), may_hold_post=may_hold_post)]
    if may_hold_post:
        if address := post_url(text):
            return [Piece(line.start, line.end, text, line.breaks, "embed", f"{address[0]}_address")]
        found = attributions(text)
        if found or "pic." in text:
            return _around_posts(line, found)
    return _around_teasers(line, 0, len(text), line.breaks)


def _around_posts(line: Line, found: list[Attribution]) -> list[Piece]:
    pieces: list[Piece] = []
    done = 0
    for attribution in found:
        if attribution.leads:
            if attribution.start > done:
                pieces += _around_teasers(line, done, attribution.start, line.breaks if not pieces else 0)
            end = len(line.text) if attribution is found[-1] else attribution.end
            done = _take(pieces, line, attribution.start, end, attribution)
            continue
        first = _post_start(line.text, done, attribution)
        if first > done:
            pieces += _around_teasers(line, done, first, line.breaks if not pieces else 0)
        done = _take(pieces, line, first, attribution.end, attribution)
    if (picture := picture_link(line.text[done:])) and picture <= 2 * _LIMIT:
        done = _take(pieces, line, done, done + picture, None)
    if done < len(line.text):
        pieces += _around_teasers(line, done, len(line.text), line.breaks if not pieces else 0)
    return pieces


def _take(pieces: list[Piece], line: Line, start: int, end: int, attribution: Attribution | None) -> int:
    piece = _piece(line, start, end, line.breaks if not pieces else 0)
    if piece:
        piece.post = attribution
        piece.mark("embed", f"{attribution.platform}_post" if attribution else "picture_link")
        if attribution:
            words = line.text[attribution.end : end] if attribution.leads else line.text[start : attribution.start]
            piece.bare = not words.strip()
        pieces.append(piece)
    return end


def _post_start(text: str, floor: int, attribution: Attribution) -> int:
    """Where the post's words begin: at `floor`, unless that makes it longer than the platform lets a post be."""
    if attribution.platform != "x" or (attribution.posted_on and attribution.posted_on.year >= 2023):
        return floor
    early = attribution.posted_on and (attribution.posted_on.year, attribution.posted_on.month) < (2017, 11)
    limit = (_LIMIT_BEFORE if early else _LIMIT) * _SLACK
    start = floor
    while visible_length(text[start : attribution.start]) > limit:
        boundary = _next_sentence(text, start, attribution.start)
        if boundary is None:
            return floor
        start = boundary
    return start


def _next_sentence(text: str, start: int, end: int) -> int | None:
    """The first sentence start after `start`."""
    position = start
    while (blank := text.find(" ", position, end)) > 0:
        if text[blank - 1] in '.!?:”"' and not text[blank + 1 : blank + 2].islower():
            return blank + 1
        position = blank + 1
    return None


def visible_length(text: str) -> int:
    """Characters that X counts: an address as 23, a picture link as none."""
    if "://" not in text and "pic." not in text:
        return len(text)
    words = text.split(" ")
    return sum(
        1 + (0 if word.startswith("pic.") else min(len(word), 23) if "://" in word else len(word)) for word in words
    )


def _around_teasers(line: Line, start: int, end: int, breaks: int) -> list[Piece]:
    text = line.text
    pieces: list[Piece] = []
    for teaser in teasers(text[start:end]):
        opening, closing = start + teaser.start, start + teaser.end
        before = _piece(line, pieces[-1].end - line.start if pieces else start, opening, 0 if pieces else breaks)
        if before:
            pieces.append(before)
        if found := _piece(line, opening, closing, 0 if pieces else breaks):
            found.mark("boilerplate", teaser.reason)
            pieces.append(found)
    start = pieces[-1].end - line.start if pieces else start
    if rest := _piece(line, start, end, 0 if pieces else breaks):
        if pieces and not any(character.isalnum() for character in rest.text[:40]) and len(rest.text) < 4:
            pieces[-1].end, pieces[-1].text = rest.end, text[pieces[-1].start - line.start : rest.end - line.start]
        else:
            pieces.append(rest)
    return pieces


def _piece(line: Line, start: int, end: int, breaks: int) -> Piece | None:
    text = line.text[start:end]
    stripped = text.strip()
    if not stripped:
        return None
    first = line.start + start + len(text) - len(text.lstrip())
    return Piece(first, first + len(stripped), stripped, breaks)
