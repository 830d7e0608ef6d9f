"""When an article was first published: what states it, what can be inferred, and why.

In this order: the record's own field; a line of the text that states it; the interval that other dates in the text
allow (embedded posts, weekdays, a dateline's day); a date in the file's path. Neither the clock nor the file's
modification time is ever asked. An interval wider than 31 days is no date.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from flows.parse.fields.date_formats import FoundDate, find_dates, parse_date
from flows.parse.fields.months import MONTHS
from flows.parse.fields.publication_interval import Interval, infer
from flows.parse.model import Block, Embed, Evidence

__all__ = ["Published", "parse_date", "published"]

FIELD = "date_published"
WIDEST_DAYS = 31
_STATING_KINDS = frozenset(("byline", "boilerplate", "dateline", "caption", "credit", "note", "alternative_headline"))
_PUBLISHES = re.compile(
    r"\b(?:published|posted|issued|first published|publication date|publicado|publicada|publié|publiée|"
    r"veröffentlicht|erstellt|pubblicato|gepubliceerd)\b|\bdate:",
    re.IGNORECASE,
)
_UPDATES = re.compile(
    r"\b(?:updated?|modified|corrected|correction|revised|edited|aktualisiert|mis à jour|actualizado|aggiornato|"
    r"atualizado|bijgewerkt)\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"©|\b(?:copyright|archived?|accessed|retrieved|related|read more|event|until|through|since|taken|file photo|"
    r"in this|filmed|recorded|expires?|deadline|born|died|subscribe)\b",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\b(?:published|posted|publié|publicado|veröffentlicht|pubblicato)\b(?: on| am| le| el| il)?:? ?$", re.IGNORECASE
)
_BEFORE_DATELINE_DATE = re.compile(r"[^\W\d_][^!?\n]{0,40}?[,(] ?(?:(?:le|den|el|il|am) )?(?:[^\W\d_]{4,12}, )?$")
_AFTER_DATELINE_DATE = re.compile(
    r"\.?\)?,? ?(?:/ ?\d{1,2}[:.]\d\d ?(?:[ap]m ?)?)?(?:\([^()\n]{1,40}\)|/[^/\n]{1,30}/)? ?[.,]? ?[-–—:]"
)
_DATELINE_REACH = 90
_FOUR_DIGITS = re.compile(r"\d{4}")
_HEAD_BLOCKS = 12  # among which a date by itself is that of the article
_PATH_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[/_.-]?)(?P<month>0[1-9]|1[0-2]|[a-z]{3})(?P=sep)"
    r"(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)


class Published(NamedTuple):
    """The decision and its reasons. All but `evidence` are None where the record does not allow a date."""

    instant: datetime | None
    precision: str | None
    basis: str | None
    earliest: date | None
    latest: date | None
    evidence: tuple[Evidence, ...]


def published(
    blocks: Sequence[Block],
    embeds: Sequence[Embed],
    *,
    stated: str | int | float | None = None,
    stated_field: str = "",
    path: str = "",
    dateline_day: str | None = None,
) -> Published:
    """Date of first publication. Every candidate, taken or not, leaves an evidence row for `date_published`."""
    rows: list[Evidence] = []
    chosen: Published | None = None
    if stated is not None:
        chosen = _from_field(stated, stated_field, rows)
    lines, updates = _stated_lines(blocks, rows)
    if lines:
        found = min(lines, key=lambda line: (line[0].instant, line[1].source_start or 0))
        chosen = chosen or _exact(found[0].instant, found[0].precision, "stated")
    update = min((f.instant.date() for f, _ in updates), default=None)
    interval = infer(blocks, embeds, update, dateline_day)
    rows.extend(interval.evidence)
    in_path = _path_date(path)
    if in_path:
        rows.append(Evidence(FIELD, in_path.date().isoformat(), "path", 0.6, note=f"in {path[-120:]}"))
    if chosen is None:
        chosen = _weigh(interval, in_path, rows)
    return chosen._replace(evidence=tuple(rows))


def _from_field(stated: str | int | float, name: str, rows: list[Evidence]) -> Published | None:
    parsed = parse_date(stated)
    method = f"field:{name}" if name else "field"
    if parsed is None:
        rows.append(Evidence(FIELD, None, method, 0.0, note=f"no date could be read from {str(stated)[:80]!r}"))
        return None
    instant, precision = parsed
    if precision == "year":
        rows.append(Evidence(FIELD, None, method, 0.2, note=f"{str(stated)[:80]!r} names only a year"))
        return None
    rows.append(Evidence(FIELD, instant.isoformat(), method, 0.95, note=f"as stated: {str(stated)[:80]}"))
    return _exact(instant, precision, "metadata")


def _exact(instant: datetime, precision: str, basis: str) -> Published:
    day = instant.date()
    first, last = day, day
    if precision == "month":
        first, last = day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return Published(instant, precision, basis, first, last, ())


def _weigh(interval: Interval, in_path: datetime | None, rows: list[Evidence]) -> Published:
    """An inferred interval, unless the path's date lies in it or there is no interval."""
    first, last = interval.earliest, interval.latest
    if in_path and (
        first is None or last is None or first - timedelta(days=1) <= in_path.date() <= last + timedelta(days=1)
    ):
        return _exact(in_path, "day", "metadata")
    if first is None or last is None:
        rows.append(Evidence(FIELD, None, "none", None, note="neither record, text nor path allows a date"))
        return Published(None, None, None, None, None, ())
    if (last - first).days > WIDEST_DAYS:
        rows.append(Evidence(FIELD, None, "none", None, note=f"{first} to {last} is wider than {WIDEST_DAYS} days"))
        return Published(None, None, None, None, None, ())
    instant = datetime(first.year, first.month, first.day, tzinfo=UTC)
    rows.append(Evidence(FIELD, f"{first}/{last}", "interval", 0.7, note="what the text's own anchors leave open"))
    return Published(instant, "day" if first == last else "range", "inferred", first, last, ())


def _stated_lines(
    blocks: Sequence[Block], rows: list[Evidence]
) -> tuple[list[tuple[FoundDate, Block]], list[tuple[FoundDate, Block]]]:
    """Dates that lines outside the body state: those of publication, and those of a later change."""
    lines: list[tuple[FoundDate, Block]] = []
    updates: list[tuple[FoundDate, Block]] = []
    paragraphs = [index for index, block in enumerate(blocks) if block.kind == "paragraph"]
    middle = range(*((paragraphs[2], paragraphs[-1]) if len(paragraphs) > 3 else (0, 0)))
    opening = blocks[paragraphs[0]] if paragraphs else None
    if opening and (found := _in_dateline(opening.text)):
        offset = opening.source_start
        where = (None, None) if offset is None else (offset + found.start, offset + found.end)
        rows.append(Evidence(FIELD, found.instant.isoformat(), "dateline", 0.9, *where))
        lines.append((found, opening))
    for index, block in enumerate(blocks):
        if block.kind not in _STATING_KINDS or len(block.text) > 600:
            continue
        previous = 0
        for found in find_dates(block.text):
            label = block.text[previous : found.start]
            previous = found.end
            kind = _label(label, block, found, bare=index not in middle or index < _HEAD_BLOCKS)
            offset = None if block.source_start is None else block.source_start + found.start
            finish = None if offset is None else offset + found.end - found.start
            note = block.text[max(0, found.start - 30) : found.end]
            if found.ambiguous:
                note += " (month read before day)"
            confidence = {"published": 0.9, "updated": 0.5}.get(kind, 0.1)
            rows.append(Evidence(FIELD, found.instant.isoformat(), f"line:{kind}", confidence, offset, finish, note))
            if kind == "published":
                lines.append((found, block))
            elif kind == "updated":
                updates.append((found, block))
    return lines, updates


def _in_dateline(text: str) -> FoundDate | None:
    """The whole date of a dateline: `Tulle, le 21 janv. 2026 –`."""
    if not _FOUR_DIGITS.search(text, 0, _DATELINE_REACH):
        return None
    found = next(iter(find_dates(text[:_DATELINE_REACH])), None)
    if found and _BEFORE_DATELINE_DATE.fullmatch(text, 0, found.start) and _AFTER_DATELINE_DATE.match(text, found.end):
        return found
    return None


def _label(label: str, block: Block, found: FoundDate, *, bare: bool) -> str:
    """What the words before a date say of it: `published`, `updated` or `unclear`.

    `bare`: the block stands where a date by itself is the article's.
    """
    update, publish = _UPDATES.search(label), _PUBLISHES.search(label)
    if update and not (publish and publish.start() > update.start()):
        return "updated"
    if block.kind in ("caption", "note", "alternative_headline", "credit"):
        return "published" if _SAYS_SO.search(label[-40:]) else "unclear"
    if publish:
        return "published"
    if _NEITHER.search(label):
        return "unclear"
    if block.kind in ("byline", "dateline"):
        return "published"
    rest = len(block.text) - (found.end - found.start)
    return "published" if bare and rest <= 40 and "\n" not in block.text.strip() else "unclear"


def _path_date(path: str) -> datetime | None:
    for match in _PATH_DATE.finditer(path.lower()):
        month = int(match["month"]) if match["month"].isdigit() else MONTHS.get(match["month"], 0)
        if not match["sep"] and not match["month"].isdigit():
            continue
        try:
            return datetime(int(match["year"]), month, int(match["day"]), tzinfo=UTC)
        except ValueError:
            continue  # digits that look like a date, but name no day
    return None
