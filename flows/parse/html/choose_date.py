"""When the article was published and changed: the day of the first source, with the finest time given for that day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from flows.parse.fields.date_formats import find_dates, parse_date
from flows.parse.html.candidate import Candidate, Lost
from flows.parse.html.dom_dates import ShownDates
from flows.parse.html.json_ld import text_of
from flows.parse.html.loose_dates import loose_dates
from flows.parse.html.marked_elements import marked_dates
from flows.parse.html.meta_names import META_NAMES
from flows.parse.html.statements import Statements

_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/_-]|$)")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?")
_ASCTIME = re.compile(
    r"(?:[A-Z][a-z]{2},? )?([A-Z][a-z]{2}) +(\d{1,2}),? (\d\d:\d\d(?::\d\d)?) (?:[A-Z]{2,5} )?(\d{4})"
)
_JAVASCRIPT = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{1,2} \d{4} \d\d:\d\d(?::\d\d)?(?: GMT[+-]\d{4})?)")
_FINENESS = {"second": 3, "minute": 3, "hour": 2, "day": 1, "month": 0}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)")  # the commonest, read at once
_EITHER_WAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
EARLIEST_YEAR = 1700
MOVED = timedelta(hours=36)  # between the day that is shown and the one that is stated: more than zones explain
SHOWN = frozenset(("date near h1", "time near h1"))


class Dated(NamedTuple):
    """`days`: the day in UTC, the day where an ISO value was written, and both readings of `4/5/2019`."""

    value: str  # as it will be stated
    instant: datetime
    fineness: int
    days: frozenset[str]
    candidate: Candidate

    @property
    def is_shown(self) -> bool:
        return self.candidate.source in SHOWN


def choose_dates(
    known: Statements, shown: ShownDates, headline: str
) -> tuple[tuple[Candidate | None, list[Lost]], tuple[Candidate | None, list[Lost]]]:
    """The winner and the rest for publication, and the same for the last change.

    A year, an impossible date or the start of the epoch is none. A date near the headline that is said to be that of
    an update is taken as publication if the page has no other at all: its source says so.
    """
    day_first = _day_first(known)
    changed = _read(_modified(known, shown), day_first)
    dated = _shown_before(_read(_published(known, shown), day_first), changed)
    if not dated or all(some.candidate.source.startswith("path") for some in dated):
        elements = (Candidate(value, "date element") for value in marked_dates(known.source))
        dated = [*_read(elements, day_first), *dated]
    if not dated:
        dated = _read(iter(shown.updated), day_first) or _read(
            loose_dates(known.source, known.body.text, headline), day_first
        )
    return _choose(dated), _choose(changed)


def _shown_before(dated: list[Dated], changed: list[Dated]) -> list[Dated]:
    """The date that readers see goes first where it is earlier by days: the data's is that of a move to a new system.

    Of 12 such pages 8 showed the right day. Where it is the day of a change, or later, the data are right more often.
    """
    shown = next((some for some in dated if some.is_shown), None)
    if shown is None or shown is dated[0] or dated[0].instant - shown.instant < MOVED:
        return dated
    if any(shown.days & other.days for other in (dated[0], *changed)):
        return dated
    return [*(some for some in dated if some.is_shown), *(some for some in dated if not some.is_shown)]


def _choose(dated: list[Dated]) -> tuple[Candidate | None, list[Lost]]:
    if not dated:
        return None, []
    first = dated[0]
    same_day = [other for other in dated if other.days & first.days]
    best = max(same_day, key=lambda other: (other.fineness, _has_zone(other.value)))
    lost = [
        Lost(other.candidate, "an other day than the surer source states" if other not in same_day else "less exact")
        for other in dated
        if other.instant != best.instant
    ]
    return Candidate(best.value, best.candidate.source), lost


def _read(candidates: Iterator[Candidate], day_first: bool) -> list[Dated]:
    return [
        Dated(*known, candidate) for candidate in candidates if (known := _dated(candidate.value.strip(), day_first))
    ]


@lru_cache(maxsize=1_024)  # several sources of a page give the same value
def _dated(stated: str, day_first: bool) -> tuple[str, datetime, int, frozenset[str]] | None:
    if _INSTANT.fullmatch(stated) and not _MIDNIGHT.fullmatch(stated):
        try:
            instant = datetime.fromisoformat(stated).astimezone(UTC).replace(microsecond=0)
        except (ValueError, OverflowError):
            return None
        known = (instant, "second") if instant.year >= EARLIEST_YEAR else None
        value = stated
    else:
        value = _in_iso(stated, day_first)
        known = parse_date(int(value) if value.isdigit() and len(value) in (10, 13) else value)
    if known is None or known[1] in ("year", "month") or known[0].year < EARLIEST_YEAR or known[0].timestamp() == 0:
        return None
    days = {known[0].date().isoformat(), value[:10]}
    if either := _EITHER_WAY.match(stated):
        days |= {f"{either[3]}-{either[1]:0>2}-{either[2]:0>2}", f"{either[3]}-{either[2]:0>2}-{either[1]:0>2}"}
    return value, known[0], _FINENESS.get(known[1], 1), frozenset(days)


def _in_iso(value: str, day_first: bool) -> str:
    """The value as `parse_date` reads it: midnight means that only the day is known, `4/5` goes by the language."""
    if midnight := _MIDNIGHT.fullmatch(value):
        return midnight[1]
    if found := _ASCTIME.match(value):
        return f"{found[1]} {found[2]}, {found[4]} {found[3]}"
    if found := _JAVASCRIPT.match(value):
        return found[1]
    if day_first and len(value) < 60:
        dates = find_dates(value)
        if dates and dates[0].ambiguous:
            other_way = dates[0].instant.replace(day=dates[0].instant.month, month=dates[0].instant.day)
            return other_way.isoformat() if dates[0].precision != "day" else other_way.date().isoformat()
    return value


def _day_first(known: Statements) -> bool:
    """Whether `04/05/2019` is the fourth of May: everywhere but on pages in American English or in none."""
    root = known.source.tree.root
    attributes = root.attributes if root is not None else {}
    stated = attributes.get("lang") or attributes.get("xml:lang") or (known.tags.get("og:locale") or [""])[0]
    language = stated.lower().replace("_", "-")
    return bool(language) and not (language == "en" or language.startswith("en-us"))


def _has_zone(value: str) -> bool:
    return bool(re.search(r"(?:Z|[+-]\d\d:?\d\d)$", value))


def _published(known: Statements, shown: ShownDates) -> Iterator[Candidate]:
    yield from _member(known, "datePublished")
    yield from _tagged(known, META_NAMES["published"])
    for value in known.items.get("datepublished", [])[:1]:
        yield Candidate(value, "microdata.datePublished")
    if page := text_of(known.page.get("datePublished")):
        yield Candidate(page, "json_ld.WebPage.datePublished")
    yield from shown.published
    yield from _tagged(known, META_NAMES["any_date"])
    yield from _member(known, "dateCreated")
    yield from _member(known, "uploadDate")
    for source, address in known.addresses[:2]:
        if found := _IN_PATH.search(address):
            yield Candidate("-".join(found.groups()), f"path of {source}")


def _modified(known: Statements, shown: ShownDates) -> Iterator[Candidate]:
    yield from _member(known, "dateModified")
    yield from _tagged(known, META_NAMES["modified"])
    for value in known.items.get("datemodified", [])[:1]:
        yield Candidate(value, "microdata.dateModified")
    yield from shown.updated


def _member(known: Statements, name: str) -> Iterator[Candidate]:
    if value := text_of(known.article.get(name)):
        yield Candidate(value, f"json_ld.{name}")


def _tagged(known: Statements, names: Sequence[str]) -> Iterator[Candidate]:
    for name in names:
        if name in known.tags:
            yield Candidate(known.tags[name][0], name)
