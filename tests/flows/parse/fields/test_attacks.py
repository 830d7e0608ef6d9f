"""Texts made to be slow: 100 kB of one thing, long lines, scripts and signs that few texts have."""

import time

import pytest

from flows.parse.fields.byline import authors_from, byline
from flows.parse.fields.credit import credit
from flows.parse.fields.dateline import dateline
from flows.parse.fields.embeds import embeds
from flows.parse.fields.language import language
from flows.parse.fields.segment import segment
from flows.parse.fields.truncation import is_truncated
from flows.parse.fields.words import word_count
from tests.flows.parse.fields.test_segment_properties import check_cover

SIZE = 100_000
SLOWEST = 0.5  # seconds for all nine together, on a busy machine
UNITS = [
    '"', "@", "7", "said ", " ", "\u200b", "\u200d", "🇩🇪", "👩‍👩‍👧", "שלום ", "مرحبا ", "\u202e", "a@", "@a ",
    "Jane @a\n", "@a\nb\n", "Reply\n", "12:30 PM · Dec 3, 2019\n", "NEW DELHI: ", "A, ", "(AP) - ", "Home\n", "By A/B ",
    "[Read ", "Write to A", "1) a\n", "© ", "a |", "/ ", "w. Read more", "”",
]  # fmt: skip


def seconds(text: str) -> float:
    start = time.process_time()
    blocks = segment(text)
    embeds(blocks)
    opening = dateline(blocks)
    credit(blocks, byline(blocks), opening)
    is_truncated(blocks)
    language(text)
    word_count(text)
    authors_from(text)
    return time.process_time() - start


@pytest.mark.parametrize("unit", UNITS)
def test_hundred_kilobytes(unit: str) -> None:
    language("loads the model")
    text = (unit * (SIZE // len(unit) + 1))[:SIZE]
    assert min(seconds(text), seconds(text)) < SLOWEST
    check_cover(text, segment(text))


@pytest.mark.parametrize("unit", ["The council met. ", '"', "(@", "word ", "٧"])
def test_linear_in_the_length_of_a_line(unit: str) -> None:
    def taken(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        return min(seconds(text) for _ in range(3))

    taken(1_000)
    assert taken(500_000) < 25 * max(taken(50_000), 0.004)


@pytest.mark.slow
def test_line_of_twenty_megabytes() -> None:
    text = ("The council met in the old town hall on Tuesday. " * 420_000)[:20_000_000]
    assert seconds(text) < 20
