"""Articles that were signed where they were parsed: the same reprints, and nothing is signed twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from tests.warehouse.reprints.conftest import Desk
from tests.warehouse.reprints.planted import Print, planted
from warehouse.reprints.index import Index
from warehouse.reprints.part import Part
from warehouse.reprints.staged import signatures
from warehouse.reprints.update import update
from warehouse.stage import StagedChunk, stage

PRINTS = planted(12, 3, seed=5)


def articles(desk: Desk, ids: Sequence[str]) -> pa.Table:
    """These articles, as they are staged."""
    columns = "article_id, content_sha256, headline, article_body"
    return desk.connection.execute(
        f"SELECT {columns} FROM articles WHERE list_contains(?, article_id)", [list(ids)]
    ).to_arrow_table()


def signed(desk: Desk, ids: Sequence[str], portions: int) -> list[Part]:
    return [signatures(articles(desk, some.tolist())) for some in np.array_split(np.array(ids), portions)]


def everything(rows: pa.Table) -> list[dict[str, object]]:
    return sorted(rows.to_pylist(), key=lambda row: str(row["article_id"]))


@pytest.mark.parametrize("portions", [1, 5])
def test_the_same_rows_without_signing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, portions: int
) -> None:
    ids = desk.insert(PRINTS)
    expected = update(desk.connection, tmp_path / "signed-by-the-loader", "r", ids)
    parts = signed(desk, ids, portions)
    monkeypatch.setattr("warehouse.reprints.update.sign", lambda _texts: pytest.fail("signed again"))
    found = update(desk.connection, desk.folder, "r", ids, parts)
    assert found.rows.num_rows
    assert everything(found.rows) == everything(expected.rows)


def test_what_no_worker_signed_is_signed(desk: Desk, tmp_path: Path) -> None:
    ids = desk.insert(PRINTS)
    expected = update(desk.connection, tmp_path / "none", "r", ids)
    found = update(desk.connection, desk.folder, "r", ids, signed(desk, ids[:17], 2))
    assert everything(found.rows) == everything(expected.rows)


def test_signatures_of_what_was_left_out_do_not_count(desk: Desk, tmp_path: Path) -> None:
    """Records that turn out to be known already, or are signed in two chunks."""
    ids = desk.insert(PRINTS)
    more = signed(desk, ids, 3) * 2
    desk.connection.execute("DELETE FROM articles WHERE list_contains(?, article_id)", [ids[:5]])
    expected = update(desk.connection, tmp_path / "none", "r", ids[5:])
    found = update(desk.connection, desk.folder, "r", ids[5:], more)
    assert everything(found.rows) == everything(expected.rows)
    assert sum(part.articles for part in Index.open(desk.folder).parts) == len(ids) - 5
    assert everything(update(desk.connection, desk.folder, "r", [], more).rows) == []


def test_signatures_travel_with_a_chunk(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = articles(desk, desk.insert([Print("The bridge opened on Monday. " * 20, 1, "a" * 64)]))
    chunk = stage(tmp_path / "1.0", {"articles": table}, signatures(table))
    found = chunk.signatures()
    assert found is not None
    assert np.array_equal(found.body, signatures(table).body)
    assert StagedChunk(chunk.folder, chunk.rows).signatures() is None
    monkeypatch.setattr("warehouse.reprints.part.FORMAT", 2)  # as if a worker of another version had signed
    assert chunk.signatures() is None
