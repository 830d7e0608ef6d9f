"""Questions put to a small warehouse: what is found, in which order, how it is narrowed and counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.warehouse.search.conftest import Publish, day, publish_rows, row
from warehouse.database import NoWarehouseError
from warehouse.home import Home
from warehouse.search.filters import Filters, first_day, last_day
from warehouse.search.find import Search, opened
from warehouse.search.folder import SearchError

ARTICLES = (
    row("Rally at the embassy", "Protesters gathered before the embassy. The ambassador stayed away.",
        publisher="The Harbour Post", authors=["Ada Lindqvist"], article_section="World", keywords=["diplomacy"],
        date_published=day("2019-12-31T23:30"), in_language="en-GB"),
    row("Harbour opens", "The protest is over. A state of emergency ended; the embassies are open.",
        publisher="The Harbour Post", authors=["Bo Ek"], date_published=day("2019-12-01")),
    row("Football: Tigers win", "No protest at all, a good match.", publisher="Sport Día",
        article_section="Sport", date_published=day("2020-01-05")),
    row("Häuser besetzt", "Die Proteste vor der Botschaft gehen weiter.", in_language="de",
        publisher="Neue Bühne", date_published=day("2020-02-01")),
    row("Embajada", "La manifestación ante la embajada.", in_language="es", publisher="Sport Día"),
    row("使馆外抗议", "北京的大使馆外有抗议活动。", in_language="zh", date_published=day("2018-07-07")),
    row("Протест", "Люди вышли к посольству.", in_language="ru"),
    row("No language", "protest embassy 42", in_language=None),
    row("Rally at the embassies", "An older text about protesters.", is_current=False,
        date_published=day("2019-12-30")),
)  # fmt: skip


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    home = Home(tmp_path_factory.mktemp("search") / "home")
    home.create()
    publish_rows(home, *ARTICLES)
    with opened(home) as index:
        yield index


RALLY, HARBOUR, TIGERS, HOUSES = "Rally at the embassy", "Harbour opens", "Football: Tigers win", "Häuser besetzt"
OLD = "Rally at the embassies"


def headlines(search: Search, question: str, filters: Filters | None = None) -> set[str | None]:
    results = search.find(question, filters)
    assert results.total == len(results.hits)
    return {hit.headline for hit in results.hits}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("embassy AND protest", {RALLY, HARBOUR, "No language"}),
        ("embassies ambassador", {RALLY}),
        ("embassy OR botschaft", {RALLY, HARBOUR, HOUSES, "No language"}),
        ("protest NOT embassy", {TIGERS, HOUSES}),
        ("protest -(embassy OR football)", {HOUSES}),
        ('"state of emergency"', {HARBOUR}),
        ('"emergency state"', set()),
        ("Haus", {HOUSES}),
        ("haeuser", {HOUSES}),
        ("manifestaciones", {"Embajada"}),
        ("manifestacion", {"Embajada"}),
        ("大使馆", {"使馆外抗议"}),
        ("馆大使", set()),
        ("посольства", {"Протест"}),
        ("EMBASSIES", {RALLY, HARBOUR}),
        ("harb*", {HARBOUR}),
        ("embassie*", {RALLY, HARBOUR}),
        ("headline:embassy", {RALLY}),
        ("body:embassy", {RALLY, HARBOUR, "No language"}),
        ("body:rally", set()),
        ("author:lindqvist", {RALLY}),
        ('author:"bo ek"', {HARBOUR}),
        ("keyword:diplomacy", {RALLY}),
        ('publisher:"the harbour post"', {RALLY, HARBOUR}),
        ("publisher:sport*", {TIGERS, "Embajada"}),
        ("section:SPORT", {TIGERS}),
        ("language:de", {HOUSES}),
        ("NOT language:en NOT language:de", {"Embajada", "使馆外抗议", "Протест", "No language"}),
        ("embassy OR NOT language:en", {RALLY, HARBOUR, "Embajada", "使馆外抗议", "Протест", "No language", HOUSES}),
        ("at&t", set()),
        ("42", {"No language"}),
    ],
)
def test_a_question_finds(search: Search, question: str, expected: set[str]) -> None:
    assert headlines(search, question) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(first=first_day("2019-12")), {RALLY, HARBOUR, TIGERS, HOUSES}),
        (Filters(first_day("2019-12"), last_day("2019-12")), {RALLY, HARBOUR}),
        (Filters(last=last_day("2019-12-30")), {HARBOUR}),
        (Filters(last=last_day("2018")), set()),
        (Filters(publishers=("THE HARBOUR POST",)), {RALLY, HARBOUR}),
        (Filters(publishers=("sport dia", "Neue Bühne")), {TIGERS, HOUSES}),
        (Filters(languages=("en",)), {RALLY, HARBOUR, TIGERS}),
        (Filters(languages=("en-gb", "de")), {RALLY, HOUSES}),
        (Filters(sections=("sport",)), {TIGERS}),
        (Filters(authors=("Lindqvist",)), {RALLY}),
        (Filters(authors=("ada lindqvist", "ek")), {RALLY, HARBOUR}),
        (Filters(publishers=("The Harbour Post",), authors=("ek",)), {HARBOUR}),
        (Filters(last=date(2019, 12, 30), all_versions=True), {HARBOUR, OLD}),
    ],
)
def test_filters_narrow(search: Search, filters: Filters, expected: set[str]) -> None:
    assert headlines(search, "protest* OR rally", filters) == expected


def test_the_best_come_first_or_the_newest(search: Search) -> None:
    best = search.find("embassy").hits
    assert best[0].headline == RALLY
    scores = [hit.score or 0.0 for hit in best]
    assert scores == sorted(scores, reverse=True) and scores[-1] > 0
    newest = search.find("protest* OR rally OR протест", sort="date").hits
    days = [hit.date_published for hit in newest]
    dated = [one for one in days if one]
    assert dated == sorted(dated, reverse=True) and days[: len(dated)] == dated
    assert search.find("protest*", limit=1).total > len(search.find("protest*", limit=1).hits) == 1


def test_a_hit_shows_what_it_is(search: Search) -> None:
    [hit] = search.find("ambassador").hits
    assert (hit.headline, hit.publisher, hit.article_section) == (RALLY, "The Harbour Post", "World")
    assert hit.date_published == day("2019-12-31T23:30") and hit.in_language == "en-GB"
    assert hit.snippet.marked() == "Protesters gathered before the embassy. The **ambassador** stayed away."


def test_facets_count_all_hits(search: Search) -> None:
    assert search.find("embassy").facets is None
    facets = search.find("embassy OR protest", limit=1, facets=True).facets
    assert facets is not None
    assert facets["publisher"][0] == ("The Harbour Post", 2)
    assert facets["month"] == [("2019-12", 2), ("2020-01", 1), ("2020-02", 1)]
    assert facets["language"] == [("en", 3), ("de", 1)]
    assert set(facets["section"]) == {("World", 1), ("Sport", 1)}


def test_names_that_no_article_has_are_told(search: Search) -> None:
    assert search.unknown(Filters(publishers=("Sport Día",))) == []
    [said] = search.unknown(Filters(publishers=("The Harbor Post",)))
    assert said == "no article has the publisher 'The Harbor Post'; there are the harbour post"


@pytest.mark.parametrize("text", ["2019-13", "2019-02-30", "yesterday", "", "12/2019", "0000"])
def test_a_date_that_is_none(text: str) -> None:
    with pytest.raises(SearchError, match=r"is no date: .* such as 2019-12-31, 2019-12 or 2019"):
        first_day(text)


def test_a_date_may_be_a_day_a_month_or_a_year() -> None:
    assert (first_day("2020"), last_day("2020")) == (date(2020, 1, 1), date(2020, 12, 31))
    assert (first_day("2020-02"), last_day("2020-2")) == (date(2020, 2, 1), date(2020, 2, 29))
    assert first_day("2020-02-03") == last_day("2020-02-03") == date(2020, 2, 3)


def test_filters_that_make_no_sense(search: Search) -> None:
    with pytest.raises(SearchError, match="'english' is no language tag"):
        search.find("a", Filters(languages=("english",)))
    with pytest.raises(SearchError, match="has neither letters nor digits"):
        search.find("a", Filters(authors=("…",)))


def test_a_home_without_a_warehouse(home: Home) -> None:
    with pytest.raises(NoWarehouseError, match="copydesk ingest SOURCE"), opened(home):
        pass
    assert not (home.root / "search").exists()


def test_an_empty_warehouse(home: Home, publish: Publish) -> None:
    publish()
    with opened(home) as index:
        assert index.find("embassy", facets=True).total == 0
