"""Where a run's things lie, as a worker sees them: it may be on another machine than the run."""

from __future__ import annotations

import tempfile
from pathlib import Path

from flows.fetch import fetch, scheme
from flows.job import Job
from flows.plan import FilePart
from flows.settings import home_folder
from warehouse.home import Home
from warehouse.raw import keep_large
from warehouse.remote.mirror import is_address
from warehouse.remote.publication import follow_store, upload


def home_of(job: Job, *, current: bool = False) -> Home:
    """The job's home; for one in a store this machine's mirror, `current` with what is published."""
    home = Home(home_folder(job.home))
    if current and is_address(job.home):
        follow_store(home)
    return home


def scratch(job: Job) -> Path:
    """A folder for a worker's own files."""
    place = scratch_place(job)
    place.mkdir(parents=True, exist_ok=True)
    return place


def scratch_place(job: Job) -> Path:
    """Where that is, whether it is there or not."""
    return Path(tempfile.gettempdir()) / f"copydesk-{job.run_id}" if is_address(job.staging) else Path(job.staging)


def at_hand(part: FilePart, job: Job) -> FilePart:
    """The part with its bytes on this machine: what the run fetched elsewhere comes again. OSError if it cannot."""
    if not part.local or Path(part.local).exists() or not scheme(part.path):
        return part
    path, digest, _ = fetch(part.path, scratch(job) / "fetched")
    if digest != part.sha256:
        raise OSError(f"{part.path} is not what it was when it was landed")
    return part._replace(local=str(path))


def keep_whole(job: Job, path: Path) -> None:
    """Keep a raw file that is too large to be a record; at once in the store, if the home is in one."""
    home = home_of(job)
    kept = keep_large(home, path)
    upload(home, [kept.relative_to(home.root).as_posix()])
