"""Keeping `reprints` up: the groups follow from the articles alone, whatever came first, whatever was interrupted."""

import random
import shutil
from collections import Counter
from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from tests.warehouse.reprints.conftest import Desk
from tests.warehouse.reprints.planted import LEFT, Print, cut, edited, forms, planted, sequels, story, wired
from warehouse.reprints import common, find, index
from warehouse.reprints.update import update


class Changed(NamedTuple):
    """An article with another text than its id comes from."""

    body: str
    article_id: str


SHUFFLES = 4  # the benchmark tries 100


def scores(prints: list[Print], groups: set[frozenset[str]]) -> tuple[float, float]:
    """(recall, precision) over pairs of articles."""
    story_of = {item.article_id: item.story for item in prints}
    right = sum(n * (n - 1) // 2 for group in groups for n in Counter(story_of[i] for i in group).values())
    found = sum(len(group) * (len(group) - 1) // 2 for group in groups)
    true = sum(n * (n - 1) // 2 for n in Counter(story_of.values()).values())
    return right / true, right / found


def test_planted_prints_are_found_and_stories_that_look_alike_are_not(desk: Desk) -> None:
    prints = planted(150, 4)
    prints += forms(100) + sequels(prints, 75)
    desk.load(prints)
    recall, precision = scores(prints, desk.groups())
    assert recall >= 0.97
    assert precision >= 0.98


@pytest.mark.parametrize("bound", [1_000, 6])  # of 6: house notices become common while articles come in
def test_the_groups_are_the_same_whatever_the_order_and_the_portions(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, bound: int
) -> None:
    monkeypatch.setattr(find, "COMMON", bound)
    monkeypatch.setattr(common, "COMMON", bound)
    monkeypatch.setattr(index, "COMMON", bound)
    monkeypatch.setattr(index, "LARGEST_MERGED", 60)
    prints = planted(16, 4, seed=5) + forms(10)
    prints += [Print(prints[0].body, prints[0].story, f"copy {number}") for number in range(6)]
    versions = [item.article_id for item in prints if item.story < 4 and item.kind in ("original", "edited", "cut")]
    works, seen = ["0" * 32, versions], []
    for seed in range(SHUFFLES):
        rng = random.Random(seed)
        order = rng.sample(prints, len(prints))
        desk.clear()
        while order:
            number = rng.randint(1, 60)
            ids = desk.insert(order[:number])
            desk.connection.execute("UPDATE articles SET work_id = ? WHERE article_id IN (SELECT unnest(?))", works)
            desk.update(ids)
            order = order[number:]
        seen.append(desk.rows())
    assert len(seen[0]) > 60
    assert all(rows == seen[0] for rows in seen)


def test_what_a_group_says_of_its_members(desk: Desk) -> None:
    rng = random.Random(3)
    parts = story(rng)
    original = Print("\n\n".join(wired(rng, parts)), 1, "original")
    same, short = Print("\n\n".join(parts), 1, "same"), Print("\n\n".join(cut(rng, parts)), 1, "cut")
    late, early = datetime(2024, 3, 2, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC)
    desk.load([short], day=late)
    assert desk.rows() == []
    desk.load([same], day=late)
    desk.load([original], day=early)
    rows = {row[1]: row for row in desk.rows()}
    assert {row[0] for row in rows.values()} == {min(rows)}
    assert rows[original.article_id][2:] == (1.0, "same_body", True, "Reuters")  # named in its dateline
    assert rows[same.article_id][2:] == (1.0, "same_body", False, "Reuters")
    assert rows[short.article_id][3:] == ("shared_paragraphs", False, "Reuters")
    assert rows[short.article_id][2] == pytest.approx(LEFT, abs=0.12)


def test_an_article_that_belongs_to_two_groups_makes_them_one(desk: Desk) -> None:
    rng = random.Random(4)
    parts = story(rng, 2_400)
    half = len(parts) // 2
    ends = [Print("\n\n".join(parts[:half] + story(rng, 500)), 1, "a"), Print("\n\n".join(cut(rng, parts)), 1, "b")]
    desk.load([ends[0]])
    desk.load([ends[1]])
    before = desk.groups()
    found = desk.load([Print("\n\n".join(edited(rng, parts, 0.01)), 1, "whole")])
    assert before in (set(), {frozenset(item.article_id for item in ends)})
    assert [len(group) for group in desk.groups()] == [3]
    assert found.rows.num_rows == 3


def test_an_article_that_goes_takes_along_what_hung_on_it_alone(desk: Desk) -> None:
    prints = planted(3, 3)
    desk.load(prints)
    desk.connection.execute("DELETE FROM articles WHERE article_id = ?", [prints[0].article_id])
    desk.update([])
    left = desk.rows()
    desk.clear()
    desk.load(prints[1:])
    assert desk.rows() == left


def test_an_article_whose_text_is_read_anew_leaves_the_group_that_it_held_together(desk: Desk) -> None:
    prints = planted(2, 3, seed=6)
    desk.load(prints)
    ids = [prints[0].article_id]
    for table in ("articles", "reprints"):  # as when a newer parser's result takes the place of the old one
        desk.connection.execute(f"DELETE FROM {table} WHERE article_id = ?", ids)
    other = story(random.Random(8))
    changed = desk.insert([Changed("\n\n".join(other), prints[0].article_id)])  # type: ignore[list-item]
    desk.update(changed)
    rows = desk.rows()
    desk.clear()
    desk.load(prints[1:])
    assert desk.rows() == rows


def test_versions_of_one_article_are_no_reprints_of_each_other(desk: Desk) -> None:
    rng = random.Random(2)
    parts = story(rng)
    desk.load([Print("\n\n".join(parts), 1, "a"), Print("\n\n".join(edited(rng, parts)), 1, "b")], work="0" * 32)
    assert desk.rows() == []
    desk.load([Print("\n\n".join(cut(rng, parts)), 1, "c")])
    assert [len(group) for group in desk.groups()] == [3]


def test_a_notice_in_place_of_a_text_makes_no_group(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "COMMON", 4)
    wall = "\n\n".join(story(random.Random(7), 400))
    for number in range(7):
        desk.load([Print(wall, number, f"paywall {number}")])
        assert len(desk.rows()) == (number + 1 if 0 < number < 4 else 0)


def test_no_articles(desk: Desk) -> None:
    assert desk.update([]).rows.num_rows == 0
    assert desk.update(["0" * 32]).rows.num_rows == 0  # quarantined, and so not among the articles


@pytest.mark.parametrize("damage", ["gone", "part gone", "not Arrow", "cut", "empty", "left over"])
def test_an_index_that_is_not_of_the_articles_is_set_right(desk: Desk, damage: str) -> None:
    prints = planted(10, 3)
    desk.load(prints[:10])
    desk.load(prints[10:30])
    if damage == "gone":
        shutil.rmtree(desk.folder)
    elif damage == "part gone":
        next(desk.folder.glob("part-*")).unlink()
    elif damage == "not Arrow":
        next(desk.folder.glob("part-*")).write_bytes(b"ARROW1 no more")
    elif damage in ("cut", "empty"):
        path = next(desk.folder.glob("part-*"))
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 if damage == "cut" else 0])
    else:  # a run was killed after it had written to the index and before its articles were published
        desk.connection.execute("BEGIN")
        desk.load(planted(4, 2, seed=9))
        desk.connection.execute("ROLLBACK")
    desk.load(prints[30:])
    rows = desk.rows()
    assert sum(part.articles for part in index.Index.open(desk.folder).parts) == len(prints)
    desk.clear()
    desk.load(prints)
    assert desk.rows() == rows


def test_nothing_is_written_to_the_connection(desk: Desk) -> None:
    ids = desk.insert(planted(3, 2))
    found = update(desk.connection, desk.folder, "r", ids)
    assert found.rows.num_rows == 9
    assert desk.rows() == []


def test_bodies_without_words_and_short_ones_under_other_headlines_stay_alone(desk: Desk) -> None:
    line = "Your browser does not play this video."
    desk.load([Print(line, 1, "a")], headline="Bridge opens")
    desk.load([Print(line, 2, "b")], headline="Mayor resigns")
    desk.load([Print("", 3, "c"), Print("—", 4, "d"), Print("***", 5, "e")])
    assert desk.rows() == []
    desk.load([Print(line.upper(), 1, "f")], headline="Bridge opens")
    assert [len(group) for group in desk.groups()] == [2]
