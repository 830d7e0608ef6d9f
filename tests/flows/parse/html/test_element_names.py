from __future__ import annotations

import pytest

from flows.parse.html.element_names import verdict


@pytest.mark.parametrize(
    ("names", "role"),
    [
        ("relatedPosts", "junk"),
        ("c-share-bar c-share-bar--top", "junk"),
        ("entry-content", "body"),
        ("articleBody", "body"),
        ("wp-caption-text", "caption"),
        ("photo-credit", "credit"),
        ("post__byline", "byline"),
        ("story_standfirst", "deck"),
        ("twitter-tweet", "embed"),
    ],
)
def test_names_are_read_however_they_are_joined(names: str, role: str) -> None:
    found = verdict(names)
    assert found is not None
    assert found.role == role


@pytest.mark.parametrize("names", ["", "col-md-8", "has-sidebar", "no-ads", "shared", "advice", "overflow-hidden"])
def test_names_that_say_nothing(names: str) -> None:
    assert verdict(names) is None


def test_each_name_counts_by_itself() -> None:
    assert verdict("post content-wide") is None
    found = verdict("row post-content")
    assert found is not None
    assert found.role == "body"
