"""The log of a run: a line of JSON for each step, with the ids of run, batch and record; no text, path or address."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import orjson

from flows.job import BatchManifest
from warehouse.stage import StagedChunk

VARIABLE = "COPYDESK_LOG"  # a file, `-` for stderr; none: no log
KEPT_OUT = ("quarantined", "rejected")
Value = str | int | float | None | Mapping[str, int] | Mapping[str, float]


class RunLog:
    """Appends to a file, a line at a time, so that several runs may share one. OSError where it cannot be opened."""

    def __init__(self, run_id: str, target: str | None = None) -> None:
        self._run_id = run_id
        self._target = os.environ.get(VARIABLE, "") if target is None else target
        self._stream: IO[bytes] | None = None
        if self._target == "-":
            self._stream = sys.stderr.buffer
        elif self._target:
            self._stream = Path(self._target).open("ab", buffering=0)  # noqa: SIM115 - for as long as the run

    def tell(self, event: str, **values: Value) -> None:
        """Write a line; does nothing without a target."""
        if self._stream is not None:
            row = {"at": datetime.now(UTC), "run": self._run_id, "event": event, **values}
            self._stream.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z))

    def batch(self, manifest: BatchManifest) -> None:
        """A batch came back: its figures, and each of its records that was kept out."""
        if self._stream is None:
            return
        seconds = {stage: round(spent, 3) for stage, spent in manifest.seconds.items()}
        self.tell("batch", batch=manifest.number, records=manifest.seen.total(), seconds=seconds)
        for chunk in manifest.chunks:
            self._kept_out(manifest.number, chunk)

    def _kept_out(self, batch: int, chunk: StagedChunk) -> None:
        columns = ["outcome", "record_sha256", "article_id", "reason_code"]
        for row in chunk.read("records").select(columns).to_pylist():
            if row["outcome"] in KEPT_OUT:
                self.tell(
                    "kept_out", batch=batch, outcome=row["outcome"], record=row["record_sha256"],
                    article=row["article_id"], reason=row["reason_code"],
                )  # fmt: skip

    def close(self) -> None:
        if self._stream is not None and self._target != "-":
            self._stream.close()
