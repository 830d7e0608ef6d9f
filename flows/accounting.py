"""Accounting: what became of every file and record of a run, and that the sum is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from flows.find import RawFile, printable
from flows.land import Landing
from flows.plan import Batch
from schemas.reasons import REASONS
from schemas.vocabularies import OUTCOMES


class AccountingError(AssertionError):
    """seen = accepted + quarantined + rejected + skipped does not hold: a fault of Copydesk."""


@dataclass(slots=True)
class Accounting:
    """The books of one run. Every file is entered once, when all of its parts are loaded."""

    run_id: str
    landing: Landing
    parts_left: Counter[str]
    formats: dict[str, str] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)  # counted where records are read, apart from their outcomes
    by_file: dict[str, Counter[str]] = field(default_factory=dict)
    by_reason: Counter[str] = field(default_factory=Counter)
    entered: set[str] = field(default_factory=set)

    @classmethod
    def open(cls, run_id: str, landing: Landing, batches: Iterable[Batch]) -> Accounting:
        parts = Counter(path for batch in batches for path in batch.paths)
        return cls(run_id, landing, parts)

    def add(self, counts: Mapping[tuple[str, str, str | None], int]) -> None:
        """Enter loaded records: (path, outcome, reason code) → how many."""
        for (path, outcome, reason), count in counts.items():
            self.by_file.setdefault(path, Counter())[outcome] += count
            if reason:
                self.by_reason[reason] += count

    def part_done(self, path: str) -> None:
        self.parts_left[path] -= 1

    def left_out(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Rows of `records` and `rejections` for the files that were not parsed; each counts as one record."""
        records, rejections = [], []
        for file in self.landing.files:
            if file.reason is None:
                continue
            outcome = REASONS[file.reason].outcome
            row = {"path": printable(file.path), "record_locator": "file", "raw_sha256": file.sha256,
                   "run_id": self.run_id, "reason_code": file.reason}  # fmt: skip
            records.append(row | {"outcome": outcome, "byte_offset": 0, "byte_length": file.bytes})
            if outcome == "rejected":
                rejections.append(row | {"message": file.message or REASONS[file.reason].meaning, "byte_offset": 0})
            self.seen[printable(file.path)] += 1
            self.add({(printable(file.path), outcome, file.reason): 1})
        return records, rejections

    def finished_files(self) -> list[dict[str, Any]]:
        """Rows of `raw_files` for files that are done and not yet entered."""
        rows = []
        for file in self.landing.files:
            path = printable(file.path)
            if path in self.entered or self.parts_left[path] > 0 or path not in self.by_file:
                continue
            self.entered.add(path)
            rows.append(self._file_row(path, file))
        return rows

    def _file_row(self, path: str, file: RawFile) -> dict[str, Any]:
        return {
            "path": path, "source": file.source, "sha256": file.sha256, "bytes": file.bytes,
            "modified_ns": file.modified_ns, "format": self.formats.get(path), "reason_code": file.reason,
            "run_id": self.run_id, **_balanced(path, self.seen[path], self.by_file[path]),
        }  # fmt: skip

    @property
    def totals(self) -> dict[str, int]:
        """The run's counts, unchanged files among the skipped; AccountingError if they do not add up."""
        total: Counter[str] = Counter()
        for counts in self.by_file.values():
            total.update(counts)
        unchanged = self.landing.unchanged.total()
        total["skipped"] += unchanged
        return _balanced("the run", self.seen.total() + unchanged, total)

    def by_source(self) -> str:
        """JSON: source → its counts."""
        counts: dict[str, Counter[str]] = {}
        for file in self.landing.files:
            counts.setdefault(file.source, Counter()).update(self.by_file.get(printable(file.path), Counter()))
        for source, unchanged in self.landing.unchanged.items():
            counts.setdefault(source, Counter())["skipped"] += unchanged
        sums = {printable(source): _balanced(source, own.total(), own) for source, own in counts.items()}
        return orjson.dumps(sums).decode()

    def reasons(self) -> dict[str, int]:
        """Reason code → records."""
        unchanged = self.landing.unchanged.total()
        return dict(sorted((self.by_reason + Counter(unchanged=unchanged)).items()))


def _balanced(what: str, seen: int, counts: Mapping[str, int]) -> dict[str, int]:
    """The counts as columns; AccountingError if they do not add up to what was seen."""
    outcomes = {outcome: counts.get(outcome, 0) for outcome in OUTCOMES}
    if seen != sum(outcomes.values()) or set(counts) - set(OUTCOMES):
        raise AccountingError(f"{what}: seen {seen}, but {dict(counts)}")
    return {"seen": seen, **outcomes}
