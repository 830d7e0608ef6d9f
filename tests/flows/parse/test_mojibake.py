"""Mojibake is mended where it is plain, and left alone where it is not."""

import pytest

from flows.parse.model import Block
from flows.parse.mojibake import mend_blocks, mended, suspicious
from tests.timing import within

GOOD = [
    "It’s “late” – again",
    "Die Fähre kam zu spät, groß“ und „klein",
    "« L’été », dit-elle, 50 € déjà",
    "Паром опоздал",
    "¡Qué día!",
]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman"])
@pytest.mark.parametrize("text", ["It’s “late” – again", "Fähre fährt für Gäste", "déjà vu à l’été"])
def test_utf_8_read_as_something_else_is_mended(text: str, encoding: str) -> None:
    damaged = text.encode("utf-8").decode(encoding, "surrogateescape").encode("utf-8", "ignore").decode("utf-8")
    if damaged.encode(encoding, "ignore") == text.encode("utf-8"):
        assert mended(damaged) == text


def test_twice_damaged_text_is_mended() -> None:
    assert mended("Mayorâ€™s ferry".encode().decode("cp1252")) == "Mayor’s ferry"


@pytest.mark.parametrize("text", GOOD)
def test_good_text_stays(text: str) -> None:
    assert mended(text) is None


def test_only_the_damaged_block_changes_and_the_repair_is_logged() -> None:
    source = "Itâ€™s late\n\nIt’s on time"
    blocks = [Block("headline", "Itâ€™s late", 0, 11), Block("paragraph", "It’s on time", 13, 25)]
    result, evidence = mend_blocks(blocks, source)
    assert [block.text for block in result] == ["It’s late", "It’s on time"]
    assert [block[2:4] for block in result] == [(0, 11), (13, 25)]
    (row,) = evidence
    assert (row.field, row.method, row.source_start, row.source_end) == ("headline", "mojibake_repair", 0, 11)
    assert row.note == "'Itâ€™s late' became 'It’s late'"


@pytest.mark.parametrize("attack", ["â€", "Ã", "Ã©", "é", "a\x92", "ðŸ", "‚Ä", "Â "])
def test_attacks_take_linear_time(attack: str) -> None:
    text = (attack * 100_000)[:100_000]
    within(0.05, lambda: suspicious(text))
    within(1.0, lambda: mended(text))
