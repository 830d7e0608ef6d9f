"""Social-media posts flattened into text: the line that says who posted, where and when."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from flows.parse.fields.months import MONTHS


class Attribution(NamedTuple):
    """`— Name (@handle) January 1, 2020`, or its like on another platform: who posted, and where that is said."""

    platform: str
    author_name: str | None
    author_handle: str | None
    posted_on: date | None
    start: int
    end: int
    leads: bool = False  # stands before the post's words, not after them


# Before a date: a blank, a time, `on`; then perhaps a weekday.
_LEAD_IN = re.compile(
    r"[\s,·•|]{0,6}(?:\d{1,2}:\d{2}(?: ?[AaPp]\.?[Mm]\.?)?(?: Uhr)? [·•–-] )?(?:(?:on|am|le|sur|el|en|su|il|op|em|"
    r"den|at) )?"
)
_DIGIT = re.compile(r"\d")
_WEEKDAY = re.compile(r"[^\W\d_]{2,10}(?:-feira)?,? (?:den |dem )?")
_DATE = re.compile(
    r"(?P<m1>[^\W\d_]{3,10})\.? (?P<d1>\d{1,2})(?:st|nd|rd|th)?,? (?P<y1>\d{4})(?!\d)"
    r"|(?P<d2>\d{1,2})(?:\.|er|º|ª|st|nd|rd|th)? (?:de |of )?(?P<m2>[^\W\d_]{3,10})\.?,? (?:de |del "
    r")?(?P<y2>\d{4})(?!\d)"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})(?!\d)"
    r"|(?P<y4>\d{4})年 ?(?P<m4>\d{1,2})月 ?(?P<d4>\d{1,2})日"
)
_TIME_AFTER = re.compile(
    r"(?:T[\d:.]{5,12}Z?)?(?:,? (?:at|um|à|a las|às|alle|om)? ?\d{1,2} ?[:.h] ?\d{2}(?:[:.]\d{2})?(?: "
    r"?[AaPp]\.?[Mm]\.?(?!\w))?"
    r"(?: (?:Uhr|[A-Z]{2,5}(?![a-z])))?)?"
)
_HANDLE = re.compile(r"\(@ ?(\w[\w.-]{0,60}(?:@[\w.-]{1,60})?)\)")
_DASH = re.compile(r"(?:—|–|―|--|&mdash;|â€”|â€“|(?<=\s)-|^-)\s?")
_REACH = 110  # characters that a name and what leads it in may take before the handle
_NAME_BEFORE = re.compile(r"(?:^|\s)((?:[^\W\d_a-z]\S{0,24} ){1,4})$")
_INSTAGRAM = re.compile(
    r"(?:(?:A|An|Ein|Eine|Une|Una|Um|Uma|Un|Een) )?(?:post|photo|video|reel|Beitrag|Foto|publication|photo|vidéo|"
    r"publicación|foto|"
    r"publicação|bericht) (?:shared|posted|geteilt|partagée?|compartid[ao]|condiviso|condivisa|compartilhad[ao]|"
    r"partilhad[ao]|gedeeld) "
    r"(?:by|von|par|por|de|da|door) "
)
_SHARED_BY = (" by ", " von ", " par ", " por ", " de ", " da ", " door ")
_FACEBOOK = re.compile(
    r"(?:Posted by|Gepostet von|Publiée? par|Publicad[oa] por|Pubblicat[oa] da|Geplaatst door) "
    r"([^\W_a-z][^\n,]{0,80}?) "
    r"(?=(?:on|am|sur|le|en|el|su|il|op|em) )"
)
_FACEBOOK_CUES = ("Posted by ", "Gepostet von ", "Publié", "Publicad", "Pubblicat", "Geplaatst door ")
_REDDIT = re.compile(r"(?:(?:Posted|Comment|Submitted) )?by ?u/([\w-]{3,24}) ?(?:from discussion )?in ?(?:r/)?\w{2,24}")
_TIKTOK = re.compile(r"^@([\w.]{2,30})\s")
_POST_URL = re.compile(
    r"^\W{0,3}(?:https?://)?(?:www\.|m\.|mobile\.|old\.)?(?:"
    r"(?P<x>(?:twitter|x)\.com/(?P<xh>\w{1,20})/status(?:es)?/\d+)"
    r"|(?P<facebook>facebook\.com/(?P<fh>[\w.-]+)/(?:posts|videos|photos)/|fb\.watch/)"
    r"|(?P<instagram>instagram\.com/(?:p|reel|tv)/)"
    r"|(?P<youtube>youtube\.com/(?:watch\?|embed/|shorts/|live/)|youtu\.be/)"
    r"|(?P<tiktok>tiktok\.com/@(?P<th>[\w.]+)/video/)"
    r"|(?P<reddit>reddit\.com/r/\w+/comments/)"
    r"|(?P<truth_social>truthsocial\.com/(?:users/)?@?(?P<sh>\w+)/(?:posts|statuses|\d))"
    r"|(?P<other>bsky\.app/profile/(?P<bh>[\w.-]+)/post/|threads\.(?:net|com)/@(?P<rh>[\w.]+)/post/)"
    r")[^\s]*\s*$"
)
_PICTURE = re.compile(r"pic\.(?:twitter|x)\.com/\w+")
# What a text with a post has: one of these, in a text that is not English one of the others, or a telling `@` or `/`.
_CUES = ("Posted by ", "♬")
_FOREIGN_CUES = (*_CUES, *_FACEBOOK_CUES[1:])
_REDDIT_USER = frozenset((" u", "yu"))
_HOSTS = frozenset((".com", ".net", "u.be", ".app", "atch"))  # as the last four characters before a slash


def cue_places(text: str) -> list[int]:
    """Where in `text`, a whole article, something stands that posts have."""
    places: list[int] = []
    for cue in _CUES if " the " in text else _FOREIGN_CUES:
        at = text.find(cue)
        while at >= 0:
            places.append(at)
            at = text.find(cue, at + 1)
    at = text.find("@")
    while at >= 0:
        if text[at - 1] == "(":
            places.append(at)
        at = text.find("@", at + 1)
    at = text.find("/")
    while at >= 0:
        before = text[max(0, at - 4) : at]
        if before[-1:] == ":" or before[-2:] in _REDDIT_USER or before in _HOSTS:
            places.append(at)
        at = text.find("/", at + 1)
    return places


def attributions(text: str) -> list[Attribution]:
    """Every attribution in `text`, in order. `text` is a line, or the lines of one post."""
    found = _with_handle(text)
    if any(cue in text for cue in _FACEBOOK_CUES):
        found += _on_facebook(text)
    if "u/" in text:
        found += [
            Attribution("reddit", None, match[1], None, match.start(), match.end()) for match in _REDDIT.finditer(text)
        ]
    if "♬" in text and (match := _TIKTOK.match(text)):
        found.append(Attribution("tiktok", None, match[1], None, 0, match.end() - 1, leads=True))
    if len(found) > 1:
        found.sort(key=lambda attribution: attribution.start)
    return found


def _with_handle(text: str) -> list[Attribution]:
    found: list[Attribution] = []
    floor, at = 0, text.find("(@")
    while at >= 0:
        handle = _HANDLE.match(text, at)
        floor = max(floor, at - _REACH)
        attribution = _around_handle(text, handle, floor) if handle and not text[floor:at].isspace() else None
        if attribution:
            found.append(attribution)
        floor = attribution.end if attribution else at + 2  # a name never holds another handle
        at = text.find("(@", floor)
    return found


def _around_handle(text: str, handle: re.Match[str], floor: int) -> Attribution | None:
    first = max(floor, text.rfind("\n", floor, handle.start()) + 1)
    before = text[first : handle.start()]
    posted_on, end = date_at(text, handle.end())
    if any(word in before for word in _SHARED_BY) and (shared := _last(_INSTAGRAM, before)):
        name = before[shared.end() :].strip()
        return Attribution("instagram", name or None, handle[1], posted_on, first + shared.start(), end)
    dash = _last(_DASH, before) if any(mark in before for mark in "—–-―â&") else None
    rest = text[handle.end() : handle.end() + 8].strip()
    if dash and (posted_on or not rest or rest.startswith("Report") or text[handle.end()] == "\n"):
        name = before[dash.end() :].strip()
        return Attribution(_platform(handle[1]), name or None, handle[1], posted_on, first + dash.start(), end)
    if posted_on and (match := _NAME_BEFORE.search(before)):
        return Attribution(_platform(handle[1]), match[1].strip(), handle[1], posted_on, first + match.start(1), end)
    opens_line = first == 0 or text[first - 1] == "\n"
    if opens_line and _is_display_name(before) and not rest[:1].islower() and rest[:1] not in set(",.;:)"):
        return Attribution(_platform(handle[1]), before.strip(), handle[1], posted_on, first, end, leads=not posted_on)
    return None


def _on_facebook(text: str) -> list[Attribution]:
    found: list[Attribution] = []
    for match in _FACEBOOK.finditer(text):
        posted_on, end = date_at(text, match.end())
        if posted_on:
            found.append(Attribution("facebook", match[1].strip(), None, posted_on, match.start(), end))
    return found


def date_at(text: str, start: int) -> tuple[date | None, int]:
    """The date that stands at `start`, led in by blanks, `on`, a weekday or a time, and where it ends."""
    if not _DIGIT.search(text, start, start + 40):
        return None, start
    lead_in = _LEAD_IN.match(text, start)
    position = lead_in.end() if lead_in else start
    weekday = _WEEKDAY.match(text, position)
    for first in (position, weekday.end()) if weekday else (position,):
        match = _DATE.match(text, first)
        day = _day(match) if match else None
        if match and day:
            after = _TIME_AFTER.match(text, match.end())
            return day, after.end() if after else match.end()
    return None, start


def _day(match: re.Match[str]) -> date | None:
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    month = int(parts["m"]) if parts["m"].isdigit() else MONTHS.get(parts["m"].lower(), 0)
    try:
        return date(int(parts["y"]), month, int(parts["d"]))
    except ValueError:  # no such day: what looks like a date is none
        return None


def post_url(line: str) -> tuple[str, str | None] | None:
    """Platform and handle, if `line` is nothing but the address of a post."""
    match = _POST_URL.match(line) if "/" in line and len(line) < 300 else None
    if not match or match.lastgroup is None:
        return None
    groups = {name: value for name, value in match.groupdict().items() if value}
    platform = next(name for name in groups if not name.endswith("h"))
    return platform, next((value for name, value in groups.items() if name.endswith("h")), None)


def picture_link(line: str) -> int | None:
    """Where the last picture link (`pic.twitter.com/…`) of `line` ends, or None."""
    if "pic." not in line:
        return None
    match = _last(_PICTURE, line)
    return match.end() if match else None


def _platform(handle: str) -> str:
    return "other" if "." in handle or "@" in handle else "x"  # a handle with a domain: Bluesky, Mastodon


def _is_display_name(before: str) -> bool:
    words = before.split()
    return (
        1 <= len(words) <= 5
        and len(before) <= 60
        and not before.startswith(("By ", "BY ", "Von ", "Par ", "Por "))
        and not before.rstrip().removesuffix("r.").endswith((".", ",", ":", '"', "”"))
    )


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found
