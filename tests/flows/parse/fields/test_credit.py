import pytest

from flows.parse.fields.agencies import agency, first_agency, is_news_agency
from flows.parse.fields.byline import byline
from flows.parse.fields.credit import credit
from flows.parse.fields.dateline import dateline
from flows.parse.fields.segment import segment

LEAD = (
    "The council of Port Ellery voted on Tuesday to close the old ferry terminal, which has stood on the "
    "quay for years."
)


def credited(text: str) -> tuple[str, str] | None:
    blocks = segment(text)
    found = credit(blocks, byline(blocks), dateline(blocks))
    return (found.agency, found.method) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Terminal closes\n\nPORT ELLERY (AP) — {LEAD}", ("AP", "dateline")),
        (f"Terminal closes\n\nPORT ELLERY, Dec 31 (Reuters) - {LEAD}", ("Reuters", "dateline")),
        (f"Hafen schließt\n\nKiel (dpa) - {LEAD}", ("dpa", "dateline")),
        (f"Terminal closes\n\nBy Jane Doe, Associated Press\n\n{LEAD}", ("AP", "byline")),
        (f"Terminal closes\n\n{LEAD}\n\n- Reuters.", ("Reuters", "agency_sign_off_line")),
        (f"Terminal closes\n\n{LEAD}\n\nContributing: The Associated Press", ("AP", "contributors_line")),
        (
            f"Terminal closes\n\n{LEAD}\n\nCopyright 2018 The Associated Press. All rights reserved.",
            ("AP", "copyright_line"),
        ),
        (
            f"Terminal closes\n\n{LEAD}\n\nContent created by The Ellery News Service is available without charge to "
            "any eligible news publisher.",
            ("The Ellery News Service", "contributors_line"),
        ),
        (
            f"Terminal closes\n\n{LEAD}\n\nSome information for this report came from Reuters.",
            ("Reuters", "contributors_line"),
        ),
        (f"Terminal closes\n\n{LEAD}\n\n{LEAD} EFE", ("EFE", "agency_sign_off_line")),
        (f"Terminal closes\n\nVOA News\n\n{LEAD}\n\n{LEAD}", ("VOA", "byline")),
        (f"Terminal closes\n\n{LEAD}\n\nJane Doe/Getty Images", None),
        (f"Terminal closes\n\n{LEAD}\n\nA ferry leaves the terminal on Monday. | REUTERS", None),
        (f"Terminal closes\n\n{LEAD}\n\nCopyright © 2020 The Port Ellery Courier, LLC.", None),
        (f"Terminal closes\n\n{LEAD}", None),
    ],
)
def test_credit(text: str, expected: tuple[str, str] | None) -> None:
    assert credited(text) == expected


def test_names_of_agencies() -> None:
    assert agency("The Associated Press") == agency("AP") == "AP"
    assert agency("agence france-presse") == "AFP"
    assert agency("ap") is None
    assert agency("Associated Builders") is None
    assert is_news_agency("AP")
    assert not is_news_agency("CNN")
    assert first_agency("With material from Reuters and AFP") == ("Reuters", 19, 26)
    assert first_agency("MAPPED by CAPE") is None
