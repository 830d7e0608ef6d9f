"""Overrides of invented publishers: each page has a field that the general rules get wrong, and its file puts right."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.parse.assemble import parse
from flows.parse.html.publisher_files import SHIPPED, InvalidOverride, check_folders, load
from flows.parse.model import ParsedArticle, RawRecord, Rejection
from flows.parse.options import Options

FOLDER = Path(__file__).with_name("publishers")
HEADLINE = "Council votes for tram line"
EXPECTED: dict[str, dict[str, object]] = {
    "harbourpost": {"headline": HEADLINE},
    "valleynews": {"authors": ["Berit Solheim", "Tom Hagen"]},
    "countyledger": {"day": "2024-05-03"},
    "bayreader": {"paragraphs": 3},
    "isletimes": {"paragraphs": 3},
    "quickwire": {"authors": []},
    "oldtownherald_before": {"headline": HEADLINE},
    "oldtownherald_since": {"headline": "Tram line opens"},
    "nordbladet": {"publisher": "Nordbladet"},
    "parkgazette": {"keywords": ["tram", "harbour"], "article_section": "Transport"},
    "factsheet": {"accepted": True},
    "twinpapers": {"headline": HEADLINE, "abstract": "Work begins in spring"},
}


def _read(name: str, *folders: Path) -> ParsedArticle | Rejection:
    record = RawRecord("file", 0, (FOLDER / f"{name}.html").read_bytes())
    return parse(record, "html", f"{name}.html", Options(publishers=folders))


def _seen(result: ParsedArticle | Rejection, what: str) -> object:
    if isinstance(result, Rejection):
        return False if what == "accepted" else None
    if what == "accepted":
        return True
    if what == "day":
        return result.date_published.date().isoformat() if result.date_published else None
    if what == "paragraphs":
        return sum(block.kind == "paragraph" for block in result.blocks)
    return getattr(result, what)


def test_each_file_has_its_page_and_expectation() -> None:
    names = {path.stem for path in FOLDER.glob("*.yaml")}
    assert names == {path.stem for path in FOLDER.glob("*.html")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_general_rules_are_wrong_and_the_override_is_right(name: str) -> None:
    general, overridden = _read(name), _read(name, FOLDER)
    for what, right in EXPECTED[name].items():
        assert _seen(general, what) != right, f"the page of {name} needs no override for {what}"
        assert _seen(overridden, what) == right


def test_evidence_names_the_file_and_what_lost() -> None:
    article = _read("harbourpost", FOLDER)
    assert isinstance(article, ParsedArticle)
    rows = [row for row in article.evidence if row.field == "headline"]
    assert any("harbourpost.yaml" in row.method for row in rows)
    assert any(
        row.value == "All the news of the harbour, every day" and "goes before it" in str(row.note) for row in rows
    )


def test_a_later_folder_goes_before_an_earlier_one(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("hosts: [harbourpost.example]\nconstants: {headline: Mine}\n")
    article = _read("harbourpost", FOLDER, tmp_path)
    assert isinstance(article, ParsedArticle) and article.headline == "Mine"


def test_nothing_is_shipped_that_changes_a_page() -> None:
    assert not [*SHIPPED.glob("*.yaml"), *SHIPPED.glob("*.yml")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hosts: [a.example]\nfeilds: {}\n", r"line 2: `feilds` is unknown; valid are hosts, valid_from"),
        ("hosts: [a.example]\nfields:\n  headlin: h1\n", r"line 3: `fields.headlin` is unknown; valid are abstract,"),
        ("hosts: [a.example]\nfields:\n  headline: 'h1['\n", r"line 3: `fields.headline` 'h1\[' is no CSS selector"),
        ("hosts: [a.example]\njunk: ['>>']\n", r"line 2: `junk` '>>' is no CSS selector"),
        ("fields: {}\n", r"`hosts` is missing; valid is a list of hosts"),
        ("hosts: [https://a.example/]\n", r"line 1: `hosts` 'https://a.example/' is no host"),
        ("hosts: [a.example]\nvalid_from: soon\n", r"line 2: `valid_from` 'soon' is no day; valid is one such as 2024"),
        (
            "hosts: [a.example]\nvalid_from: 2024-02-01\nvalid_until: 2024-01-01\n",
            r"line 3: `valid_until` 2024-01-01 is b",
        ),
        ("hosts: [a.example]\nnothing: [body]\n", r"`nothing.body` is unknown; valid are abstract"),
        ("hosts: [a.example]\nis_article: perhaps\n", r"line 2: `is_article` 'perhaps' is neither true nor false"),
        ("hosts: [a.example]\nconstants: {publisher: 7}\n", r"line 2: `constants.publisher` 7 is no text"),
        ("- hosts\n", r"a mapping was asked for, with some of these keys: hosts"),
        ("hosts: [a\n", r"no valid YAML.*line 2"),
    ],
)
def test_faults_are_told_with_file_line_and_what_is_valid(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "site.yaml"
    path.write_text(text)
    with pytest.raises(InvalidOverride, match=f"(?s)site.yaml.*{said}"):
        load(path)


def test_folders_are_checked_before_a_run(tmp_path: Path) -> None:
    assert check_folders((FOLDER,)) == len(EXPECTED)
    with pytest.raises(FileNotFoundError, match="nowhere: no such folder"):
        check_folders((tmp_path / "nowhere",))
