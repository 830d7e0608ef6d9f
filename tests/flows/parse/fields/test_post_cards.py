"""Posts as a page shows them, line by line."""

from datetime import date

import pytest

from flows.parse.fields.embeds import embeds
from flows.parse.fields.segment import segment
from flows.parse.model import Block, Embed

LEAD = "The council of Port Ellery voted on Tuesday to close the old ferry terminal, which has stood for years."
AFTER = "The mayor said on Wednesday that he would not read any more posts, and that the ferry would stay."


def read(card: str) -> tuple[list[Block], list[Embed]]:
    blocks = segment(f"Council closes terminal\n\n{LEAD}\n\n{card}\n\n{AFTER}")
    return [block for block in blocks[2:] if block.text != AFTER], embeds(blocks)


@pytest.mark.parametrize(
    ("card", "platform", "name", "handle", "day", "words"),
    [
        (
            "Jane Doe\n@janedoe\nSave the ferry!\n12:30 PM · Dec 3, 2019\n1.2K\nReply\nCopy link\nRead 45 replies",
            "x", "Jane Doe", "janedoe", date(2019, 12, 3), "Save the ferry!",
        ),
        (
            "Jane Doe ✔\n\n@janedoe\n\nSave the ferry!\n\nIt is old.\n\n4:30 PM - Dec 4, 2019\n\n"
            "98 people are talking about this",
            "x", "Jane Doe", "janedoe", date(2019, 12, 4), "Save the ferry!\nIt is old.",
        ),
        (
            "Jane Doe\nVerified account\n@janedoe\nFollow\nSave the ferry!\n4:30 PM - 4 Dec 2019\n2 Retweets 9 Likes",
            "x", "Jane Doe", "janedoe", date(2019, 12, 4), "Save the ferry!",
        ),
        (
            "Jane Doe @janedoe · Mar 4, 2020\nSave the ferry!\n23 Replies 12 Retweets 99 Likes",
            "x", "Jane Doe", "janedoe", date(2020, 3, 4), "Save the ferry!",
        ),
        (
            "Ute Beispiel\n@utebeispiel\nRettet die Fähre!\n3. Dezember 2019\n12 Antworten",
            "x", "Ute Beispiel", "utebeispiel", date(2019, 12, 3), "Rettet die Fähre!",
        ),
        (
            "Jane Doe\n@janedoe\nSave it!\nDec 05, 2019, 9:14 AM\n1.02k\nReTruths\n4.5k\nLikes",
            "truth_social", "Jane Doe", "janedoe", date(2019, 12, 5), "Save it!",
        ),
        ("Post by @jane@social.example\nView on Mastodon", "other", None, "jane@social.example", None, None),
    ],
)  # fmt: skip
def test_card(card: str, platform: str, name: str | None, handle: str, day: date | None, words: str | None) -> None:
    blocks, found = read(card)
    assert [block.kind for block in blocks] == ["embed"]
    assert found[0][:5] == (platform, name, handle, day, words)


@pytest.mark.parametrize(
    "lines",
    [
        "Jane Doe\n@janedoe",  # the writer's handle
        "Follow Jane Doe @janedoe",
        "Anyone can write to @portellery\nThe council answers each letter within a week, it says.",
    ],
)
def test_no_card(lines: str) -> None:
    assert not read(lines)[1]


def test_writer_under_the_headline_is_no_card() -> None:
    blocks = segment(
        f"Council closes terminal\n\nJane Doe\n@janedoe\nPort Ellery\nDecember 3, 2019\n\n{LEAD}\n\n{AFTER}"
    )
    assert not [block for block in blocks if block.kind == "embed"]


def test_twenty_in_a_row() -> None:
    card = "Jane Doe\n@janedoe\nPost number {}.\n12:30 PM · Dec 3, 2019\nReply"
    blocks, found = read("\n\n".join(card.format(number) for number in range(20)))
    assert [block.kind for block in blocks] == ["embed"] * 20
    assert [embed.text for embed in found] == [f"Post number {number}." for number in range(20)]
