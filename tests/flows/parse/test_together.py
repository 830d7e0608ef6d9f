"""Records parsed together become what each becomes alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.parse import assemble
from flows.parse.assemble import Found, grouped, parse, parse_together
from flows.parse.fields import once
from flows.parse.fields.once import TOGETHER, forget_texts, once_a_text
from flows.parse.model import ParsedArticle, RawRecord, Rejection

EXAMPLES = Path(__file__).parents[3] / "examples"
TEXTS = sorted((*EXAMPLES.glob("w*/*.txt"), *EXAMPLES.glob("international/*.txt"), *EXAMPLES.glob("broken/*.txt")))


def _found(data: bytes, name: str = "a.txt") -> Found:
    return Found(RawRecord("file", 0, data), "plain_text", name)


@pytest.mark.parametrize("order", [1, -1])
def test_each_is_what_it_is_alone(order: int) -> None:
    group = [_found(path.read_bytes(), path.name) for path in TEXTS][::order]
    assert len(group) > 30
    assert parse_together(group) == [parse(*found) for found in group]


def test_what_is_rejected_stays_so_in_its_place() -> None:
    rejection = Rejection("line:2", 9, "no_text", "blank", b" ")
    first, second, third = parse_together([_found(b"Ferry late\n\nIt was late."), rejection, _found(b"\n\n")])
    assert isinstance(first, ParsedArticle) and first.headline == "Ferry late"
    assert second is rejection
    assert isinstance(third, Rejection) and third.reason_code == "no_text"
    assert parse_together([]) == []


def test_a_fault_in_one_leaves_the_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    count = assemble.word_count

    def broken(text: str) -> int:
        return 1 // 0 if "tide" in text else count(text)

    monkeypatch.setattr(assemble, "word_count", broken)
    texts = (b"Ferry late\n\nIt was late.", b"Ferry late\n\nThe tide was out.", b"Ferry on time\n\nIt was not late.")
    outcomes = parse_together([_found(text) for text in texts])
    assert [getattr(outcome, "reason_code", None) for outcome in outcomes] == [None, "parser_fault", None]
    assert isinstance(outcomes[2], ParsedArticle) and outcomes[2].word_count == 4 and outcomes[2].in_language is None


def test_groups_are_bounded_in_number_and_in_bytes() -> None:
    assert [len(group) for group in grouped(range(2 * TOGETHER + 3), lambda _: 1)] == [TOGETHER, TOGETHER, 3]
    megabytes = [1, 1, 30, 1, 3, 5, 1]
    assert list(grouped(megabytes, lambda size: size << 20)) == [[1, 1, 30], [1, 3], [5], [1]]
    assert list(grouped([], len)) == []


def test_texts_are_looked_through_once_and_then_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "_FORGET", [])
    looked_through: list[str] = []

    @once_a_text
    def letters(text: str) -> int:
        looked_through.append(text)
        return len(text)

    assert [letters("ferry"), letters("tide"), letters("ferry")] == [5, 4, 5]
    assert looked_through == ["ferry", "tide"]
    forget_texts()
    assert letters("ferry") == 5 and looked_through == ["ferry", "tide", "ferry"]
