"""What holds of every text: each character in exactly one block, in linear time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.fields.blocks import clean
from flows.parse.fields.segment import segment
from flows.parse.model import Block
from schemas.vocabularies import BLOCK_KINDS
from tests.flows.parse.fields.test_segment import LONG
from tests.timing import within

FRAGMENTS = st.sampled_from(
    [
        "\n", "\n\n", " ", "— Ann (@ann) January 1, 2020", "pic.twitter.com/x", "(RELATED: a)",
        "By Jane Doe", "Read more",
        LONG, "skip", "“Yes,” he said.", " MORE", "aB", "View this post on Instagram",
        "A post shared by A (@a) on May 1, 2020",
        "Posted by Ann on Friday, May 29, 2020", "Ann (@ann) Text", "PARIS (AP) —",
        "Advertisement", "- item", "市议会。", "\u200b",
        "\r", "\u2028", "Read more at X. Jane Doe", "| REUTERS Ferry shuts", "December 31, 2019",
        "Skip Twitter post by @a b",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=200),
    st.lists(st.one_of(FRAGMENTS, st.text(max_size=12)), max_size=14).map("".join),
    st.lists(FRAGMENTS, max_size=12).map("\n\n".join),
)


def check_cover(text: str, blocks: list[Block]) -> None:
    rebuilt, position = "", 0
    for block in blocks:
        assert block.source_start is not None
        assert block.source_end is not None
        assert position <= block.source_start < block.source_end
        gap = text[position : block.source_start]
        assert not gap.strip()
        source = text[block.source_start : block.source_end]
        assert source == source.strip()
        assert block.text == clean(source)
        assert block.kind in BLOCK_KINDS
        rebuilt += gap + source
        position = block.source_end
    assert not text[position:].strip()
    assert rebuilt + text[position:] == text


@settings(deadline=None, max_examples=400)
@given(TEXTS, st.booleans())
def test_every_character_lies_in_exactly_one_block(text: str, has_headline: bool) -> None:
    blocks = segment(text, has_headline=has_headline)
    check_cover(text, blocks)
    assert sum(block.kind == "headline" for block in blocks) <= has_headline


@pytest.mark.parametrize(
    "unit",
    [
        '"', "@", "7", "said ", " ", "a", "—", "(", "(@", "(RELATED: ", "aB MORE ", "A", "By ", "A, ",
        "By Jane Doe and ", ". ",
        "Jan 1, 2020 ", "pic.twitter.com/x ", "\u200d", "Reuters/", "[", "| ", "Copyright ", ": ",
        "Posted by ", "https://t.co/x ",
        "Jane Doe is a writer ", "A. Reuters ", "Photo: A", "Mayor A",
    ],
)  # fmt: skip
def test_linear_in_one_line(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    within(0.2, lambda: segment(text))  # 0.1 on a quiet machine


def test_linear_in_a_line_of_two_megabytes() -> None:
    text = "The council met. " * 125_000
    assert len(within(2, lambda: segment(text))) == 1


def test_linear_in_the_number_of_lines() -> None:
    def seconds(count: int) -> float:
        text = "Jane Doe\n\nA post — A (@a) May 1, 2020\n\n" * count
        start = time.process_time()
        segment(text)
        return time.process_time() - start

    seconds(10)
    assert seconds(2_000) < 40 * max(seconds(200), 0.005)
