"""A store in memory, and mirrors of one home in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import fsspec
import pytest

from warehouse.home import Home
from warehouse.remote import mirror
from warehouse.remote.mirror import mirror_of

URL = "memory://news/desk"
Mirror = Callable[[str], Home]


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    yield
    fsspec.filesystem("memory").store.clear()


@pytest.fixture
def mirrored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mirror:
    """Makes the mirror that a machine of that name has."""

    def made(machine: str) -> Home:
        monkeypatch.setenv(mirror.MIRRORS, str(tmp_path / machine))
        return Home(mirror_of(URL))

    return made
