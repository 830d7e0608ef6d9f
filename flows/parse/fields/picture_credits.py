"""Captions and picture credits: what names a photographer or a picture's agency."""

from __future__ import annotations

import re

from flows.parse.fields.agencies import AGENCY_OPENINGS, agency
from flows.parse.fields.names import has_given_name, is_name
from flows.parse.fields.phrases import ends_sentence

_REACH = 110  # characters at a line's end in which its picture's credit stands
_LONGEST_LABELLED = 60  # characters of `Image credits: A Company`
_SHORTEST = 15  # characters of a caption before its credit
_LONGEST_NAME = 5  # words of a photographer's name, `for` and `Jr.` counted
PICTURE_AGENCIES = frozenset(
    ("Getty Images", "European Pressphoto Agency", "Shutterstock", "Alamy", "Zuma", "picture alliance", "imago", "Sipa",
     "NurPhoto")
)  # fmt: skip
_SEPARATOR = re.compile(r"\s?/\s?|,\s|\svia\s|:\s|\s\|\s|\bfor\s")
_TRAILING = re.compile(r"(?:,? (?:file|FILE|File|pool|Pool|Photos?|Images|archive))+$")
_LABEL = re.compile(
    r"(?:(?:AP )?Photos?|Image|Picture|Pictures|Photograph|Composite|Illustration|Screenshot|Screengrab|File|FILE|Foto|"
    r"Credit|Courtesy)\b(?: (?:by|of|credit|courtesy))?"
)
_NAMED_CREDIT = re.compile(
    r"\b(?:Photograph|Composite|Illustration|Photo|Photos|Credit|Foto|Image)(?: credit)?: [A-Z][^.]{2,70}$"
)
_CREDIT_LABEL = re.compile(
    r"(?:(?:fotos?|photos?|bild|bilder|images?|picture|pictures|bildquelle|imagen|cr[ée]dits?|cr[eé]dito|photograph)\s?"
    r"(?:photos?|image|credits?|rechte|fotográfico|de la imagen)?\s?:|(?:photos?|photograph|photo credit) by)\s",
    re.IGNORECASE,
)
CREDIT_OPENINGS = frozenset(
    ("foto", "fotos", "photo", "photos", "bild", "bilder", "image", "images", "picture", "pictures", "bildquelle",
     "imagen", "crédit", "crédits", "credit", "credits", "crédito", "credito", "photograph")
)  # fmt: skip # first words of lines that are a label and a photographer's name
# Where a caption's own words end. Not after a quotation (what follows is its source) or an initial.
_BOUNDARY = re.compile(r"(?<!\s\w)(?<!\sJr)[.?!]['’)\]]?\s|\|\s?")
_NAME = re.compile(r"(?:(?:[A-Z][\w.'’-]*|de|van|von|der|la|al|el|for|the|of)\s?){1,6}")
_SEEN = re.compile(
    r"\b(?:picture|pictured|photo|photograph|seen|shown|shows|image|poses?|speaks|attends?|arrives?|walks?|looks on)\b"
)


def is_picture_credit(line: str) -> bool:
    """Whether `line`, of fewer than 80 characters, is a picture's credit and nothing else: `Jane Doe/Getty Images`."""
    return ("/" in line or " via " in line) and _credits(line)


def is_picture_byline(line: str) -> bool:
    """Whether a `By` line credits a picture: `By Jane Doe/Getty Images`, `By Jane Doe/AP Photo`."""
    last = line.rpartition("/")[2].strip()
    return "/" in line and (last.endswith(("Photo", "Images")) or (agency(last) in PICTURE_AGENCIES))


def is_labelled_credit(line: str) -> bool:
    """Whether `line`, of fewer than 80 characters, is a label and the photographer's name: `Foto: Jane Doe`."""
    label = _CREDIT_LABEL.match(line)
    if label is None:
        return False
    parts = [part for part in _SEPARATOR.split(line[label.end() :].rstrip(".")) if part]
    if "redit" in label.group() and len(line) < _LONGEST_LABELLED:
        return bool(parts) and all(part[0].isupper() for part in parts)
    sure = has_given_name if label.group()[:6].casefold() == "photos" else bool  # `PHOTOS: Harbour Fire` is a teaser
    return bool(parts) and all(agency(part) or (is_name(part, most_words=4) and sure(part)) for part in parts)


def is_caption(line: str) -> bool:
    """Whether `line` ends in a picture's credit, or opens with one and speaks of what is seen."""
    if ends_sentence(line) or line[0] in '"“':
        return False
    tail = line[-_REACH:]
    last = tail[-1]
    if last in ")]":
        opening = tail.rfind("(" if last == ")" else "[")
        if opening >= 0 and _credits(tail[opening + 1 : -1]):
            return True
    elif last.isalpha():
        ends = "." in tail or "|" in tail or "?" in tail or "!" in tail
        start = max((match.end() for match in _BOUNDARY.finditer(tail)), default=0) if ends else 0
        if start and len(line) - len(tail) + start >= _SHORTEST and _credits(tail[start:]):
            return True
        if ": " in tail and _NAMED_CREDIT.search(tail):
            return True
    return len(line) < 300 and _opens_with_credit(line) and _SEEN.search(line) is not None


def _credits(words: str) -> bool:
    """Whether `words` name an agency and perhaps a photographer before or after it, or say `Photo` and then a name."""
    words = _TRAILING.sub("", words.strip())
    if label := _LABEL.match(words):
        rest = words[label.end() :].lstrip(" :/")
        if label.end() < len(words) and _NAME.match(rest):
            return True
    if agency(words):
        return True
    parts = [part.strip() for part in _SEPARATOR.split(words) if part]
    named = [part for part in parts if _is_agency(part)]
    if not named or len(parts) > 4:
        return False
    others = [part for part in parts if part not in named]
    return all(_NAME.fullmatch(part) and len(part.split()) <= _LONGEST_NAME for part in others)


def _is_agency(part: str) -> bool:
    """`Reuters`, and `AP Photo` or `Jane Doe REUTERS` too."""
    if part == "Staff" or agency(part):
        return True
    words = part.split()
    return any(agency(" ".join(words[-count:])) for count in (1, 2, 3) if count < len(words) <= _LONGEST_NAME + 2)


def _opens_with_credit(line: str) -> bool:
    """`Reuters The harbour, which you can see in this picture`"""
    if line.partition(" ")[0].casefold() not in AGENCY_OPENINGS:
        return False
    words = line.split(" ", 3)
    return any(
        len(words) > count and words[count][:1].isupper() and agency(" ".join(words[:count])) for count in (1, 2)
    )
