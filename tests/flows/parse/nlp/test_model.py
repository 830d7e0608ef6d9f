"""Names by a spaCy pipeline: a small one that the tests build and save; without spaCy they are left out."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from flows.parse.fields.mentions import mentions
from flows.parse.nlp import model
from flows.parse.nlp.merge import merged
from flows.parse.nlp.model import ModelUnavailableError, load
from tests.flows.parse.fields.statements import body

PATTERNS = [
    {"label": "PERSON", "pattern": "Zabble Kwento"},
    {"label": "PERSON", "pattern": "Kwento"},
    {"label": "PERSON", "pattern": "Mark Poe"},
    {"label": "ORG", "pattern": "the Larkfield Nine"},
    {"label": "GPE", "pattern": "Reading"},
    {"label": "GPE", "pattern": "Milldale"},
    {"label": "DATE", "pattern": "Tuesday"},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spacy = pytest.importorskip("spacy", minversion="3.8")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns(PATTERNS)
    target = tmp_path_factory.mktemp("pipeline") / "names"
    pipeline.to_disk(target)
    return target


def test_a_pipeline_in_a_folder_names_persons_organisations_and_places(folder: Path) -> None:
    whole = body("On Tuesday Mayor Zabble Kwento joined the Larkfield Nine in Reading.", "Milldale lost.")
    found = load(str(folder))(whole, "en")
    assert [(row.kind, row.text, row.title, row.country_code, row.method) for row in found] == [
        ("person", "Zabble Kwento", "Mayor", None, "model"),
        ("organisation", "Larkfield Nine", None, None, "model"),
        ("place", "Reading", None, "GB", "model"),
        ("place", "Milldale", None, None, "model"),
    ]
    assert all(whole.text[row.body_start : row.body_end] == row.text for row in found)


def test_headings_and_other_languages_are_not_read(folder: Path) -> None:
    recognise = load(str(folder))
    assert recognise(body("Reading waits", kind="heading"), "en") == []
    assert recognise(body("Milldale wartet."), "de") == []
    assert len(recognise(body("Milldale waits."), None)) == 1


def test_the_rules_come_first_and_each_name_once(folder: Path) -> None:
    whole = body("Defense Secretary Mark Poe met Zabble Kwento.", "Mark Poe and Kwento spoke in Milldale.")
    found = merged(mentions(whole), load(str(folder))(whole, "en"))
    assert [(row.kind, row.name, row.method) for row in found] == [
        ("person", "Mark Poe", "title"),
        ("person", "Zabble Kwento", "model"),
        ("place", "Milldale", "model"),
    ]


def test_a_folder_without_a_pipeline_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    with pytest.raises(ModelUnavailableError, match=r"is '.*nothing'.*valid is a folder with a pipeline"):
        load(str(tmp_path / "nothing"))


def test_a_pipeline_that_names_nothing_is_refused(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelUnavailableError, match="names no entities"):
        load(str(tmp_path / "blank"))


def test_without_spacy_the_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> ModuleType:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(model, "import_module", missing)
    with pytest.raises(ModelUnavailableError, match=r"is 'en_core_web_sm', but spaCy cannot.*pip install"):
        load("en_core_web_sm")


def test_any_object_with_entities_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The part that needs no spaCy: what is made of a document's entities."""

    class Entity:
        text, label_, start_char = "the Larkfield Nine’s", "ORG", 4

    class Document:
        ents = (Entity(),)

    class Pipeline:
        lang = "en"

        def pipe(self, texts: list[str]) -> list[Any]:
            return [Document() for _ in texts]

    monkeypatch.setattr(model, "_pipeline", lambda name: Pipeline())
    (row,) = load("a stand-in")(body("For the Larkfield Nine’s sake."), None)
    assert (row.text, row.body_start, row.body_end) == ("Larkfield Nine", 8, 22)
