"""One run's steps, in order: land, plan, load each batch as it comes, finish. The flow calls them."""

from __future__ import annotations

import contextlib
import platform
import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson

from expectations.policy import DEFAULT
from expectations.results import gate_failures
from flows.accounting import Accounting
from flows.job import BatchManifest, Job
from flows.land import Landing, land
from flows.lineage import lineage
from flows.log import RunLog
from flows.order import INGEST, Order
from flows.parsing import parse_options
from flows.plan import Batch, plan
from flows.settings import Settings
from flows.sources import Judge, contract, judged
from warehouse.home import Home, locked
from warehouse.ledger import Ledger
from warehouse.load import Loader
from warehouse.profiles import ThisRun
from warehouse.recovery import recover
from warehouse.remote.mirror import address, is_address, store_of
from warehouse.remote.probe import require_writable
from warehouse.remote.publication import follow_store
from warehouse.remote.store import Store
from warehouse.search.folder import SearchError
from warehouse.search.update import catch_up

REPLACES = {"replay": "quarantined_articles", "release": "quarantined_articles", "reparse": "articles"}
LIBRARIES = ("copydesk", "prefect", "great-expectations", "duckdb", "pyarrow")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to. `failed` lists (severity, suite, expectation, unexpected count) of what did not hold."""

    run_id: str
    home: str
    status: str
    counts: dict[str, int]
    files_seen: int
    files_unchanged: int
    by_reason: dict[str, int]
    timings: dict[str, float]
    failed: list[tuple[str, str, str, int]]
    breaches: list[str] = field(default_factory=list)  # what is unusual about the run's sources


def new_run_id(started: datetime) -> str:
    """Identity of a run: its start in UTC to the microsecond; one home has one run at a time, so it is unique."""
    return started.strftime("%Y%m%dT%H%M%S.%fZ")


class Run:
    """The state of one run: its books, its loader, its clock."""

    def __init__(self, settings: Settings, sources: Sequence[str], order: Order = INGEST) -> None:
        self.settings, self.sources, self.order = settings, list(sources), order
        self.home = Home(settings.home)
        self.started = datetime.now(UTC)
        self.run_id = new_run_id(self.started)
        policy, options = settings.policy, parse_options(settings)
        if order.kind == "ingest":
            options = options._replace(contract=contract(self.home, policy))
        self.job = Job(
            self.run_id, address(Home(self.home.root.absolute())), self._staging(), self.started, settings.keep_raw,
            settings.limits, options, policy, kind=order.kind, is_trial=order.is_trial,
            accepts_all=order.kind == "release",
        )  # fmt: skip
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._began = time.perf_counter()
        self._published = time.monotonic()
        self._unpublished = 0
        self._fields: Counter[tuple[str, str, str, str]] = Counter()  # of dumps, see flows.field_census
        self._gate_failed = False
        self._log = RunLog(self.run_id)

    @property
    def _local(self) -> Path:
        """The run's own files on this machine."""
        return self.home.staging / self.run_id

    def _staging(self) -> str:
        """Where workers stage: in the home, or in its store if they may be on other machines."""
        if self.settings.address and (store := store_of(self.home)) is not None:
            return f"{store.url}/staging/{self.run_id}"
        return str(self._local.absolute())

    def land(self) -> Landing:
        with self._timed("land"):
            return land(self.sources, Ledger(self.home), self._local / "fetched")

    def plan(self, landing: Landing) -> list[Batch]:
        """The batches to do; opens the books and the loader."""
        batches = plan(landing.files, self.settings)
        self.start(landing, batches)
        return batches

    def start(self, landing: Landing, batches: list[Batch]) -> None:
        """Open the books and the loader for what is to be done."""
        self._books = Accounting.open(self.run_id, landing, batches)
        self._log.tell("started", kind=self.order.kind, files=len(landing.files), batches=len(batches))
        self._batches = {batch.number: batch for batch in batches}
        self.loader = Loader(self.home, self.run_id, self.job.month)

    def load(self, manifest: BatchManifest) -> int:
        """Take in a finished batch; publishes when enough has come together. Returns how many files it had."""
        with self._timed("load"):
            for path, name in manifest.formats.items():
                self._books.formats[path] = name
            self._fields.update(manifest.fields)
            self._books.seen.update(manifest.seen)
            manifest.chunks = [chunk.brought(self._local) for chunk in manifest.chunks]
            self._log.batch(manifest)
            for chunk in manifest.chunks:
                self._books.add(self.loader.add(chunk, REPLACES.get(self.order.kind)))
            for path in self._batches[manifest.number].paths:
                self._books.part_done(path)
        for stage, seconds in manifest.seconds.items():
            self.seconds[f"{stage} (worker)"] += seconds
        self._unpublished += manifest.seen.total()
        if (
            self._unpublished >= self.settings.publish_articles
            or time.monotonic() - self._published >= self.settings.publish_seconds
        ):
            self._publish("interrupted")
            self.loader.reopen()
        return len(self._batches[manifest.number].paths)

    def finish(self, judge: Judge | None) -> Summary:
        """Enter what was left out, judge the run if it is one to be judged, publish."""
        records, rejections = self._books.left_out()
        self.loader.add_rows("records", records)
        self.loader.add_rows("rejections", rejections)
        totals = self._books.totals
        breaches = self._judge(judge) if judge else []
        gate_failed = self._gate_failed
        losses = totals["quarantined"] + totals["rejected"]
        status = "gate_failed" if gate_failed else "completed_with_losses" if losses else "completed"
        failed = self.loader.failed_expectations()
        self._publish(status)
        self._log.tell("ended", status=status, counts=dict(totals), seconds=self._timings())
        return Summary(
            self.run_id, address(self.home), status, totals, self._files_seen, self._unchanged,
            self._books.reasons(), self._timings(), failed, breaches,
        )  # fmt: skip

    def _judge(self, judge: Judge) -> list[str]:
        """Judge the run and its sources, and enter what is found; returns what is unusual, in words."""
        with self._timed("judge"):
            policy, this = self.job.policy, ThisRun(self.run_id, self.started, self.sources)
            of_sources = judged(self.loader.connection, this, self._fields, policy, judge)
            results = judge.judge(self._books.totals, policy) + of_sources.results
            of_run = {"batch": "run", "run_id": self.run_id}
            self.loader.add_rows("expectation_results", [result._asdict() | of_run for result in results])
            self.loader.add_rows("source_measurements", of_sources.measurements)
            self.loader.add_rows("source_fields", of_sources.fields)
            self._gate_failed = bool(gate_failures(results, policy.gate))
        return of_sources.breaches

    def _publish(self, status: str) -> None:
        with self._timed("load"):
            self.loader.add_rows("raw_files", self._books.finished_files())
            self.loader.replace_run(self._row(status))
        with self._timed("publish"):
            self.loader.publish()
        with self._timed("search"), contextlib.suppress(SearchError):  # the next search or run catches up
            catch_up(self.home)
        self._log.tell("published", records=self._unpublished)
        self._published, self._unpublished = time.monotonic(), 0

    def _row(self, status: str) -> dict[str, Any]:
        versions = {name: version(name) for name in LIBRARIES} | {"python": platform.python_version()}
        return {
            "run_id": self.run_id, "kind": self.order.kind, "status": status, "started_at": self.started,
            "finished_at": datetime.now(UTC), "sources": self.sources, "files_seen": self._files_seen,
            "files_unchanged": self._unchanged, **self._books.totals, "by_source": self._books.by_source(),
            "settings": orjson.dumps(self._told()).decode(),
            "by_reason": orjson.dumps(self._books.reasons()).decode(),
            "timings": orjson.dumps(self._timings()).decode(), "versions": orjson.dumps(versions).decode(),
        }  # fmt: skip

    def _told(self) -> dict[str, Any]:
        """What the run was told to do otherwise than usual."""
        policy = self.job.policy
        own = {"policy": policy.source.path if policy.source else None, "policy_digest": policy.digest}
        return self.order.told | self.settings.told() | (own if policy != DEFAULT else {})

    @property
    def _unchanged(self) -> int:
        return self._books.landing.unchanged.total()

    @property
    def _files_seen(self) -> int:
        return len(self._books.landing.files) + self._unchanged

    def _timings(self) -> dict[str, float]:
        total = time.perf_counter() - self._began
        return {stage: round(s, 3) for stage, s in {**self.seconds, "total": total}.items()}

    @contextlib.contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[stage] += time.perf_counter() - started

    def close(self) -> None:
        self._log.close()
        if hasattr(self, "loader"):
            self.loader.__exit__()
        shutil.rmtree(self._local, ignore_errors=True)
        if is_address(self.job.staging):
            store = Store(self.job.staging)
            store.remove(list(store.find("")))


@contextlib.contextmanager
def open_run(settings: Settings, sources: Sequence[str], order: Order = INGEST) -> Iterator[Run]:
    """Hold the home, clear up after a stopped run, and run; HomeLockedError if another run holds the home.

    A trial changes nothing, and holds nothing.
    """
    home = Home(settings.home)
    with lineage() as told, contextlib.nullcontext() if order.is_trial else locked(home, settings.lock_seconds):
        if not order.is_trial:
            follow_store(home)
            require_writable(home)
            recover(home)
        run = Run(settings, sources, order)
        told.start(run)
        try:
            yield run
        finally:
            run.close()
