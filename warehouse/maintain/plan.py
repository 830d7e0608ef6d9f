"""What maintaining a home would do, and what it did."""

from __future__ import annotations

from typing import NamedTuple

from warehouse.home import Home
from warehouse.maintain.compact import groups
from warehouse.maintain.database import wants_rebuilding
from warehouse.maintain.retention import Keep, old_raw, old_reports
from warehouse.manifest import read_manifest
from warehouse.recovery import expired


class Step(NamedTuple):
    """One thing to do: how many things it is about, and a sentence."""

    step: str
    things: int
    what: str


def steps(home: Home, keep: Keep) -> list[Step]:
    """What there is to do; steps that would do nothing are left out."""
    manifest = read_manifest(home)
    merged = list(groups(manifest.parts))
    small = sum(map(len, merged))
    why = wants_rebuilding(home, manifest)
    raw = len(old_raw(home, keep.raw_days)) if keep.raw_days is not None else 0
    reports = len(list(old_reports(home, keep.report_days))) if keep.report_days is not None else 0
    swept = len(expired(home))
    found = [
        Step("compact", small, f"small parts become {len(merged)} larger ones"),
        Step("rebuild", int(bool(why)), f"the DuckDB file is built anew: {why}"),
        Step("drop raw bytes", raw, f"accepted records' bytes are older than {keep.raw_days} days"),
        Step("drop reports", reports, f"reports are older than {keep.report_days} days"),
        Step("sweep", swept, "replaced parts that no reader can still want"),
    ]
    return [step for step in found if step.things]
