"""Croissant: MLCommons' own reader takes the document without an error, and finds in it what DuckDB finds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import mlcroissant
import pytest

from schemas.metadata.croissant import DATA_TYPES, About, DataFile, croissant
from schemas.registry import TABLES
from tests.conftest import Copydesk
from warehouse.home import Home
from warehouse.query import rows

pytestmark = pytest.mark.xdist_group("ingest")
ABOUT = About("bridges", "About bridges.", "2026.4.1", "2026-04-01", "https://creativecommons.org/licenses/by/4.0/")
FILES = [
    DataFile("articles.parquet", "articles", 9, "0" * 64),
    DataFile("quotes/year=0/part-0.parquet", "quotes", 9, "1" * 64),
    DataFile("quotes/year=2026/part-0.parquet", "quotes", 8, "2" * 64),
]
SHARED = ("--format", "croissant", "--table", "articles", "--table", "quotes", "--license", ABOUT.license)


@pytest.fixture(scope="module", params=[(), ("--split-by", "year")], ids=["whole", "split"])
def dataset(
    request: pytest.FixtureRequest, copydesk: Copydesk, examples_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("croissant") / "out"
    done = copydesk("export", "--home", examples_home, *SHARED, *request.param, "--output", folder)
    assert done.code == 0, done.err
    return folder


def records(folder: Path, name: str) -> list[dict[str, Any]]:
    """A record set as its reader gives it; text comes as bytes."""
    found = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert found.metadata.ctx.issues.errors == set()
    return [{key.removeprefix(f"{name}/"): value for key, value in record.items()} for record in found.records(name)]


def test_every_file_is_there_with_its_size_and_digest(dataset: Path) -> None:
    document = json.loads((dataset / "croissant.json").read_text("utf-8"))
    objects = {part["contentUrl"]: part for part in document["distribution"] if part["@type"] == "cr:FileObject"}
    assert set(objects) == {str(path.relative_to(dataset)) for path in dataset.rglob("*.parquet")}
    for path, part in objects.items():
        with duckdb.connect() as connection:
            [(digest, size)] = connection.execute(
                "SELECT sha256(content), size FROM read_blob(?)", [str(dataset / path)]
            ).fetchall()
        assert (part["sha256"], part["contentSize"]) == (digest, f"{size} B")


def test_articles_are_those_of_the_warehouse(dataset: Path, examples_home: Path) -> None:
    names = ("article_id", "headline", "article_body", "authors", "date_published", "word_count", "is_truncated")
    columns = ", ".join(names)
    _, expected = rows(Home(examples_home), f"SELECT {columns} FROM current_articles ORDER BY article_id")
    found = sorted(records(dataset, "articles"), key=lambda record: record["article_id"])
    assert set(found[0]) == set(TABLES["articles"].column_names)
    assert [tuple(_plain(record[name]) for name in names) for record in found] == expected


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.decode() if isinstance(value, bytes) else value


def test_quotes_are_those_of_these_articles(dataset: Path, examples_home: Path) -> None:
    [(expected,)] = rows(
        Home(examples_home), "SELECT count(*) FROM quotes SEMI JOIN current_articles USING (article_id)"
    )[1]
    found = records(dataset, "quotes")
    assert len(found) == expected > 0
    assert {record["article_id"] for record in found} <= {
        record["article_id"] for record in records(dataset, "articles")
    }


def test_the_same_home_gives_the_same_bytes(copydesk: Copydesk, examples_home: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        done = copydesk("export", "--home", examples_home, *SHARED, "--output", tmp_path / name)
        assert done.code == 0
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_fields_say_what_the_schemas_say() -> None:
    document = croissant(ABOUT, [TABLES["articles"], TABLES["quotes"], TABLES["links"]], FILES)
    articles, quotes = document["recordSet"]  # no file of links, no record set of them
    fields = {field["name"]: field for field in articles["field"]}
    assert list(fields) == list(TABLES["articles"].column_names)
    assert fields["headline"]["equivalentProperty"] == "https://schema.org/headline"
    assert fields["headline"]["description"] == TABLES["articles"].column("headline").description
    assert fields["authors"]["isArray"] and fields["authors"]["arrayShape"] == "-1"
    assert "equivalentProperty" not in fields["version"] or fields["version"]["equivalentProperty"].startswith("http")
    assert quotes["key"] == [{"@id": "quotes/article_id"}, {"@id": "quotes/position"}]
    assert all(field["source"]["fileSet"] == {"@id": "quotes-files"} for field in quotes["field"])


def test_every_type_has_one() -> None:
    assert {column.type for table in TABLES.values() for column in table.columns} <= set(DATA_TYPES)


def test_what_is_not_known_is_left_out() -> None:
    document = croissant(About("a", "b", "1.0.0"), [TABLES["articles"]], FILES)
    assert "license" not in document and "datePublished" not in document
