"""Names: those that other tools give the same things, and no secret of an address in any of them."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from flows.openlineage.events import input_dataset, run_event
from flows.openlineage.names import of_home, of_job, of_source, of_table, without_addresses
from flows.openlineage.sender import shown
from tests.flows.openlineage.client import read_by_the_client
from tests.flows.openlineage.samples import LEAKS, NOW, RUN, SECRET
from tests.timing import within
from warehouse.home import Home
from warehouse.remote.mirror import mirror_of


@pytest.mark.parametrize("source", LEAKS)
def test_no_secret_of_an_address_is_told(source: str) -> None:
    name, message = of_source(source), without_addresses(f"OSError: '{source}': 403 for url <{source}>")
    assert SECRET not in "".join(name) and SECRET not in message and "403" in message
    event = run_event("FAIL", NOW, RUN, [input_dataset(name)], [], message)
    assert SECRET not in json.dumps(event) and read_by_the_client(event) == event
    assert SECRET not in shown(source)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("s3://press/2026/*.jsonl", ("s3://press", "2026/*.jsonl")),
        ("https://files.example:8443/a/news.zip?x=1", ("https://files.example:8443", "/a/news.zip")),
        ("file:///data/news", ("file", "/data/news")),
        ("/data/a::b.txt", ("file", "/data/a::b.txt")),
        ("zip://*.txt::s3://press/day.zip", ("s3://press", "day.zip")),
        ("-", ("file", "/dev/stdin")),
        ("news/**/*.txt", ("file", str(Path("news/**/*.txt").absolute()))),
        ("/data/caf\udce9", ("file", "/data/caf\\xe9")),
    ],
)
def test_sources_have_the_names_that_others_give_them(source: str, name: tuple[str, str]) -> None:
    assert of_source(source) == name


def test_a_home_has_the_name_of_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_MIRRORS", str(tmp_path))
    assert of_home(Home(Path("desk"))) == str(Path("desk").absolute())
    place = "s3://press/homes/desk"
    assert of_home(Home(mirror_of(place))) == place
    assert of_table(place, "articles").namespace == "duckdb://s3://press/homes/desk/warehouse.duckdb"
    assert of_job(place, "ingest", "newsroom") == ("newsroom", "desk.ingest")


def test_a_message_of_attack_text_is_cleaned_in_linear_time() -> None:
    for text in ("a" * 100_000, "://" * 33_000, "https://" + "a@" * 50_000, " " * 100_000):
        within(0.1, partial(without_addresses, text))
