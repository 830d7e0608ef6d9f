"""Completion, from a catalogue of our own."""

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from flows.sql_shell.catalogue import Catalogue, Column, Relation
from flows.sql_shell.completion import SqlCompleter

CATALOGUE = Catalogue(
    [Relation("articles", "table", "an article", ""), Relation("quotes", "table", "a quotation", ""),
     Relation("speakers", "view", "who is quoted", ""), Relation("quotes_by", "table macro", "what was said", "name"),
     Relation("excerpt", "macro", "a stretch of text", "id, first, after")],
    [Column("articles", "headline", "VARCHAR", ""), Column("articles", "article_id", "VARCHAR", ""),
     Column("quotes", "speaker_name", "VARCHAR", ""), Column("quotes", "article_id", "VARCHAR", "")],
    ["SELECT", "FROM", "list_sort"],
)  # fmt: skip


def offered(text: str, cursor: int | None = None) -> list[str]:
    completer = SqlCompleter(CATALOGUE, [".tables", ".schema"])
    document = Document(text, len(text) if cursor is None else cursor)
    return [completion.text for completion in completer.get_completions(document, CompleteEvent())]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SELECT * FROM a", ["articles"]),
        ("FROM quo", ["quotes", "quotes_by"]),
        ("from ", ["articles", "quotes", "speakers", "quotes_by"]),
        ("FROM articles JOIN sp", ["speakers"]),
        ("SELECT q.sp", []),
        ("FROM quotes q WHERE q.sp", ["speaker_name"]),
        ("FROM quotes AS q WHERE q.", ["speaker_name", "article_id"]),
        ("FROM articles WHERE head", ["headline"]),
        ("FROM articles WHERE ex", ["excerpt"]),
        ("sel", ["SELECT"]),
        ("SELECT list_", ["list_sort"]),
        ("SELECT head", ["headline"]),
        (".s", [".schema"]),
        (".schema quo", ["quotes", "quotes_by"]),
        ("", []),
    ],
)
def test_what_is_offered(text: str, names: list[str]) -> None:
    assert offered(text) == names


def test_the_columns_of_a_statement_are_known_before_its_from_is_reached() -> None:
    text = "SELECT spea FROM quotes"
    assert offered(text, len("SELECT spea"))[0] == "speaker_name"
