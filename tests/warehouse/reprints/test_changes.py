"""What a reprint did to its original."""

from tests.timing import within
from warehouse.reprints.changes import changes

LEAD = "The bridge over the Lind reopened on Monday, three years after the flood."
MIDDLE = "Mayor Ada Lindqvist cut the ribbon. It holds, she said."
END = "Work on the second pier goes on until June, the council said."


def kinds(original: str, reprint: str) -> list[str]:
    return [change.kind for change in changes(original, reprint)]


def test_kept_cut_added_and_edited() -> None:
    lead = LEAD.replace("on Monday", "yesterday")
    original, reprint = f"{LEAD}\n\n{MIDDLE}\n\n{END}", f"{lead}\n\n{END}\n\nRead more about the bridge."
    assert [tuple(change) for change in changes(original, reprint)] == [
        ("edited", LEAD, lead),
        ("cut", MIDDLE, None),
        ("kept", END, END),
        ("added", None, "Read more about the bridge."),
    ]


def test_blanks_and_case_are_no_change() -> None:
    assert kinds(f"{LEAD}\n\n{END}", f"{LEAD.upper()}\n\n{END.replace(' ', '  ')}") == ["kept", "kept"]


def test_a_copy_cut_short() -> None:
    assert kinds(f"{LEAD}\n\n{MIDDLE}\n\n{END}", LEAD) == ["kept", "cut", "cut"]


def test_every_paragraph_of_both_is_told_of_once() -> None:
    found = changes(f"{LEAD}\n\n{LEAD}\n\n{MIDDLE}", f"{MIDDLE}\n\n{LEAD}\n\n{END}\n\n{END}")
    assert [change.original for change in found if change.original] == [LEAD, LEAD, MIDDLE]
    assert [change.reprint for change in found if change.reprint] == [MIDDLE, LEAD, END, END]


def test_nothing_in_common_and_nothing_at_all() -> None:
    assert kinds(LEAD, END) == ["added", "cut"]
    assert kinds("", "") == []


def test_long_articles_take_little_time() -> None:
    one = "\n\n".join(f"{number} {MIDDLE}" for number in range(300))
    other = "\n\n".join(f"{END} {number}" for number in range(300))
    within(2, lambda: changes(one, other))
