"""Lines that say when: dates alone, `Updated …`, `6 years ago`, reading times."""

from __future__ import annotations

import re

from flows.parse.fields.months import MONTHS

_DIGIT = re.compile(r"\d")
_MONTH = "|".join(sorted((name for name in MONTHS if len(name) > 2), key=len, reverse=True))
_WEEKDAY = (
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|lundi|mardi|"
    "mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    "(?:mon|tue|wed|thu|fri|sat|sun)\\b"
)
_DAY = (
    rf"(?:(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:\.|er|º|st|nd|rd|th)? (?:de "
    rf")?(?:{_MONTH})\.?,? (?:de |del )?\d{{4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日|(?:{_MONTH})\.? "
    rf"\d{{1,2}}(?!\d))"
)
_CLOCK = (
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?|\d{1,2})\s?(?:[ap]\.?m\.?|uhr|h)?(?:\s?\(?(?:[a-z]{2,4}|[a-z]{2}/[a-z]{2})\)?)?"
)
_DATE_ONLY = re.compile(
    rf"(?:(?:{_WEEKDAY}),?\s)?(?:{_CLOCK}[,]?\s(?:[·•|–-]\s|on\s)?)?(?:(?:{_WEEKDAY}),?\s)?(?:den\s|le\s)?{_DAY}"
    rf"(?:,?\s(?:at\s|um\s|à\s|a las\s|[·•|–-]\s|/\s)?{_CLOCK})?",
    re.IGNORECASE,
)
_DATED_WORDS = (
    "posted", "published", "updated", "last updated", "last modified", "first published", "originally published",
    "modified", "created", "date", "issued", "print edition",
    "veröffentlicht", "aktualisiert", "zuletzt aktualisiert", "stand", "erstellt",
    "publié", "mis à jour", "modifié", "mise à jour", "publicado", "actualizado", "pubblicato", "aggiornato",
    "gepubliceerd", "bijgewerkt", "atualizado",
)  # fmt: skip
DATED_OPENINGS = frozenset(words.split()[0] for words in _DATED_WORDS)  # first words of lines that state a date
_DATED = re.compile(rf"\W{{0,3}}(?:{'|'.join(_DATED_WORDS)})\b[^\d\n]{{0,40}}\d", re.IGNORECASE)
_AGO = re.compile(
    r"(?:\w{1,12} )?(?:\d{1,3}|an?) (?:second|minute|min|hour|day|week|month|year)s? ago|vor \d{1,3} (?:minuten?|"
    r"stunden?|tagen?|wochen?|monaten?|jahren?)|"
    r"il y a \d{1,3} (?:minutes?|heures?|jours?|mois|ans?)|hace \d{1,3} (?:minutos?|horas?|días?|semanas?|"
    r"mes(?:es)?|años?)|"
    r"this article is more than \d{1,2} (?:month|year)s? old|(?:about )?\d{1,3}[ -]?(?:min|mins|"
    r"minutes?)(?:[ -]read)|lesezeit:? \d{1,3} min\w{0,7}|"
    r"temps de lecture ?:? \d{1,3} ?min\w{0,5}",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"(?:\d{1,3}\s?(?:of|/|von|sur|de)\s?\d{1,3}(?: (?:photos?|images?|bilder))?|[\d,.]{1,7}k?\s(?:comments?|"
    r"kommentare?|commentaires?|comentarios?|shares?|likes?|views?|retweets?|photos?|images?))",
    re.IGNORECASE,
)
_PICTURES = re.compile(r"\d{1,3}\s?(?:of|/|von|sur|de)\s?\d{1,3}\s(?=\S)")
_REST = 60  # characters that may follow the first figure: a date and a time, no sentence


def is_timestamp(line: str) -> bool:
    """Whether `line`, of fewer than 130 characters, says when the article was published, changed or read."""
    length = len(line)
    if not _DIGIT.search(line):
        return length < 40 and line.endswith("ago") and _AGO.fullmatch(line) is not None
    if length < 70 and (_DATE_ONLY.fullmatch(line) or _AGO.fullmatch(line)):
        return True
    dated = _DATED.match(line) if length < 110 else None
    if dated is None or length - dated.end() > _REST or "] " in line:
        return False
    return not line.endswith((".", "!", "?", "”", '"')) or (length < 60 and line.endswith(("a.m.", "p.m.")))


def is_counter(line: str) -> bool:
    """Whether `line` counts pictures, comments or shares: `3 of 12`, `14 comments`."""
    return len(line) < 40 and line[0].isdigit() and _COUNTS.fullmatch(line) is not None


def after_counter(line: str) -> str | None:
    """What follows a counter of pictures on its line: `View gallery` in `1 of 14 View gallery`."""
    match = _PICTURES.match(line)
    return line[match.end() :] if match else None


def date_only(line: str) -> bool:
    """Whether `line` is a date and nothing else but dashes: the label above or under a post."""
    return len(line) < 70 and _DATE_ONLY.fullmatch(line.strip(" –—-·•|,.")) is not None
