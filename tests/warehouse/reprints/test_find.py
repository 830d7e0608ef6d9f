"""What counts as a print of the same story, and what only looks like one."""

import random
from pathlib import Path

import numpy as np
import pytest

from tests.warehouse.reprints.planted import KINDS, forms, notices, paragraph, sequels, story
from warehouse.reprints import find as find_module
from warehouse.reprints.find import find
from warehouse.reprints.index import Articles, Index
from warehouse.reprints.likeness import Telling, containment, is_reprint, jaccard, tells_the_same
from warehouse.reprints.signature import sign


def found(folder: Path, *texts: str) -> set[tuple[int, int]]:
    """Pairs of positions."""
    signed = sign([(None, text) for text in texts])
    index = Index.open(folder)
    ids = np.arange(2 * len(texts), dtype=np.uint64).reshape(-1, 2)
    index.add(Articles(ids, ids[:, 0]), signed)
    place = {body: number for number, body in enumerate(signed.body.tolist())}
    pairs = find(index.parts, signed)
    both = {tuple(sorted((place[a], place[b]))) for a, b in zip(pairs.body.tolist(), pairs.other.tolist(), strict=True)}
    return both  # type: ignore[return-value]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_kind_of_print_is_found_or_is_the_same_text(tmp_path: Path, kind: object) -> None:
    rng = random.Random(9)
    parts = story(rng)
    bodies = ["\n\n".join(parts), "\n\n".join(kind(rng, parts))]  # type: ignore[operator]
    signed = sign([(None, body) for body in bodies])
    assert signed.body[0] == signed.body[1] or found(tmp_path, *bodies) == {(0, 1)}


def test_reports_to_one_form_are_not_prints_of_each_other(tmp_path: Path) -> None:
    assert found(tmp_path, *(item.body for item in forms(50))) == set()


def test_a_sequel_with_a_third_of_the_old_story_is_not(tmp_path: Path) -> None:
    from tests.warehouse.reprints.planted import Print

    old = Print("\n\n".join(story(random.Random(1))), 1, "original")
    assert found(tmp_path, old.body, sequels([old], 1)[0].body) == set()


def test_house_notices_under_two_short_articles_are_not(tmp_path: Path) -> None:
    rng = random.Random(2)
    under = "\n\n".join(notices()[:3])
    stubs = [f"{paragraph(rng)}\n\n{paragraph(rng)}\n\n{under}" for _ in range(6)]
    assert found(tmp_path, *stubs) == set()


def test_a_round_up_does_not_join_the_stories_that_it_holds(tmp_path: Path) -> None:
    rng = random.Random(3)
    stories = ["\n\n".join(story(rng, 900)) for _ in range(6)]
    pairs = found(tmp_path, "\n\n".join(stories), *stories)
    assert pairs <= {(0, 1)}  # at most the one that it opens with


def test_a_sentence_in_too_many_texts_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(4)
    parts = story(rng, 2_500)
    cuts = ["\n\n".join(parts[: len(parts) // 2]) + f"\n\n{paragraph(rng)}" for _ in range(4)]
    assert len(found(tmp_path / "a", *cuts)) == 6
    monkeypatch.setattr(find_module, "COMMON", 0)
    assert found(tmp_path / "b", *cuts) == set()


def test_portions_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(5)
    parts = story(rng)
    texts = ["\n\n".join(kind(rng, parts)) for kind in KINDS]
    whole = found(tmp_path / "a", *texts)
    monkeypatch.setattr(find_module, "ROWS_AT_ONCE", 10)
    monkeypatch.setattr(find_module, "PAIRS_AT_ONCE", 2)
    assert found(tmp_path / "b", *texts) == whole


def test_estimates() -> None:
    sketches = np.random.default_rng(1).integers(0, 256, (2, 128), np.uint8)
    half = sketches.copy()
    half[1, :64] = sketches[0, :64]
    assert jaccard(half[:1], half[1:])[0] == pytest.approx(0.5, abs=0.02)
    assert jaccard(half[:1], half[:1])[0] == 1
    assert containment(np.array([0.4]), np.array([400]), np.array([1_000]))[0] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("likeness", "opening", "common", "words", "is_one"),
    [
        (0.6, 0.5, 0, 500, True),
        (0.6, 0.0, 0, 500, False),  # a long list of teasers after another story
        (0.75, 0.0, 0, 500, True),  # only the lead is new
        (0.2, 0.5, 150, 200, True),  # cut
        (0.2, 0.0, 150, 200, False),  # notices
        (0.05, 0.5, 60, 60, False),  # a line that opens a page of ten times its length
    ],
)
def test_judgement(likeness: float, opening: float, common: int, words: int, is_one: bool) -> None:
    numbers = (np.array([value]) for value in (likeness, opening, common, words, 600))
    assert is_reprint(*numbers).tolist() == [is_one]


@pytest.mark.parametrize(
    ("numbers", "others", "same"),
    [({1, 2, 3, 4}, {1, 2, 3, 9}, True), ({1, 2, 3, 4}, {6, 7, 8, 9}, False), ({1}, {2}, True), (set(), {1, 2}, True)],
)
def test_figures_tell_forms_from_prints(numbers: set[int], others: set[int], same: bool) -> None:
    names = frozenset({10, 11})
    assert tells_the_same(Telling(frozenset(numbers), names), Telling(frozenset(others), names)) is same
