"""What kind of block a line is by its own shape, whatever stands around it."""

from __future__ import annotations

import re

from flows.parse.fields.agencies import AGENCY_PATTERN, agency
from flows.parse.fields.byline import is_byline
from flows.parse.fields.names import has_given_name, is_name
from flows.parse.fields.phrases import Label, Phrase, ends_sentence, may_open, opening_word, phrase_label
from flows.parse.fields.picture_credits import (
    CREDIT_OPENINGS,
    is_caption,
    is_labelled_credit,
    is_picture_byline,
    is_picture_credit,
)
from flows.parse.fields.timestamps import DATED_OPENINGS, after_counter, is_counter, is_timestamp

_SEPARATOR = Label("boilerplate", "separator")
_TIMESTAMP = Label("boilerplate", "timestamp")
_CONTACT = Label("boilerplate", "contact")
_COUNTER = Label("boilerplate", "gallery_counter")
_FOLLOW = Label("boilerplate", "share")
_PHOTO_CREDIT = Label("credit", "photo_credit")
_CAPTION = Label("caption", "caption_credit")
_LIST_ITEM = Label("list_item", "list_marker")
_SIGN_OFF = Label("credit", "agency_sign_off")
_CONTRIBUTORS = Label("credit", "contributors")

_SIGNED_BY = Label("credit", "signature")
_AGENCY_NAME = Label("credit", "agency_name")
_TEASER = Label("boilerplate", "teaser")

_EXCHANGE_RATE = Label("note", "exchange_rate")
_COPYRIGHT = Label("credit", "copyright")
_INITIALS_LINE = Label("credit", "initials")
_GALLERY = Label("boilerplate", "gallery")

_GALLERY_END = "Hide Caption "  # 3 of 12: a whole gallery's captions on one line
_BRACKETED_LINK = re.compile(
    r"\[(?:read|see|watch|listen|sign up|click|here[’']s|follow|catch up|more|what to know|get|lesen|lire|lea)\b", re.I
)
_RATE = re.compile(r"[(\[]?\W?[^=()]{0,20}\d[^=()]{0,20} = [^=()]{0,12}\d[\d.,]*[^=()]{0,40}[)\]]\.?")
_INITIALS = re.compile(
    r"(?:(?:dpa|AFP|AP|rtr|EFE|APA|SID|sid|KNA|epd)/){1,4}[a-z]{2,5}|(?:dpa |EFE |AFP )?[a-z]{2,5}"
    r"(?:[/-][a-z]{2,5}){1,4}|(?:dpa|AFP|APA|EFE)(?: [a-z]{2,3}){2,6}"
)
_OWNED = re.compile(r"(?:©|\([cC]\)|&copy;)\s?(?:\d{4}\s)?")
_LIST_MARKER = re.compile(r"(?:[•·▪●◦‣⁃⦁■□✓✔✅➤►]\s*|[-*–]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)(?=\S)")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,60}\.\w")
_CONTACT_CUE = re.compile(
    r"\W{0,3}(?:write to|contact|e-?mail|reach|send|follow|you can|letters|tips|schreiben sie|contactez|escriba|"
    r"[^@.]{3,60}?(?:can be reached|may be reached|erreichen sie|ist erreichbar))\b",
    re.IGNORECASE,
)
_FOLLOW_CUE = re.compile(
    r"(?:follow (?:[\w.'’]+ ){1,5}(?:on|at|@)|twitter:? ?@|@\w{2,20}$|(?:he|she|they) tweets?\b|\S+ is on twitter)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"[-–—]{1,2}\s?[A-Z][^\d,:;]{4,30}")
_SIGNED = re.compile(
    rf"(?:[-–—(/]{{1,2}}\s?)(?:{AGENCY_PATTERN})(?:[/,] ?(?:{AGENCY_PATTERN}|\w{{2,4}}))*\s?[.)/]{{0,2}}"
)
_CONTRIBUTED = re.compile(r"[-–—•*(⦁ρ]{1,3}\s?[A-Z].{0,250}\b(?:contributed|reported from|berichtete aus)\b")


# First words of lines that rules other than phrases go by: dates of change, picture credits, handles.
_RULED_OPENINGS = DATED_OPENINGS | CREDIT_OPENINGS | {"follow"}
_WRITER_CUES = ("By ", "BY ", "Von ", "Par ", "Por ")
_OPENING_QUOTES = frozenset("\"“„«'‘")
_LONG, _SHORT = 130, 40


def is_prose(line: str) -> bool:
    """Whether a glance tells that `line` is a sentence that no rule here goes by. Most lines of an article are."""
    length = len(line)
    first = line[0]
    if length < _SHORT or not (first.isalpha() or first in _OPENING_QUOTES) or not ends_sentence(line) or "@" in line:
        return False
    if length < _LONG and ("/" in line or line.endswith("m.") or " via " in line):
        return False
    if first in _OPENING_QUOTES:
        return True  # no phrase opens with one
    return not may_open(line) and (length >= _LONG or opening_word(line) not in _RULED_OPENINGS)


def line_label(line: str, within: tuple[Phrase, ...] = ()) -> Label | None:
    """The kind and reason of `line`, if it shows them by itself. `within`: see `phrases.phrases_within`."""
    length = len(line)
    if length < 120 and line.startswith(_WRITER_CUES) and is_byline(line) and not is_picture_byline(line):
        return None  # what stands around it decides
    if length < 80 and (":" in line or " by " in line) and is_labelled_credit(line):
        return _PHOTO_CREDIT
    if label := phrase_label(line, within):
        return label
    if length >= 130 and line[0].isalpha() and "@" not in line and ends_sentence(line):
        return None
    if line[-1].isdigit() and _GALLERY_END in line[-30:]:
        return _CAPTION
    if length > 700:
        return _LIST_ITEM if _LIST_MARKER.match(line) else None
    if length < 130 and (label := _short_label(line, length)):
        return label
    first = line[0]
    if first in "-–—•*(⦁ρ" and _CONTRIBUTED.match(line):
        return _CONTRIBUTORS
    if not first.isalpha() and (first != "-" or line[1:2] != "-") and _LIST_MARKER.match(line):
        return _LIST_ITEM
    if length < 260 and ("@" in line or line.startswith("Follow ")):
        if _CONTACT_CUE.match(line) and _MAIL.search(line):
            return _CONTACT
        if length < 160 and _FOLLOW_CUE.match(line):
            return _FOLLOW
    if length < 450 and is_caption(line):
        return _CAPTION
    return None


def _short_label(line: str, length: int) -> Label | None:
    """What a line of fewer than 130 characters shows by its shape."""
    if not any(map(str.isalnum, line)):
        return _SEPARATOR
    if is_timestamp(line):
        return _TIMESTAMP
    if is_counter(line):
        return _COUNTER
    first = line[0]
    if first.isdigit() and (rest := after_counter(line)) and phrase_label(rest) == _GALLERY:
        return _GALLERY
    if " = " in line and first in "([" and _RATE.fullmatch(line):
        return _EXCHANGE_RATE
    if first in "©(&" and (owned := _OWNED.match(line)) and agency(line[owned.end() :]):
        return _COPYRIGHT
    if length < 30 and _INITIALS.fullmatch(line):
        return _INITIALS_LINE
    if first in "-–—(/" and length < 60:
        if _SIGNED.fullmatch(line):
            return _SIGN_OFF
        name = line.lstrip("-–— ")
        if first not in "(/" and _SIGNATURE.fullmatch(line) and is_name(name) and has_given_name(name.split()[0]):
            return _SIGNED_BY
    if first == "(" and line[1:2] == " " and line[-1] == ")":
        return _TEASER  # a link that stood in brackets of its own: ( Full election results)
    if first == "[" and line[-1] == "]" and _BRACKETED_LINK.match(line):
        return _TEASER
    if length < 80 and is_picture_credit(line):
        return _PHOTO_CREDIT
    if length < 40 and agency(line):
        return _AGENCY_NAME
    return None
