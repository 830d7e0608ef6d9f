"""The index follows the warehouse: after each publication, a kill, damage, or another version."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import tantivy

from tests.warehouse.search.conftest import Publish, row
from warehouse.home import Home
from warehouse.search import folder, update
from warehouse.search.find import opened
from warehouse.search.folder import IndexBusyError, changing, current, index_folder, open_index
from warehouse.search.update import Change, catch_up, fingerprints, rebuild


def found(home: Home, question: str) -> list[str | None]:
    with opened(home) as search:
        return sorted(hit.headline or "" for hit in search.find(question).hits)


def test_a_publication_is_followed(home: Home, publish: Publish) -> None:
    publish(row("Bridge opens"))
    assert catch_up(home) == Change(1, 0, True)
    assert catch_up(home) == Change(0, 0, False)
    publish(row("Bridge opens"), row("Bridge closes"))
    assert catch_up(home) == Change(1, 0, False)
    assert found(home, "bridge") == ["Bridge closes", "Bridge opens"]


def test_what_is_removed_or_replaced_is_not_found_any_more(home: Home, publish: Publish) -> None:
    publish(row("Bridge opens"), row("Bridge closes", article_id="a" * 32))
    catch_up(home)
    publish(row("Ferry closes", article_id="a" * 32))
    assert catch_up(home) == Change(1, 2, False)
    assert found(home, "bridge") == [] and found(home, "ferry") == ["Ferry closes"]


def test_an_old_version_is_found_only_on_request(home: Home, publish: Publish) -> None:
    publish(row("Bridge opens"))
    catch_up(home)
    publish(row("Bridge opens", is_current=False), row("Bridge opens late"))
    assert catch_up(home) == Change(2, 1, False)
    assert found(home, "bridge") == ["Bridge opens late"]


def test_searching_brings_an_index_that_lags_up_to_date(home: Home, publish: Publish) -> None:
    publish(row("Bridge opens"))
    assert found(home, "bridge") == ["Bridge opens"]  # there was none
    publish(row("Bridge opens"), row("Bridge closes"))
    assert found(home, "bridge") == ["Bridge closes", "Bridge opens"]


class Killed(BaseException):
    """Stands for SIGKILL at a chosen step."""


@pytest.mark.parametrize("step", ["_finish", "document", "write_state"])
def test_a_stop_while_updating_leaves_the_old_state_and_is_made_good(
    home: Home, publish: Publish, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    publish(row("Bridge opens"))
    catch_up(home)
    publish(row("Bridge closes"))
    monkeypatch.setattr(update, step, lambda *_: (_ for _ in ()).throw(Killed))
    with pytest.raises(Killed):
        catch_up(home)
    monkeypatch.undo()
    opened_index = open_index(current(home))
    assert opened_index and len(fingerprints(opened_index[0])) == 1
    assert found(home, "bridge") == ["Bridge closes"]


@pytest.mark.parametrize("step", ["_finish", "link_atomically"])
def test_a_stop_while_building_leaves_no_half_index(
    home: Home, publish: Publish, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    publish(row("Bridge opens"))
    monkeypatch.setattr(update, step, lambda *_: (_ for _ in ()).throw(Killed))
    with pytest.raises(Killed):
        catch_up(home)
    monkeypatch.undo()
    assert found(home, "bridge") == ["Bridge opens"]
    assert len(list(index_folder(home).glob("index-*"))) == 1


def test_an_index_that_was_deleted_or_damaged_is_built_anew(home: Home, publish: Publish) -> None:
    publish(row("Bridge opens"))
    catch_up(home)
    (current(home) / "meta.json").write_bytes(b'{"half')
    assert found(home, "bridge") == ["Bridge opens"]
    for segment in current(home).resolve().glob("*.term"):
        segment.unlink()
    assert found(home, "bridge") == ["Bridge opens"]
    shutil.rmtree(current(home).resolve())
    assert found(home, "bridge") == ["Bridge opens"]
    shutil.rmtree(index_folder(home))
    assert found(home, "bridge") == ["Bridge opens"]


def test_an_index_of_another_version_is_built_anew(
    home: Home, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(row("Bridge opens"))
    monkeypatch.setattr(folder, "VERSION", 0)
    catch_up(home)
    monkeypatch.undo()
    assert open_index(current(home)) is None
    assert found(home, "bridge") == ["Bridge opens"]


def test_an_index_with_other_fields_is_built_anew(home: Home, publish: Publish) -> None:
    publish(row("Bridge opens"))
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True)
    other = index_folder(home) / "index-000007"
    other.mkdir(parents=True)
    tantivy.Index(builder.build(), path=str(other)).writer(15_000_000, 1).commit()
    current(home).symlink_to(other.name)
    assert catch_up(home) == Change(1, 0, True)
    assert current(home).resolve().name == "index-000008" and not other.exists()


def test_building_anew_takes_the_old_one_away(home: Home, publish: Publish) -> None:
    publish(row("Bridge opens"))
    catch_up(home)
    with opened(home) as search:
        assert rebuild(home) == Change(1, 0, True)
        assert search.find("bridge").total == 1  # who has it open keeps it
    assert [path.name for path in index_folder(home).glob("index-*")] == ["index-000002"]


def test_a_reader_sees_one_state_while_the_index_is_changed(home: Home, publish: Publish) -> None:
    publish(row("Bridge opens"))
    with opened(home) as search:
        publish(row("Bridge closes"), row("Bridge stays"))
        assert catch_up(home) == Change(2, 1, False)
        assert search.find("bridge").total == 1
    assert len(found(home, "bridge")) == 2


def test_while_another_process_is_at_it_the_old_state_answers(home: Home, publish: Publish) -> None:
    publish(row("Bridge opens"))
    busy = pytest.raises(IndexBusyError, match="is being brought up to date")
    with changing(home, wait=True), busy, opened(home):
        pass
    catch_up(home)
    publish(row("Bridge opens"), row("Bridge closes"))
    with changing(home, wait=True), opened(home) as search:
        results = search.find("bridge")
        assert (results.total, results.up_to_date) == (1, False)
    assert len(found(home, "bridge")) == 2


def test_a_restored_backup_is_noticed(home: Home, publish: Publish) -> None:
    publish(row("Bridge opens"))
    backup: Path = home.root.with_name("backup")
    shutil.copytree(home.root, backup, symlinks=True)
    publish(row("Ferry opens"))
    catch_up(home)
    shutil.copytree(home.root / "search", backup / "search", symlinks=True)
    assert found(Home(backup), "opens") == ["Bridge opens"]
