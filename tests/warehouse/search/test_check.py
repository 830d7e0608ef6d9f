"""Checking the index: each flipped bit is seen, and a whole index has nothing wrong."""

from __future__ import annotations

import pytest

from tests.warehouse.search.conftest import Publish, row
from warehouse.home import Home
from warehouse.search.check import damage
from warehouse.search.folder import current
from warehouse.search.update import catch_up, rebuild


@pytest.fixture
def indexed(home: Home, publish: Publish) -> Home:
    publish(row("Bridge opens", "A bridge. " * 100), row("Bridge closes"))
    catch_up(home)
    return home


def test_a_whole_index_has_nothing_wrong(indexed: Home, publish: Publish) -> None:
    assert list(damage(indexed)) == []
    publish(row("Bridge opens"))
    assert list(damage(indexed)) == []  # it lags, which mends itself


def test_no_index_is_nothing_wrong(home: Home, publish: Publish) -> None:
    publish(row("Bridge opens"))
    assert list(damage(home)) == []


@pytest.mark.parametrize("kind", ["idx", "pos", "term", "fast", "fieldnorm", "store"])
@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_a_flipped_bit_is_seen_and_mended(indexed: Home, kind: str, place: float) -> None:
    path = next(current(indexed).resolve().glob(f"*.{kind}"))
    data = bytearray(path.read_bytes())
    data[int(place * (len(data) - 1))] ^= 1
    path.write_bytes(data)
    assert list(damage(indexed)) == [(f"search/index-000001/{path.name}", "its checksum is not right")]
    rebuild(indexed)
    assert list(damage(indexed)) == []


def test_a_file_cut_short_is_seen(indexed: Home) -> None:
    path = next(current(indexed).resolve().glob("*.idx"))
    for length in (0, 5, 20):
        path.write_bytes(path.read_bytes()[:length])
        assert len(list(damage(indexed))) == 1


def test_an_index_without_its_list_of_files_cannot_be_opened(indexed: Home) -> None:
    (current(indexed) / "meta.json").unlink()
    assert list(damage(indexed)) == [("search/current", "it cannot be opened")]
