"""After a stop at any moment: what the manifest does not name goes, and the symlink follows the manifest."""

from pathlib import Path

import pytest

from tests.warehouse.conftest import Load, article, run_row, stage_articles
from warehouse import load as loading
from warehouse.home import Home
from warehouse.load import Loader
from warehouse.manifest import read_manifest
from warehouse.query import rows
from warehouse.recovery import recover
from warehouse.verify import verify


class Killed(BaseException):
    """Stands for SIGKILL at a chosen step."""


@pytest.mark.parametrize("step", ["fsync_path", "publish", "retire"])
def test_a_stop_while_publishing_leaves_the_old_state_or_the_new(
    home: Home, load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    load("r1", [article("One")])
    monkeypatch.setattr(loading, step, lambda *_: (_ for _ in ()).throw(Killed))
    with pytest.raises(Killed), Loader(home, "r2", (2026, 3)) as loader:
        loader.add(stage_articles(tmp_path / "a", "r2", [article("Two")]))
        loader.replace_run(run_row("r2", "completed", accepted=1))
        loader.publish()
    monkeypatch.undo()
    expected = 2 if step == "retire" else 1
    assert len(rows(home, "FROM articles")[1]) == expected
    recover(home)
    named = {part.path for part in read_manifest(home).parts}
    found = {p.relative_to(home.root).as_posix() for p in home.root.rglob("part-*.parquet")}
    assert found == named
    if expected == 1:
        load("r2", [article("Two")])
        assert len(rows(home, "FROM articles")[1]) == 2
        assert verify(home) == []


def test_the_symlink_is_set_to_what_the_manifest_names(home: Home, load: Load) -> None:
    load("r1", [article("One")])
    load("r2", [article("Two")])
    old = home.snapshots / "warehouse-000001.duckdb"
    home.warehouse.unlink()
    home.warehouse.symlink_to(old)
    assert len(rows(home, "FROM articles")[1]) == 1
    recover(home)
    assert len(rows(home, "FROM articles")[1]) == 2


def test_staging_is_cleared(home: Home) -> None:
    (home.staging / "old" / "0.0").mkdir(parents=True)
    (home.staging / "old" / "0.0" / "articles.parquet").write_bytes(b"half")
    assert recover(home) == 1
    assert list(home.staging.iterdir()) == []
