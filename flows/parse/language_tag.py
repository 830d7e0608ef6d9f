"""BCP 47 tags of what records call a language."""

from __future__ import annotations

import re

_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE)

# English names, and the three-letter codes of ISO 639-2 (both kinds) where a two-letter one exists: BCP 47 asks for the
# shortest. The languages in which news is most often collected.
_NAMES = {
    "ar": "arabic ara", "bg": "bulgarian bul", "bn": "bengali ben", "ca": "catalan cat", "cs": "czech ces cze",
    "da": "danish dan", "de": "german deu ger deutsch", "el": "greek ell gre", "en": "english eng",
    "es": "spanish spa español", "et": "estonian est", "fa": "persian fas per farsi", "fi": "finnish fin",
    "fr": "french fra fre français", "he": "hebrew heb", "hi": "hindi hin", "hr": "croatian hrv", "hu": "hungarian hun",
    "id": "indonesian ind", "is": "icelandic isl ice", "it": "italian ita", "ja": "japanese jpn", "ko": "korean kor",
    "lt": "lithuanian lit", "lv": "latvian lav", "ms": "malay msa may", "nl": "dutch nld dut", "no": "norwegian nor",
    "pl": "polish pol", "pt": "portuguese por", "ro": "romanian ron rum", "ru": "russian rus", "sk": "slovak slk slo",
    "sl": "slovenian slv", "sr": "serbian srp", "sv": "swedish swe", "sw": "swahili swa", "ta": "tamil tam",
    "te": "telugu tel", "th": "thai tha", "tr": "turkish tur", "uk": "ukrainian ukr", "ur": "urdu urd",
    "vi": "vietnamese vie", "zh": "chinese zho chi",
}  # fmt: skip
_TAG_OF = {name: tag for tag, names in _NAMES.items() for name in names.split()}


def language_tag(value: str) -> str | None:
    """`en-US` of `en_US`, `en` of `English` and `eng`; None for what names no language."""
    name = value.strip().lower()
    if name in _TAG_OF:
        return _TAG_OF[name]
    parts = _TAG.fullmatch(name)
    if parts is None:
        return None
    primary, script, region = parts.groups()
    tag = [_TAG_OF.get(primary, primary), script and script.title(), region and region.upper()]
    return "-".join(part for part in tag if part)
