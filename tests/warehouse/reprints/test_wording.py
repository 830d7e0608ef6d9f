"""What two prints of a story have around it is left out of the comparison; the story stays."""

import pytest

from tests.timing import within
from warehouse.reprints.wording import dateline, story

LEAD = "The bridge over the Lind reopened on Monday, three years after the flood."
END = "Work on the second pier goes on until June, the council said."


@pytest.mark.parametrize(
    ("opening", "cut"),
    [
        ("LINDHOLM (Reuters) - ", True),
        ("LINDHOLM, March 3 (AP) — ", True),
        ("Lindholm (dpa) - ", True),
        ("PARIS — ", True),
        ("NEW YORK/LINDHOLM -- ", True),
        ("The mayor — who resigned in May - said no. ", False),
        ("Ada Lindqvist - a lawyer - ", False),
        ("A 12 - 8 vote. ", False),
    ],
)
def test_datelines(opening: str, cut: bool) -> None:
    assert dateline(opening + LEAD) == (opening if cut else "")


@pytest.mark.parametrize(
    "note",
    [
        "Copyright 2024 The Associated Press. All rights reserved. This material may not be published, broadcast, "
        "rewritten or redistributed.",
        "(Reporting by Ada Lindqvist; Editing by Jon Berg)",
        "Associated Press writer Mia Roth in Lindholm contributed to this report.",
        "Read more: Mayor resigns over bridge",
        "Lesen Sie auch: Bürgermeister tritt zurück",
        "Photo by Jon Berg/Lindholm Gazette",
        "___",
        "Advertisement",
    ],
)
def test_notes_are_left_out(note: str) -> None:
    assert story(f"{LEAD}\n\n{END}\n\n{note}").text == f"{LEAD}\n\n{END}"


def test_a_tail_in_the_last_paragraph_is_left_out() -> None:
    body = f"{LEAD}\n\n{END} (Additional reporting by Mia Roth in Berlin; editing by Jon Berg)"
    assert story(body).text == f"{LEAD}\n\n{END}"


@pytest.mark.parametrize(
    "paragraph",
    ["Related industries lost 4,000 jobs, she said.", END + " (It began in 2019.)", "The end of the work is near."],
)
def test_the_story_stays(paragraph: str) -> None:
    assert story(f"{LEAD}\n\n{paragraph}").text == f"{LEAD}\n\n{paragraph}"


@pytest.mark.parametrize(
    ("body", "agency"),
    [
        (f"LINDHOLM (Reuters) - {LEAD}", "Reuters"),
        (f"{LEAD}\n\n{END}\n\nCopyright 2024 The Associated Press. All rights reserved.", "AP"),
        (f"{LEAD}\n\nQuelle: Deutsche Presse-Agentur", "dpa"),
        (f"{LEAD}\n\nThe Associated Press was first to report it.", None),
        ("", None),
    ],
)
def test_the_agency_named_around_the_story(body: str, agency: str | None) -> None:
    assert story(body).agency == agency


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "A - " * 25_000,
        "AP\n\n" * 25_000,
        " " * 100_000,
        " " * 100_000 + ")",
        "(reporting by " * 7_000 + ")",
        "(reporting by" + " " * 100_000 + "x)",
        "(reporting" + "(editing" * 10_000 + " " * 20_000 + "]",
    ],
)
def test_attack_texts_take_linear_time(text: str) -> None:
    within(0.3, lambda: story(text))
