"""The index: a few files, sorted, mapped into memory; small parts merge, and nothing is lost on the way."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from tests.warehouse.reprints.planted import planted
from warehouse.reprints import index as index_module
from warehouse.reprints.find import find
from warehouse.reprints.index import Articles, Index, checksum
from warehouse.reprints.part import OtherFormatError, Part, is_sound, read, write
from warehouse.reprints.reshape import merge, pick, without
from warehouse.reprints.signature import Signatures, select, sign

PRINTS = planted(12, 4, seed=3)
SIGNED = sign([(None, item.body) for item in PRINTS])
IDS = np.array([[int(item.article_id[:16], 16), int(item.article_id[16:], 16)] for item in PRINTS], np.uint64)


def stored(folder: Path, portions: int) -> Index:
    index = Index.open(folder)
    for rows in np.array_split(np.arange(len(PRINTS)), portions):
        index.add(Articles(IDS[rows], IDS[rows, 0]), select(SIGNED, rows))
    return index


def pairs(index: Index, query: Signatures = SIGNED) -> set[tuple[int, int]]:
    found = find(index.parts, query)
    return set(zip(found.body.tolist(), found.other.tolist(), strict=True))


def test_pairs_are_the_same_however_the_index_is_cut_and_merged(tmp_path: Path) -> None:
    whole = pairs(stored(tmp_path / "1", 1))
    many = stored(tmp_path / "7", 7)
    assert pairs(many) == whole
    many.compact()
    assert len(many.parts) < 4
    assert pairs(many) == pairs(Index.open(tmp_path / "7")) == whole
    assert whole == {(other, one) for one, other in whole}


def test_a_part_comes_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    part = stored(tmp_path, 1).parts[0]
    path = write(tmp_path, part)
    for field in fields(Part):
        assert np.array_equal(getattr(read(path), field.name), getattr(part, field.name)), field.name
    assert is_sound(path)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_flipped_bit_is_found(tmp_path: Path) -> None:
    stored(tmp_path, 1)
    path = next(tmp_path.glob("part-*"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert not is_sound(path)


def test_files_of_other_rules_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored(tmp_path, 2)
    monkeypatch.setattr("warehouse.reprints.part.FORMAT", 2)
    with pytest.raises(OtherFormatError, match="other rules"):
        read(next(tmp_path.glob("part-*")))
    assert Index.open(tmp_path).parts == []
    assert list(tmp_path.iterdir()) == []


def test_picked_texts_have_the_signatures_they_came_with(tmp_path: Path) -> None:
    part = stored(tmp_path, 1).parts[0]
    rows = np.arange(0, len(part.body), 3)
    query = pick(part, rows)
    bodies = set(part.body[rows].tolist())
    assert pairs(Index.open(tmp_path), query) == {pair for pair in pairs(Index.open(tmp_path)) if pair[0] in bodies}


def test_merging_and_leaving_out(tmp_path: Path) -> None:
    index = stored(tmp_path, 3)
    whole = merge(index.parts)
    assert all(np.all(np.diff(keys.astype(np.int64)) >= 0) for keys in (whole.band_keys, whole.passage_keys))
    assert whole.articles == len(PRINTS)
    texts = np.arange(len(whole.body)) % 2 == 0
    half = without(whole, np.isin(whole.article_body, whole.body[texts]), texts)
    assert np.array_equal(half.body, whole.body[texts])
    kept = set(half.body.tolist())
    expected = {pair for pair in pairs(index) if pair[0] in kept and pair[1] in kept}
    found = find([half], pick(half, np.arange(len(half.body))))
    assert set(zip(found.body.tolist(), found.other.tolist(), strict=True)) == expected


def test_only_small_parts_are_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "LARGEST_MERGED", 25)
    index = stored(tmp_path, 8)
    index.compact()
    assert max(part.articles for part in index.parts) <= 25
    assert sum(part.articles for part in index.parts) == len(PRINTS)


def test_the_checksum_tells_sets_of_articles_apart() -> None:
    articles = Articles(IDS, IDS[:, 0])
    assert checksum(articles) == checksum(Articles(IDS[::-1], IDS[::-1, 0]))
    assert checksum(articles) != checksum(Articles(IDS[1:], IDS[1:, 0]))
    assert checksum(articles) != checksum(Articles(IDS, np.roll(IDS[:, 0] + np.uint64(1 << 40), 1)))
