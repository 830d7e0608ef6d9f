import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.fields.byline import authors_from, byline, is_byline
from flows.parse.model import Block
from tests.timing import within


def found(*lines: str) -> tuple[str, tuple[str, ...], str | None]:
    blocks = [Block("byline", line, index * 1000, index * 1000 + len(line)) for index, line in enumerate(lines)]
    result = byline(blocks)
    assert result is not None
    return result.text, result.authors, result.agency


@pytest.mark.parametrize(
    ("value", "people", "agency"),
    [
        ("By Jane Doe", ("Jane Doe",), None),
        ("By Jane Doe and John Roe, Associated Press", ("Jane Doe", "John Roe"), "AP"),
        ("By Jane Doe, John Roe and Ann Poe", ("Jane Doe", "John Roe", "Ann Poe"), None),
        ("By JANE DOE, REUTERS", ("JANE DOE",), "Reuters"),
        ("By Jane Doe, Staff Writer", ("Jane Doe",), None),
        ("By Jane Doe, USA TODAY Religion Editor", ("Jane Doe",), None),
        ("By Jane Doe in Port Ellery", ("Jane Doe",), None),
        ("By Jane Doe ( @janedoe ) and John Roe ( @jroe )", ("Jane Doe", "John Roe"), None),
        ("By Jane Doe • March 25, 2016 05:37 PM", ("Jane Doe",), None),
        ("By Jane Doe | Updated 5 p.m.", ("Jane Doe",), None),
        ("By John Roe Jr. and Ann O’Hara", ("John Roe Jr.", "Ann O’Hara"), None),
        ("Von Anna Müller und Peter von der Heide", ("Anna Müller", "Peter von der Heide"), None),
        ("Von Anna Müller, Berlin", ("Anna Müller",), None),
        ("Par Jeanne Dubois et Luc Moreau, avec AFP", ("Jeanne Dubois", "Luc Moreau"), "AFP"),
        ("Por María José Ruiz y Pablo Gómez", ("María José Ruiz", "Pablo Gómez"), None),
        ("Di Giulia Rossi", ("Giulia Rossi",), None),
        ("By Reuters", (), "Reuters"),
        ("The Associated Press", (), "AP"),
        ("Jane Doe; John Roe", ("Jane Doe", "John Roe"), None),
        ("Jane Doe, John Roe", ("Jane Doe", "John Roe"), None),
        ("Doe, Jane", ("Jane Doe",), None),
        ("['Jane Doe', 'John Roe']", ("Jane Doe", "John Roe"), None),
        ("Ben Inkwell", ("Ben Inkwell",), None),
        ("Crispin White", ("Crispin White",), None),
        ("Van Doe and Peter van der Heide", ("Van Doe", "Peter van der Heide"), None),
        ("White House Correspondent", (), None),
        ("Jane Doe Cnn", ("Jane Doe",), None),
        ("Jane Doe, Cnn Pentagon", ("Jane Doe",), None),
        ("Sana Mena", ("Sana Mena",), None),
        ("Campus Reform", (), "Campus Reform"),
        ("Email The Author", (), None),
        ("Bericht von Anna Müller", ("Anna Müller",), None),
        ("Dr. Jane Doe", ("Jane Doe",), None),
        ("Jane Doe, Jane Doe", ("Jane Doe",), None),
        ("By JANE DOE and JOHN ROE Associated Press", ("JANE DOE", "JOHN ROE"), "AP"),
        ("By Jane Doe BBC News", ("Jane Doe",), "BBC"),
        ("By Jane Doe Health editor, BBC News", ("Jane Doe",), "BBC"),
        ("By Jane Doe @janedoe", ("Jane Doe",), None),
        ("Jane Doe@janedoe", ("Jane Doe",), None),
        ("By Jane Doe jane.doe@courier.example, Staff Writer", ("Jane Doe",), None),
        ("By JANE DOE FOR MAILONLINE", ("JANE DOE",), None),
        ("By Jane Doe, MD, PhD", ("Jane Doe",), None),
        ("By Sen. Jane Doe", ("Jane Doe",), None),
        ("By Jane Doe 5 December 2019", ("Jane Doe",), None),
        ("By Jane Doe, 3 hours ago", ("Jane Doe",), None),
        ("By Jane Doe Follow", ("Jane Doe",), None),
        ("Von Anna Müller (dpa)", ("Anna Müller",), "dpa"),
        ("Aus Berlin berichtet Anna Müller", ("Anna Müller",), None),
        ("di Giulia Rossi e Mario Bianchi", ("Giulia Rossi", "Mario Bianchi"), None),
        ("By Our Correspondent", (), None),
        ("", (), None),
        ("admin", (), None),
    ],
)
def test_authors(value: str, people: tuple[str, ...], agency: str | None) -> None:
    assert authors_from(value) == (people, agency)


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "BY JANE DOE",
        "By The Associated Press",
        "Written by Jane Doe",
        "**Written by Jane Doe",
        "Von Anna Müller",
        "By Editorial Board",
        "Par Luc Moreau",
    ],
)
def test_is_byline(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By 1991, nearly 2,700 barges had been scrapped",
        "By contrast, the council did nothing",
        "By Cutting Off the Ferry Subsidy, Mayor May Help Drivers",
        "By Monday, Jane Doe had left the council and John Roe had taken the chair that she had held for years.",
        "From the Left",
        "Von Montag an gilt die neue Regel",
        "Par ailleurs, le conseil a voté",
    ],
)
def test_is_no_byline(line: str) -> None:
    assert not is_byline(line)


def test_the_date_is_no_part_of_it() -> None:
    assert found("By Jane Doe • March 25, 2016 05:37 PM")[0] == "By Jane Doe"


def test_a_prefixed_line_goes_before_a_bare_name() -> None:
    assert found("John Roe", "By Jane Doe") == ("By Jane Doe", ("Jane Doe",), None)


def test_an_agency_or_a_desk_alone_is_the_author() -> None:
    assert found("By Reuters") == ("By Reuters", ("Reuters",), "Reuters")
    assert found("By The Associated Press") == ("By The Associated Press", ("The Associated Press",), "AP")
    assert found("By Editorial Board")[1] == ("Editorial Board",)


def test_reporting_line_stands_in() -> None:
    line = "(Reporting by Jane Doe and John Roe in Port Ellery; Editing by Ann Poe)"
    result = byline(
        [Block("paragraph", "It closed.", 0, 10), Block("credit", line, 12, 12 + len(line), "contributors")]
    )
    assert result is not None
    assert result.authors == ("Jane Doe", "John Roe")
    assert line[result.source_start - 12 : result.source_end - 12] == result.text  # type: ignore[operator]


@pytest.mark.parametrize(
    ("line", "credit", "authors"),
    [
        (
            "(Bericht von Anna Müller, redigiert von Peter Poe. Bei Rückfragen …)",
            "Bericht von Anna Müller",
            ("Anna Müller",),
        ),
        ("(Reporte de Ana Ruiz; editado por Juan Roe)", "Reporte de Ana Ruiz", ("Ana Ruiz",)),
    ],
)
def test_reporting_lines_of_other_languages(line: str, credit: str, authors: tuple[str, ...]) -> None:
    result = byline([Block("credit", line, 0, len(line), "contributors")])
    assert result is not None
    assert (result.text, result.authors) == (credit, authors)


def test_additional_reporting_is_no_byline() -> None:
    line = "Additional reporting by Jane Doe"
    assert byline([Block("credit", line, 0, len(line), "contributors")]) is None


def test_none() -> None:
    assert byline([Block("paragraph", "By Jane Doe", 0, 11)]) is None


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=200))
def test_any_text(value: str) -> None:
    people, _ = authors_from(value)
    assert all(name.strip() for name in people)


@pytest.mark.parametrize("unit", ["By ", "A, ", "and ", "(", "Jane Doe, ", "•", "A/", " - ", "on monday "])
def test_linear(unit: str) -> None:
    value = (unit * 100_000)[:100_000]
    within(0.1, lambda: (authors_from(value), is_byline(value)))
