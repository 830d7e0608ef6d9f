"""What a breach means, for a reader. Names sources, fields and figures; never text of an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from expectations.drift.bands import Band

PAGES = frozenset({"html", "warc", "arc"})


class Subject(NamedTuple):
    publisher: str
    source_format: str
    measure: str
    field: str

    @property
    def owned(self) -> str:
        """`Harbour News's pages`."""
        name = self.publisher[:80]
        return f"{name}'s {'pages' if self.source_format in PAGES else 'articles'}"


def breach(subject: Subject, value: float, band: Band) -> str:
    """What a value outside its band means."""
    below = value < band.low
    found, usual = shown(subject.measure, value), shown(subject.measure, band.usual)
    owned = subject.owned
    if subject.measure == "volume":
        if not value:
            return f"nothing came of {owned}, usually {usual}: the source, or the way to it, has probably gone"
        return f"{found} of {owned}, usually {usual}: {'some are missing' if below else 'look whether all are theirs'}"
    if subject.measure == "fill_rate":
        cause = "the layout has probably changed" if below else f"look whether it is a {subject.field}"
        return f"{subject.field} filled on {found} of {owned}, usually {usual}: {cause}"
    if subject.measure == "typical_words":
        cause = "texts are probably cut" if below else "texts probably hold what is not theirs"
        return f"{owned} have {found}, usually {usual}: {cause}"
    if subject.measure == "lag_hours":
        cause = "dates are probably misread" if below else "dates are probably misread, or the source comes late"
        return f"{owned} are {found} old when they come, usually {usual}: {cause}"
    return f"{found} of {owned} {_SHARES[subject.measure]}, usually {usual}: {_CAUSES[subject.measure]}"


_SHARES = {
    "recent_share": "are dated within the last 30 days", "quarantined_share": "went to quarantine",
    "rejected_share": "were rejected", "truncated_share": "break off before their end",
    "headline_suffix_share": "have headlines with the same ending",
}  # fmt: skip
_CAUSES = {
    "recent_share": "dates are probably misread", "quarantined_share": "`copydesk quarantine list` shows why",
    "rejected_share": "`copydesk sql \"FROM rejections\"` shows why",
    "truncated_share": "the layout has probably changed, or there is a paywall",
    "headline_suffix_share": "the site's name is probably left on",
}  # fmt: skip


def learnt_anew(subject: Subject, before: float, band: Band, runs: int) -> str:
    """That a lasting change is what is usual from now on."""
    what = subject.field or subject.measure.replace("_", " ")
    usual, was = shown(subject.measure, band.usual), shown(subject.measure, before)
    return f"{what} of {subject.owned}: {usual} for {runs} runs now, taken as usual from here on (before: {was})"


def field_change(row: Mapping[str, Any]) -> str | None:
    """What a row of `source_fields` says that is news; None where nothing is."""
    dump, name, records = row["dump"], f"`{row['field'][:80]}`", f"{row['records']:,} of {row['of_records']:,} records"
    kinds = " or ".join(row["types"])
    return {
        None: None,
        "new": f"{dump} has a new field {name} ({kinds}), in {records}",
        "vanished": f"{dump} has no field {name} any more, in {row['of_records']:,} records",
        "retyped": f"{dump}: the field {name} is now {kinds}",
        "refused": f"{dump} has a field {name} ({kinds}) that it did not have; the schema contract keeps it out "
        f"({records})",
    }[row["change"]]


def shown(measure: str, value: float) -> str:
    if measure == "volume":
        return f"{value:,.0f}"
    if measure == "typical_words":
        return f"{value:,.0f} words"
    if measure == "lag_hours":
        return f"{value:.0f} hours" if abs(value) < 72 else f"{value / 24:.0f} days"
    percent = 100 * value
    return f"{percent:.0f} %" if percent in (0, 100) or 1 <= percent <= 99 else f"{percent:.1f} %"
