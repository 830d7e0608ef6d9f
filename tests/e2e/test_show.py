"""`copydesk show` on a warehouse of the examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from flows.article_page import page_of
from flows.cli import exit_code
from flows.commands.show import show
from schemas.registry import ARTICLE_CHILDREN
from tests.warehouse.report.markup import Page
from warehouse.home import Home
from warehouse.query import rows

pytestmark = pytest.mark.xdist_group("ingest")


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(show, [*arguments, "--home", str(home)])


def one(home: Path, sql: str) -> Any:
    return rows(Home(home), sql)[1][0][0]


@pytest.fixture
def posts(examples_home: Path) -> str:
    """An article with embedded posts, navigation in its middle, and a text that breaks off."""
    return str(one(examples_home, "SELECT article_id FROM articles WHERE headline LIKE 'Guard Sends 600 Soldiers%'"))


@pytest.fixture
def kept_out(examples_home: Path) -> str:
    return str(one(examples_home, "SELECT article_id FROM quarantined_articles"))


def test_an_article_as_json(examples_home: Path, posts: str) -> None:
    facts = json.loads(run(examples_home, posts[:12]).stdout)
    assert (facts["id"], facts["outcome"]) == (posts, "accepted")
    assert set(facts["children"]) == {table.name for table in ARTICLE_CHILDREN}
    assert facts["children"]["quotes"][0]["speaker_name"] == "Patricia Oyelaran"
    assert [row["expectation"] for row in facts["failed"]] == ["article_is_whole"]


def test_what_is_not_stored_of_a_quarantined_article_is_read_again(examples_home: Path, kept_out: str) -> None:
    facts = json.loads(run(examples_home, kept_out).stdout)
    assert (facts["outcome"], facts["status"]) == ("quarantined", "open")
    assert {row["kind"] for row in facts["children"]["blocks"]} >= {"boilerplate", "headline"}
    assert one(examples_home, f"SELECT count(*) FROM blocks WHERE article_id = '{kept_out}'") == 0


def test_the_page_of_an_article(examples_home: Path, posts: str) -> None:
    done = run(examples_home, posts[:12], "--html")
    path = examples_home / "reports" / "articles" / f"{posts}.html"
    assert (done.exit_code, done.stdout) == (0, f"{path}\n")
    page = Page(path.read_text())
    blocks = [e.attributes["class"] for e in page.elements if (e.attributes.get("class") or "").startswith("block ")]
    assert blocks[:7] == ["block headline", *["block paragraph"] * 4, "block boilerplate", "block embed"]
    assert "The text breaks off before its end." in page.text
    assert "Is all of it there?" in page.text
    assert "This does not fit" not in page.text
    assert "../index.html" in [a.attributes["href"] for a in page.all("a")]


def test_the_page_goes_where_it_is_told(examples_home: Path, posts: str, tmp_path: Path) -> None:
    target = tmp_path / "pages" / "guard.html"
    assert run(examples_home, posts[:12], "--to", str(target)).stdout == f"{target}\n"
    assert run(examples_home, posts[:12], "--to", "-").stdout == target.read_text()
    assert "../index.html" not in target.read_text()


def test_the_page_of_a_quarantined_article_says_what_failed_and_where(examples_home: Path, kept_out: str) -> None:
    page = Page(run(examples_home, kept_out, "--to", "-").stdout)
    assert "Is there an article at all?" in page.text
    assert f"copydesk quarantine release {kept_out}" in page.text
    assert "Subscribe" in page.text


def test_the_page_of_a_new_version_says_what_it_changed(examples_home: Path) -> None:
    id = one(examples_home, "SELECT article_id FROM articles WHERE headline LIKE 'Lifeboat crew pulls twelve%'")
    page = Page(page_of(Home(examples_home), id)[1])
    assert "2 versions of the article" in page.text
    assert [e.text for e in page.all("del")][:2] == ["eleven", "Eleven"]
    assert [e.text for e in page.all("ins")][:2] == ["twelve", "Twelve"]


def test_the_page_of_a_rejected_record(examples_home: Path) -> None:
    digest = one(examples_home, "SELECT record_sha256 FROM rejections WHERE reason_code = 'invalid_json'")
    page = Page(run(examples_home, digest[:16], "--to", "-").stdout)
    assert "The line is no valid JSON." in page.all("h1")[0].text
    assert f"copydesk quarantine replay {digest}" in page.text


def test_every_example_fits_its_offsets(examples_home: Path) -> None:
    """Quotes, mentions and the rest stand on their words, and no character is in no block: else the page says so."""
    ids = [row[0] for row in rows(Home(examples_home), "SELECT article_id FROM articles WHERE source_format <> 'html' "
                                  "AND len(failed_expectations) = 0 ORDER BY ALL LIMIT 25")[1]]  # fmt: skip
    pages = {id: page_of(Home(examples_home), id)[1] for id in ids}
    assert len(pages) > 20
    assert [id for id, html in pages.items() if "This does not fit" in html] == []


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("", "is no id"),
        ("no-id", "is no id"),
        ("0" * 31 + "1", "no article and no rejected record"),
        ("6", "several ids start with"),
    ],
)
def test_an_id_that_names_no_one_article(examples_home: Path, id: str, message: str) -> None:
    done = run(examples_home, id)
    assert done.exception is not None
    assert message in str(done.exception)
    assert exit_code(done.exception) == 2


def test_a_home_without_a_warehouse(tmp_path: Path) -> None:
    done = run(tmp_path / "none", "abc")
    assert done.exception is not None and exit_code(done.exception) == 2
