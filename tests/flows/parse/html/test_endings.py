from __future__ import annotations

from flows.parse.html.endings import is_bio, is_credit, is_no_text, opens_something_else


def test_headings_that_open_something_else() -> None:
    assert opens_something_else("Related Articles", 0.7)
    assert opens_something_else("Das könnte Sie auch interessieren:", 0.9)
    assert opens_something_else("More from the coast", 0.95)
    assert not opens_something_else("More from the coast", 0.7)
    assert not opens_something_else("Related Articles", 0.2)
    assert not opens_something_else("What the council decided", 0.95)


def test_lines_that_are_no_text() -> None:
    assert is_no_text("Les også: Hvalen i fjorden")
    assert is_no_text("» weiterlesen")
    assert not is_no_text("The photo that moved the council hangs in the town hall.")
    assert not is_no_text("More boats came.")


def test_bios() -> None:
    assert is_bio("Liv Berg is a staff writer at the Courier.")
    assert not is_bio("The pier is a hundred years old.")


def test_credits() -> None:
    assert is_credit("Foto: Liv Berg")
    assert is_credit("The pier at dawn. Liv Berg/Getty Images")
    assert is_credit("(Liv Berg/AP)")
    assert not is_credit("Photographs of the pier hang in the town hall.")
    assert not is_credit("Marit Lund sold the picture to Getty Images.")
