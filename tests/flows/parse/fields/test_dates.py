"""The date of publication: what states it, what is inferred, and the reasons kept."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.fields.dates import parse_date, published
from flows.parse.model import Block, Embed
from tests.flows.parse.fields.statements import ANY_TEXT, HOSTILE, SEED, seconds


def block(text: str, kind: str = "paragraph") -> Block:
    return Block(kind, text, 0, len(text))


def post(day: date) -> Embed:
    return Embed("x", "Jane Roe", "jroe", day, None, None, 0, 1)


def test_seed_article() -> None:
    found = published([block(text) for text in SEED], [post(date(2020, 1, 1))])
    assert (found.earliest, found.latest) == (date(2019, 12, 31), date(2020, 1, 1))
    assert (found.instant, found.precision, found.basis) == (datetime(2019, 12, 31, tzinfo=UTC), "range", "inferred")
    assert {row.method for row in found.evidence} >= {"embed", "weekday", "interval"}
    assert all(row.field == "date_published" for row in found.evidence)


@pytest.mark.parametrize(
    ("value", "instant", "precision"),
    [
        ("2019-12-31", "2019-12-31T00:00:00+00:00", "day"),
        ("2019-12-31T20:15:30-05:00", "2020-01-01T01:15:30+00:00", "second"),
        ("2019-12-31T20:15:30.123456Z", "2019-12-31T20:15:30+00:00", "second"),
        ("2019-12-31 20:15", "2019-12-31T20:15:00+00:00", "minute"),
        ("20191231", "2019-12-31T00:00:00+00:00", "day"),
        ("20191231T201530Z", "2019-12-31T20:15:30+00:00", "second"),
        ("Tue, 31 Dec 2019 20:15:30 +0100", "2019-12-31T19:15:30+00:00", "second"),
        ("Tue, 31 Dec 2019 20:15:30 GMT", "2019-12-31T20:15:30+00:00", "second"),
        (1577822400, "2019-12-31T20:00:00+00:00", "second"),
        (1577822400000, "2019-12-31T20:00:00+00:00", "second"),
        ("1577822400", "2019-12-31T20:00:00+00:00", "second"),
        ("Dec 31, 2019", "2019-12-31T00:00:00+00:00", "day"),
        ("December 31, 2019 3:04 PM EST", "2019-12-31T20:04:00+00:00", "minute"),
        ("3:04 PM EST Dec 31, 2019", "2019-12-31T20:04:00+00:00", "minute"),
        ("July 4, 2019, 8:30 a.m. ET", "2019-07-04T12:30:00+00:00", "minute"),
        ("31.12.2019", "2019-12-31T00:00:00+00:00", "day"),
        ("04-19-2019", "2019-04-19T00:00:00+00:00", "day"),
        ("19/04/2019", "2019-04-19T00:00:00+00:00", "day"),
        ("31 décembre 2019", "2019-12-31T00:00:00+00:00", "day"),
        ("31 de diciembre de 2019", "2019-12-31T00:00:00+00:00", "day"),
        ("1er août 2019", "2019-08-01T00:00:00+00:00", "day"),
        ("3. März 2019", "2019-03-03T00:00:00+00:00", "day"),
        ("2019年12月31日", "2019-12-31T00:00:00+00:00", "day"),
        ("December 2019", "2019-12-01T00:00:00+00:00", "month"),
        ("2019-12", "2019-12-01T00:00:00+00:00", "month"),
        ("2019", "2019-01-01T00:00:00+00:00", "year"),
    ],
)
def test_stated_values(value: str | int, instant: str, precision: str) -> None:
    found = parse_date(value)
    assert found is not None and (found[0].isoformat(), found[1]) == (instant, precision)


@pytest.mark.parametrize(
    "value", ["", "yesterday", "31 April 2019", "0000-00-00", "12", 0, -1, 5.5, float("nan"), "1999-13-45", True]
)
def test_values_that_state_no_date(value: str | int | float) -> None:
    assert parse_date(value) is None


def test_the_records_own_field_comes_first() -> None:
    found = published([block("By Jane Roe, March 3, 2016", "byline")], [], stated="2016-03-04", stated_field="pubDate")
    assert (found.earliest, found.basis, found.precision) == (date(2016, 3, 4), "metadata", "day")
    assert {row.method for row in found.evidence} == {"field:pubDate", "line:published"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("By Jane Roe • March 25, 2016 05:37 PM", "byline"),
        ("USA TODAY Published 3:04 PM EST March 25, 2016", "boilerplate"),
        ("Friday, March 25, 2016", "boilerplate"),
        ("Published March 25, 2016 | Updated March 28, 2016", "boilerplate"),
    ],
)
def test_lines_that_state_it(text: str, kind: str) -> None:
    found = published([block(text, kind), block("It rained on Monday.")], [])
    assert (found.earliest, found.latest, found.basis) == (date(2016, 3, 25), date(2016, 3, 25), "stated")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("© 2016 Milldale Herald, since March 25, 1998", "boilerplate"),
        ("A crane lifts a beam on March 25, 2016.", "caption"),
        ("It opened on March 25, 2016.", "paragraph"),
    ],
)
def test_dates_of_other_things_state_nothing(text: str, kind: str) -> None:
    assert published([block(text, kind)], []).instant is None


def test_an_update_bounds_it_from_above() -> None:
    found = published([block("Updated 8:30 a.m. ET, 11/13/2013", "boilerplate"), block("He spoke Tuesday.")], [])
    assert (found.earliest, found.latest, found.basis) == (date(2013, 11, 12), date(2013, 11, 13), "inferred")


def test_posts_and_weekdays_leave_an_interval() -> None:
    found = published([block("It rained on Thursday, after a dry Wednesday.")], [post(date(2020, 4, 23))])
    assert (found.earliest, found.latest, found.precision) == (date(2020, 4, 23), date(2020, 4, 28), "range")


def test_a_weekday_still_ahead_bounds_it_too() -> None:
    found = published([block("The council will vote on Tuesday.")], [post(date(2019, 1, 19))])
    assert (found.earliest, found.latest) == (date(2019, 1, 19), date(2019, 1, 22))


def test_a_datelines_day_gets_its_year_from_a_post() -> None:
    found = published([block("It rained.")], [post(date(2020, 1, 1))], dateline_day="Dec 30")
    assert (found.earliest, found.latest, found.precision) == (date(2019, 12, 30), date(2019, 12, 30), "day")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Milldale, March 10 (Wire) - The strike that began in 2026 ended on Tuesday.", "March 10"),
        (
            "Ulm, 19. Aug (Wire) - Die Stadt baut bis Ende 2027 und nicht länger, teilte der Rat am Mittwoch mit.",
            "19. Aug",
        ),
    ],
)
def test_a_datelines_day_gets_its_year_from_the_weekday_and_the_years_the_text_names(text: str, day: str) -> None:
    found = published([block(text)], [], dateline_day=day)
    assert found.earliest == found.latest and found.earliest is not None and found.earliest.year == 2026


def test_a_weekday_that_fits_no_year_fixes_none() -> None:
    found = published([block("The strike that began in 2026 ended on Friday.")], [], dateline_day="March 10")
    assert found.instant is None


@pytest.mark.parametrize(
    "text", ["Tulle, le 21 janv. 2026 – Le conseil.", "MILLDALE, Jan. 21, 2026 (Wire) - It rained."]
)
def test_a_dateline_can_state_the_whole_date(text: str) -> None:
    found = published([block(text)], [])
    assert (found.earliest, found.basis) == (date(2026, 1, 21), "stated")


def test_a_caption_states_it_only_in_so_many_words() -> None:
    assert published([block("The deadline and end date is March 25, 2016", "caption")], []).instant is None
    assert published([block("A crane. Published March 25, 2016", "caption")], []).instant is not None


@pytest.mark.parametrize(
    "text",
    [
        "Am Donnerstag regnete es in der Stadt, und die Brücke blieb den ganzen Tag zu.",
        "Il a plu jeudi dans les rues et le pont est resté fermé pour les voitures.",
        "Llovió el jueves en los barrios y el puente del río quedó cerrado.",
    ],
)
def test_weekdays_of_other_languages_count(text: str) -> None:
    found = published([block(text)], [post(date(2020, 4, 22))])
    assert (found.earliest, found.latest) == (date(2020, 4, 23), date(2020, 4, 29))


def test_posts_older_than_what_the_text_tells_are_no_anchor() -> None:
    found = published([block("The court ruled on June 3, 2019.")], [post(date(2012, 5, 1))])
    assert found.instant is None and any("older" in (row.note or "") for row in found.evidence)


@pytest.mark.parametrize(
    "path", ["news/2019/12/31/bridge.txt", "bridge-2019-12-31.txt", "world/2019/dec/31/bridge", "nyt_20191231_x.txt"]
)
def test_a_date_in_the_path_is_the_last_resort(path: str) -> None:
    found = published([block("It rained on Monday.")], [], path=path)
    assert (found.earliest, found.basis) == (date(2019, 12, 31), "metadata")


def test_without_an_anchor_there_is_no_date_but_a_reason() -> None:
    found = published([block("It rained on Tuesday, March 3.")], [])
    assert (found.instant, found.precision, found.basis, found.earliest, found.latest) == (None, None, None, None, None)
    assert found.evidence[-1].value is None and found.evidence[-1].note


@settings(deadline=None, max_examples=150)
@given(ANY_TEXT, st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(("paragraph", "byline", "boilerplate")))
def test_an_interval_is_never_wider_than_a_month(text: str, day: date, kind: str) -> None:
    found = published([block(text, kind)], [post(day)], stated=text, path=text, dateline_day=text)
    if found.earliest and found.latest:
        assert 0 <= (found.latest - found.earliest).days <= 31
    assert found.evidence and (found.instant is None) == (found.precision is None)


@settings(deadline=None, max_examples=150)
@given(st.one_of(ANY_TEXT, st.integers(), st.floats()))
def test_any_value_is_read_or_refused(value: str | int | float) -> None:
    found = parse_date(value)
    assert found is None or found[0].tzinfo is UTC


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_linear_time(name: str) -> None:
    text = HOSTILE[name]
    blocks = [block(text), block(text, "byline")]
    anchor = [post(date(2020, 1, 1))]
    assert seconds(lambda: published(blocks, anchor, stated=text, path=text, dateline_day=text)) < 0.2
