"""Groups: the same whichever pair comes first, and what is said of them."""

import random
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.reprints.groups import Member, components, gather, group_id, origin_agency


def member(
    name: str, day: int | None = 1, credit: str | None = None, named: str | None = None, body: int = 1
) -> Member:
    return Member(name, body, f"work of {name}", datetime(2024, 3, day, tzinfo=UTC) if day else None, credit, named)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=30), st.randoms(use_true_random=False))
def test_components_do_not_depend_on_the_order(pairs: list[tuple[int, int]], rng: random.Random) -> None:
    shuffled = [pair if rng.random() < 0.5 else pair[::-1] for pair in rng.sample(pairs, len(pairs))]
    found = components(range(21), pairs)
    assert found == components(reversed(range(21)), shuffled)
    assert all(found[one] == found[other] for one, other in pairs)


def test_the_earliest_is_the_first_dated_then_the_first_by_id() -> None:
    members = [member("c", None), member("b", 2), member("a", 2), member("d", 3)]
    (group,) = gather(members, {1: 1})
    assert [m.article_id for m in group] == ["a", "b", "d", "c"]
    assert group_id(group) == "a"


def test_one_article_is_no_group() -> None:
    assert gather([member("a"), member("b", body=2)], {1: 1, 2: 2}) == []


def test_origin() -> None:
    assert origin_agency([member("a", credit="AP"), member("b", credit="AFP"), member("c", credit="AFP")]) == "AP"
    assert origin_agency([member("a"), member("b", credit="dpa"), member("c", credit="AFP")]) == "AFP"
    assert origin_agency([member("a", named="AP"), member("b", credit="dpa")]) == "dpa"
    assert origin_agency([member("a"), member("b", named="AP")]) == "AP"
    assert origin_agency([member("a"), member("b")]) is None
