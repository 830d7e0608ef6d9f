import pytest

from flows.parse.fields.truncation import is_truncated
from flows.parse.model import Block


def blocks(*parts: tuple[str, str]) -> list[Block]:
    return [Block(kind, text, None, None) for kind, text in parts]


@pytest.mark.parametrize(
    "last",
    [
        "The bridge is closed.",
        "“It is closed.”",
        "It is closed!",
        "Is it closed?",
        "大桥已关闭。",
        "See https://example.org/a",
        "It is closed 🙂",
    ],
)
def test_whole(last: str) -> None:
    assert not is_truncated(blocks(("paragraph", "The bridge is old."), ("paragraph", last)))[0]


@pytest.mark.parametrize(
    ("last", "code"),
    [
        ("The engineers found cracks in the main", "no_final_punctuation"),
        ("The engineers found cracks, the", "no_final_punctuation"),
        ("The engineers found cracks...", "ends_in_ellipsis"),
        ("The engineers found [+1532 chars]", "cut_mark"),
        ("The engineers found:", "ends_in_colon"),
    ],
)
def test_broken_off(last: str, code: str) -> None:
    assert is_truncated(blocks(("paragraph", "The bridge is old."), ("paragraph", last))) == (True, code)


def test_what_follows_the_body_does_not_count() -> None:
    assert not is_truncated(
        blocks(("paragraph", "It is closed."), ("boilerplate", "Read more"), ("credit", "Reuters"))
    )[0]


def test_a_colon_may_announce_a_post() -> None:
    assert not is_truncated(blocks(("paragraph", "She wrote:"), ("embed", "Closed. — Ann (@ann) May 1, 2020")))[0]


def test_list_items_need_no_stops() -> None:
    assert not is_truncated(blocks(("paragraph", "They want:"), ("list_item", "- cash"), ("list_item", "- time")))[0]


def test_no_body() -> None:
    assert is_truncated([]) == (False, "no_body")
