import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.fields.dateline import dateline, dateline_in, is_dateline
from flows.parse.model import Block
from tests.timing import within


@pytest.mark.parametrize(
    ("lead", "text", "place", "agency", "day"),
    [
        ("WASHINGTON (AP) — The Senate met.", "WASHINGTON (AP) —", "WASHINGTON", "AP", None),
        ("BAGHDAD, Dec 31 (Reuters) - Crowds met.", "BAGHDAD, Dec 31 (Reuters) -", "BAGHDAD", "Reuters", "Dec 31"),
        ("RICHMOND, Va. (AP) — Senators met.", "RICHMOND, Va. (AP) —", "RICHMOND, Va.", "AP", None),
        ("Kiel (dpo) - Der Rat tagte.", "Kiel (dpo) -", "Kiel", "Der Postillon", None),
        ("Berlin (dpa) - Der Rat tagte.", "Berlin (dpa) -", "Berlin", "dpa", None),
        ("Hannover (dpa/lni) - Der Rat tagte.", "Hannover (dpa/lni) -", "Hannover", "dpa", None),
        ("Frankfurt/Main (dpa) – Der Rat tagte.", "Frankfurt/Main (dpa) –", "Frankfurt/Main", "dpa", None),
        ("WASHINGTON – The Senate met.", "WASHINGTON –", "WASHINGTON", None, None),
        ("WASHINGTON—The Senate met.", "WASHINGTON—", "WASHINGTON", None, None),
        ("LES CAYES, Haiti — The council met.", "LES CAYES, Haiti —", "LES CAYES, Haiti", None, None),
        ("Washington (CNN) The Senate met.", "Washington (CNN)", "Washington", "CNN", None),
        ("(CNN) -- The Senate met.", "(CNN) --", None, "CNN", None),
        ("(Reuters) - The Senate met.", "(Reuters) -", None, "Reuters", None),
        ("PARIS, 3 mai (AFP) - Le conseil a voté.", "PARIS, 3 mai (AFP) -", "PARIS", "AFP", "3 mai"),
        ("Paris (AFP) – Le conseil a voté.", "Paris (AFP) –", "Paris", "AFP", None),
        ("MADRID, 4 de marzo (EFE).- El consejo votó.", "MADRID, 4 de marzo (EFE).-", "MADRID", "EFE", "4 de marzo"),
        ("Madrid, 4 mar (EFE).- El consejo votó.", "Madrid, 4 mar (EFE).-", "Madrid", "EFE", "4 mar"),
        ("BEIJING, Jan. 5 (Xinhua) -- The council met.", "BEIJING, Jan. 5 (Xinhua) --", "BEIJING", "Xinhua", "Jan. 5"),
        ("MOSCOW, March 2. /TASS/. The council met.", "MOSCOW, March 2. /TASS/.", "MOSCOW", "TASS", "March 2"),
        ("SAN JOSÉ, Costa Rica — The council met.", "SAN JOSÉ, Costa Rica —", "SAN JOSÉ, Costa Rica", None, None),
        (
            "PORT-AU-PRINCE, Haiti (AP) — Crowds met.",
            "PORT-AU-PRINCE, Haiti (AP) —",
            "PORT-AU-PRINCE, Haiti",
            "AP",
            None,
        ),
        (
            "NEW YORK/LONDON, Nov 3 (Reuters) - Shares fell.",
            "NEW YORK/LONDON, Nov 3 (Reuters) -",
            "NEW YORK/LONDON",
            "Reuters",
            "Nov 3",
        ),
        ("ROMA (ANSA) - Il consiglio ha votato.", "ROMA (ANSA) -", "ROMA", "ANSA", None),
        ("New Delhi: The council met on Monday.", "New Delhi:", "New Delhi", None, None),
        ("KARACHI: At least four ferries sank.", "KARACHI:", "KARACHI", None, None),
        ("Kabul, Afghanistan – The council met on Monday.", "Kabul, Afghanistan –", "Kabul, Afghanistan", None, None),
        ("Johannesburg - The council met on Monday.", "Johannesburg -", "Johannesburg", None, None),
        ("Wien/Linz – Der Rat hat abgestimmt.", "Wien/Linz –", "Wien/Linz", None, None),
        ("BERLIN taz | Der Rat hat abgestimmt.", "BERLIN taz |", "BERLIN", "taz", None),
        ("MADRID, 4 (EUROPA PRESS) - El consejo votó.", "MADRID, 4 (EUROPA PRESS) -", "MADRID", "Europa Press", "4"),
        ("Madrid, 4 dic (EFE).- El consejo votó.", "Madrid, 4 dic (EFE).-", "Madrid", "EFE", "4 dic"),
        (
            "Washington D.C., Dec 5, 2019 / 04:00 pm (CNA).- The council met.",
            "Washington D.C., Dec 5, 2019 / 04:00 pm (CNA).-",
            "Washington D.C.",
            "CNA",
            "Dec 5, 2019",
        ),
        ("THE HAGUE, Netherlands — The court ruled.", "THE HAGUE, Netherlands —", "THE HAGUE, Netherlands", None, None),
        ("Tehran, IRNA – The council met on Monday.", "Tehran, IRNA –", "Tehran", "IRNA", None),
        ("(CNN)The council met on Monday.", "(CNN)", None, "CNN", None),
        ("Verdict: The council met on Monday.", None, None, None, None),
        ("Tokyo: a city of contrasts, it is said.", None, None, None, None),
        ("Washington - and with it the world - waits.", None, None, None, None),
        ("Donald Smith: The council met on Monday.", None, None, None, None),
    ],
)
def test_dateline(lead: str, text: str | None, place: str | None, agency: str | None, day: str | None) -> None:
    found = dateline([Block("headline", "Council meets", 0, 13), Block("paragraph", lead, 20, 20 + len(lead))])
    if text is None:
        assert found is None
        return
    assert found is not None
    assert (found.text, found.place, found.agency, found.day) == (text, place, agency, day)
    assert lead[found.source_start - 20 : found.source_end - 20] == text


@pytest.mark.parametrize(
    "lead",
    [
        "The president — who had met the council — left.",
        "Rep. Jane Doe (R-Ohio) — who voted no — left.",
        "In this context, the mayor – who left – said so.",
        "Amazon (AMZN) said on Monday it would leave.",
        "Democrats — and some others — left.",
        "But on Friday afternoon, Doe—who had left—came back.",
        "NATO's council - the highest body - met.",
        "BREAKING — The council met.",
        "UPDATE: The council met.",
        "The Food & Drug Administration’s (FDA) plan failed.",
        "A 42-year-old man was held.",
        "",
    ],
)
def test_no_dateline(lead: str) -> None:
    assert dateline([Block("paragraph", lead, 0, len(lead))]) is None


@pytest.mark.parametrize(
    ("lead", "place", "agency", "day"),
    [
        ("Tulle, le 21 janv. 2026 – Le conseil a voté.", "Tulle", None, "21 janv. 2026"),
        ("March 10 (Reuters) - The council met.", None, "Reuters", "March 10"),
        ("(ANSA) - ROMA, 3 MAR - Il consiglio ha votato.", "ROMA", "ANSA", "3 MAR"),
        ("PORT ELLERY, March 3, 2026 /PRNewswire/ -- The firm said.", "PORT ELLERY", "PR Newswire", "March 3, 2026"),
        ("PORT ELLERY (AP) _ The council met.", "PORT ELLERY", "AP", None),
    ],
)
def test_more_styles(lead: str, place: str | None, agency: str | None, day: str | None) -> None:
    found = dateline_in(lead)
    assert found is not None
    assert (found.place, found.agency, found.day) == (place, agency, day)


def test_a_place_and_a_stop_if_the_text_speaks_of_the_place() -> None:
    def place_in(*paragraphs: str, headline: str = "Rat schließt Hafen") -> str | None:
        found = dateline(
            [Block("headline", headline, None, None), *(Block("paragraph", p, 0, len(p)) for p in paragraphs)]
        )
        return found.place if found else None

    lead = "Ellerstadt. Wer den alten Hafen sucht, findet ihn nicht mehr."
    assert place_in(lead, headline="Ellerstadt schließt den Hafen") == "Ellerstadt"
    assert place_in(lead, "Der Rat tagte in Ellerstadt.") == "Ellerstadt"
    assert place_in(lead, "Die Ellerstadter Fähre fährt nicht.") == "Ellerstadt"
    assert place_in(lead, "Die Fähre fährt nicht.") is None
    assert place_in("Stille. Nur der Wind ist zu hören.", "Der Hafen ist zu.") is None
    assert place_in("Nope. The council met in the hall.", "He spoke of Nope in the hall.") is None
    assert place_in("Le 21 mars – dit-il – tout a changé.") is None


def test_a_dateline_of_its_own_line() -> None:
    assert is_dateline("BERLIN, 3. März (dpa)")
    assert not is_dateline("BERLIN WALL")
    block = Block("dateline", "PARIS (Reuters)", 10, 25)
    found = dateline([block])
    assert found is not None
    assert (found.place, found.agency) == ("PARIS", "Reuters")


def test_looked_for_in_the_first_paragraphs_only() -> None:
    plain = [Block("paragraph", "The council met.", None, None)] * 6
    assert dateline([*plain, Block("paragraph", "PARIS (AP) — More.", None, None)]) is None


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    found = dateline_in(text)
    assert found is None or text[found.source_start : found.source_end] == found.text


@pytest.mark.parametrize("unit", ["A ", "A", "A, ", "(", "Jan 1 ", "PARIS (AP) — ", "É-", "A.", "A of "])
def test_linear(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    within(0.1, lambda: dateline_in(text))
