"""What a run measures of its sources."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.warehouse.profiles.conftest import Runs


def test_shares_and_middles_of_a_publishers_records(runs: Runs) -> None:
    runs.begin(0)
    runs.add(8, byline=lambda place: "By Ada" if place < 6 else None, word_count=lambda place: 100 * (place + 1))
    runs.add(2, table="quarantined_articles", byline=None, is_truncated=True, word_count=500)
    found = runs.measured()
    values = {key[1:]: row["value"] for key, row in found.items()}
    assert values["volume", ""] == 10
    assert values["fill_rate", "byline"] == pytest.approx(0.6)
    assert values["fill_rate", "keywords"] == 0
    assert values["fill_rate", "images"] == 0
    assert values["quarantined_share", ""] == pytest.approx(0.2)
    assert values["truncated_share", ""] == pytest.approx(0.2)
    assert values["rejected_share", ""] == 0
    assert 350 < values["typical_words", ""] < 550
    assert 2 <= values["lag_hours", ""] <= 9
    assert values["recent_share", ""] == 1
    assert found["Harbour News", "typical_words", ""]["spread"] > 0.3


def test_images_count_as_a_field_of_accepted_articles(runs: Runs) -> None:
    runs.begin(0)
    runs.add(6)
    runs.add(2, table="quarantined_articles")
    runs.connection.execute(
        "INSERT INTO images (article_id, position, url, run_id) "
        "SELECT article_id, 0, 'https://harbour.example/a.jpg', run_id FROM articles LIMIT 3"
    )
    row = runs.measured()["Harbour News", "fill_rate", "images"]
    assert (row["value"], row["records"]) == (0.5, 6)


@pytest.mark.parametrize(
    ("given", "folder", "name"),
    [
        ({"publisher": " Harbour News "}, "/news/x", "Harbour News"),
        ({"publisher": None, "uri": "https://www.Harbour.example:8080/a?b=c"}, "/news/x", "harbour.example"),
        ({"publisher": None}, "/news/harbour", "harbour"),
        ({"publisher": ""}, "/news/harbour/year=2026/Jan", "harbour"),
    ],
)
def test_who_the_publisher_is(runs: Runs, given: dict[str, str | None], folder: str, name: str) -> None:
    runs.begin(0)
    runs.add(5, folder=folder, **given)
    assert {publisher for publisher, _, _ in runs.measured()} == {name}


def test_what_is_older_than_thirty_days_tells_nothing_of_lag(runs: Runs) -> None:
    runs.begin(0)
    runs.add(6, date_published=lambda place: runs.started - timedelta(days=400 if place < 3 else 1))
    found = runs.measured()
    assert found["Harbour News", "recent_share", ""]["value"] == 0.5
    lag = found["Harbour News", "lag_hours", ""]
    assert (lag["value"], lag["records"]) == (24, 3)


def test_headlines_with_the_same_ending(runs: Runs) -> None:
    runs.begin(0)
    endings = ["A ferry | Harbour News", "B | C | Harbour News", "D – Harbour News", "Half-time", "E - Opinion", "F"]
    runs.add(6, headline=lambda place: endings[place])
    assert runs.measured()["Harbour News", "headline_suffix_share", ""]["value"] == pytest.approx(2 / 6)


def test_few_records_of_somebody_new_are_not_followed(runs: Runs) -> None:
    runs.begin(0)
    runs.add(4)
    assert runs.measured() == {}


class TestRejected:
    def test_it_is_the_publishers_of_the_folder(self, runs: Runs) -> None:
        runs.begin(0)
        runs.add(9)
        runs.add(9, publisher="Quay Post", folder="/news/quay")
        runs.reject(3)
        found = runs.measured()
        assert found["Harbour News", "rejected_share", ""]["value"] == pytest.approx(0.25)
        assert found["Quay Post", "rejected_share", ""]["value"] == 0

    def test_where_all_is_rejected_earlier_runs_tell_whose_it_is(self, runs: Runs) -> None:
        runs.begin(0)
        runs.add(9)
        runs.end()
        runs.begin(1)
        runs.reject(7)
        found = runs.measured()
        assert found["Harbour News", "rejected_share", ""]["value"] == 1
        assert found["Harbour News", "volume", ""]["value"] == 0

    def test_where_publishers_lie_together_it_is_nobodys(self, runs: Runs) -> None:
        runs.begin(0)
        runs.add(9)
        runs.add(9, publisher="Quay Post")
        runs.reject(3)
        assert runs.measured()["Quay Post", "rejected_share", ""]["value"] == 0


class TestAbsent:
    def day_one(self, runs: Runs, sources: tuple[str, ...] = ("/news",)) -> None:
        runs.begin(0, sources)
        runs.add(9)
        runs.add(9, publisher="Quay Post", folder="/news/quay")
        runs.end()

    def test_a_source_that_does_not_come_has_volume_0(self, runs: Runs) -> None:
        self.day_one(runs)
        runs.begin(1)
        runs.add(9)
        row = runs.measured()["Quay Post", "volume", ""]
        assert (row["value"], row["records"]) == (0, 0)

    @pytest.mark.parametrize("source", ["/archive", "/news/harbour", "/news/harbour/*.html"])
    def test_a_run_that_looked_elsewhere_says_nothing_of_it(self, runs: Runs, source: str) -> None:
        self.day_one(runs)
        runs.begin(1, (source,))
        runs.add(9)
        assert ("Quay Post", "volume", "") not in runs.measured()

    def test_dated_sources_are_the_same_place(self, runs: Runs) -> None:
        runs.begin(0, ("/news/2026-01-05/quay",))
        runs.add(9, source_path=lambda place: f"/news/2026-01-05/quay/{place}.html")
        runs.end()
        runs.begin(1, ("/news/2026-01-06/quay",))
        assert runs.measured()["Harbour News", "volume", ""]["value"] == 0


def test_what_a_stopped_run_left_is_measured_by_the_next(runs: Runs) -> None:
    runs.begin(0)
    runs.add(9)
    runs.end()
    runs.begin(1)
    runs.add(4)
    runs.end(status="interrupted")
    runs.begin(2)
    runs.add(5)
    assert runs.measured()["Harbour News", "volume", ""]["value"] == 9


def test_history_is_of_runs_from_the_same_places(runs: Runs) -> None:
    for day, source in enumerate(("/news", "/archive", "/news", "/news")):
        runs.begin(day, (source,))
        runs.add(5 + day)
        runs.end()
    runs.begin(4)
    runs.add(9)
    known = runs.history().to_pydict()
    volumes = [value for measure, value in zip(known["measure"], known["value"], strict=True) if measure == "volume"]
    assert volumes == [5, 7, 8]
    assert known["started"][0].tzinfo is not None


def test_a_home_without_runs_has_no_history(runs: Runs) -> None:
    runs.begin(0)
    runs.add(9)
    assert runs.history().num_rows == 0
