"""A home in a store: what one machine publishes another sees; of two loaders one wins; nothing half is visible."""

from __future__ import annotations

import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fsspec
import pytest

from tests.warehouse.conftest import article, run_row, stage_articles
from tests.warehouse.remote.conftest import URL, Mirror
from warehouse.home import Home, HomeLockedError
from warehouse.load import Loader
from warehouse.maintain.compact import compact
from warehouse.manifest import read_manifest
from warehouse.query import rows
from warehouse.recovery import recover
from warehouse.remote import publication
from warehouse.remote.mirror import address, local_file, names
from warehouse.remote.publication import follow_store, sweep_store
from warehouse.remote.store import Store, StoreError
from warehouse.repair import repair
from warehouse.verify import verify

DAY = datetime(2019, 12, 31, tzinfo=UTC)


def publish(home: Home, run_id: str, *headlines: str) -> None:
    follow_store(home)
    recover(home)
    with _loaded(home, run_id, *headlines) as loader:
        loader.publish()


def _loaded(home: Home, run_id: str, *headlines: str) -> Loader:
    loader = Loader(home, run_id, (2026, 3))
    loader.add(stage_articles(home.staging / run_id / "chunk", run_id, [article(name, DAY) for name in headlines]))
    loader.replace_run(run_row(run_id, "completed", accepted=len(headlines)))
    return loader


def headlines(home: Home) -> list[str]:
    follow_store(home)
    return [row[0] for row in rows(home, "SELECT headline FROM articles ORDER BY 1")[1]]


def test_what_one_machine_publishes_another_sees(mirrored: Mirror) -> None:
    here, there = mirrored("here"), mirrored("there")
    publish(here, "r1", "One", "Two")
    assert headlines(there) == ["One", "Two"]
    publish(there, "r2", "Three")
    assert headlines(here) == ["One", "Three", "Two"]
    for home in (here, there, mirrored("new")):
        follow_store(home)
        assert [f for f in verify(home) if f.check != "run equals its files"] == []
    assert address(here) == address(there) == URL


def test_the_store_has_the_layout_of_a_home(mirrored: Mirror) -> None:
    publish(mirrored("here"), "r1", "One")
    keys = set(Store(URL).find(""))
    assert {"manifest.json", "manifests/000001.json"} <= keys
    assert {part.path for part in read_manifest(mirrored("here")).parts} <= keys


def test_of_two_loaders_on_the_same_state_one_wins(mirrored: Mirror) -> None:
    here, there = mirrored("here"), mirrored("there")
    publish(here, "r1", "One")
    follow_store(there)
    with _loaded(here, "r2", "Here") as first, _loaded(there, "r3", "There") as second:
        first.publish()
        with pytest.raises(HomeLockedError, match="another run published meanwhile"):
            second.publish()
    assert headlines(here) == headlines(there) == ["Here", "One"]
    publish(there, "r4", "There")
    assert headlines(here) == ["Here", "One", "There"]
    assert [f for f in verify(there) if f.check != "run equals its files"] == []


@pytest.mark.parametrize("call", ["put", "create", "write"])
def test_a_stop_at_any_moment_of_a_publication(mirrored: Mirror, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Before the conditional write nothing is published, after it all is, whatever the mirror came to know."""
    here = mirrored("here")
    publish(here, "r1", "One")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Store, call, stopped)
        with pytest.raises(KeyboardInterrupt):
            publish(here, "r2", "Two")
    expected = ["One", "Two"] if call == "write" else ["One"]
    assert headlines(mirrored("new")) == headlines(here) == expected
    publish(here, "r3", "Three")
    assert headlines(mirrored("new")) == sorted([*expected, "Three"])
    assert [f for f in verify(here) if f.check != "run equals its files"] == []


def test_a_reader_that_looked_before_does_not_move_the_mirror_back(
    mirrored: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run publishes on the same machine while the reader is between its look at the store and its mirror."""
    here, looked, go_on, read = mirrored("here"), threading.Event(), threading.Event(), Store.read
    publish(here, "r1", "One")
    reader = threading.Thread(target=follow_store, args=(here,))

    def slow(store: Store, key: str) -> bytes:
        data = read(store, key)
        if threading.current_thread() is reader:
            looked.set()
            assert go_on.wait(30)
        return data

    monkeypatch.setattr(Store, "read", slow)
    with _loaded(here, "r2", "Two") as loader:
        reader.start()
        assert looked.wait(30)
        run = threading.Thread(target=loader.publish)
        run.start()
        run.join(1)
        go_on.set()
        reader.join(30)
        run.join(30)
    assert read_manifest(here).sequence == 2
    assert headlines(here) == ["One", "Two"]


def test_a_mirror_may_be_deleted_at_any_time(mirrored: Mirror) -> None:
    publish(mirrored("here"), "r1", "One")
    shutil.rmtree(mirrored("here").root)
    publish(mirrored("here"), "r2", "Two")
    assert headlines(mirrored("here")) == ["One", "Two"]


def test_a_store_that_was_emptied_is_an_empty_home(mirrored: Mirror) -> None:
    here = mirrored("here")
    publish(here, "r1", "One")
    fsspec.filesystem("memory").store.clear()
    assert follow_store(here).sequence == 0
    assert not here.warehouse.is_symlink()
    publish(here, "r2", "Two")
    assert headlines(mirrored("new")) == ["Two"]


def test_a_part_is_fetched_when_it_is_wanted(mirrored: Mirror) -> None:
    publish(mirrored("here"), "r1", "One")
    there = mirrored("there")
    part = follow_store(there).parts[0]
    assert not (there.root / part.path).exists()
    assert local_file(there, part.path).stat().st_size == part.bytes
    assert not local_file(there, "parquet/nothing.parquet").exists()


def test_large_raw_files_and_the_policy_travel(mirrored: Mirror) -> None:
    here, there = mirrored("here"), mirrored("there")
    here.create()
    (here.raw / "large").mkdir()
    (here.raw / "large" / f"{'0' * 64}.zst").write_bytes(b"bytes")
    Store(URL).write("copydesk.toml", b'gate = "off"\n')
    publish(here, "r1", "One")
    follow_store(there)
    assert names(there, "raw/large") == {f"{'0' * 64}.zst"}
    assert (there.root / "copydesk.toml").read_text() == 'gate = "off"\n'


def test_what_was_replaced_is_swept_once_it_is_old(mirrored: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    here = mirrored("here")
    for number in range(4):
        publish(here, f"r{number}", f"Article {number}")
    with Loader(here, "m", (2026, 3)) as loader:
        loader.rearrange(compact)
        loader.replace_run(run_row("m", "completed"))
        loader.publish()
    publish(here, "r9", "Another")
    before = set(Store(URL).find("parquet/"))
    monkeypatch.setattr(publication, "GRACE", timedelta(days=-1))
    assert sweep_store(here) > 0
    left = set(Store(URL).find("parquet/"))
    assert left < before
    assert {part.path for part in read_manifest(here).parts if part.path.startswith("parquet/")} <= left
    assert len(Store(URL).find("manifests/")) == 2
    assert headlines(mirrored("new")) == ["Another", *(f"Article {number}" for number in range(4))]


def test_damage_in_a_mirror_is_mended_from_the_store(mirrored: Mirror) -> None:
    here = mirrored("here")
    publish(here, "r1", "One")
    part = next(part for part in read_manifest(here).parts if part.table == "articles")
    (here.root / part.path).write_bytes(b"PAR1")
    (here.root / str(read_manifest(here).snapshot)).write_bytes(b"not a database")
    assert {one.state for one in repair(here)} == {"repaired"}
    assert [f for f in verify(here) if f.check != "run equals its files"] == []


def test_an_address_with_a_password_is_refused() -> None:
    with pytest.raises(StoreError, match="may not carry a user or password") as caught:
        Store("s3://user:hidden@news/desk").find("")
    assert "hidden" not in str(caught.value)


def test_an_unknown_kind_of_store() -> None:
    with pytest.raises(StoreError, match="nowhere"):
        Store("nowhere://news/desk").find("")


def test_a_download_that_breaks_off_leaves_nothing(mirrored: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(mirrored("here"), "r1", "One")
    there = mirrored("there")

    def broken(_key: list[str], targets: list[str]) -> None:
        Path(targets[0]).write_bytes(b"half")
        raise OSError("the connection was reset")

    store = Store(URL)
    monkeypatch.setattr(store._opened[0], "get", broken)
    with pytest.raises(StoreError, match="was reset"):
        store.get({"manifest.json": there.root / "manifest.json"})
    assert [path.name for path in there.root.iterdir()] == ["mirror-of.json"]
