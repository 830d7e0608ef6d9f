"""Completing names: relations after FROM, columns of the statement's relations, then macros, functions, keywords."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from flows.sql_shell.catalogue import Catalogue

WORD = re.compile(r"[\w.]+$")
SOURCE = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?", re.IGNORECASE)
AFTER_SOURCE = re.compile(r"\b(?:FROM|JOIN|DESCRIBE|SUMMARIZE)\s+\w*$", re.IGNORECASE)
SHORTEST_FUNCTION = 2  # characters before the 600 functions of DuckDB are offered


class SqlCompleter(Completer):
    """Completion from the catalogue; the statement's own relations come first."""

    def __init__(self, catalogue: Catalogue, commands: Iterable[str]) -> None:
        self.catalogue = catalogue
        self._commands = list(commands)

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002  # Completer's signature
    ) -> Iterable[Completion]:
        before = document.text_before_cursor
        if before.startswith("."):
            yield from self._command(before)
            return
        match = WORD.search(before)
        word = match[0] if match else ""
        seen = set()
        for text, meta in self._offers(document.text, before, word):
            prefix = word.rpartition(".")[2]
            if text.lower().startswith(prefix.lower()) and text not in seen:
                seen.add(text)
                yield Completion(text, -len(prefix), display_meta=meta)

    def _command(self, before: str) -> Iterator[Completion]:
        name, blank, argument = before.partition(" ")
        if blank:
            for relation in self.catalogue.relations:
                if name == ".schema" and relation.name.startswith(argument):
                    yield Completion(relation.name, -len(argument), display_meta=relation.kind)
        else:
            yield from (Completion(command, -len(name)) for command in self._commands if command.startswith(name))

    def _offers(self, text: str, before: str, word: str) -> Iterator[tuple[str, str]]:
        """(name, what it is) in the order in which they are offered."""
        sources = {alias or name: name for name, alias in SOURCE.findall(text)}
        sources |= {name: name for name in sources.values()}
        owner, dot, _ = word.rpartition(".")
        if dot:
            for column in self.catalogue.of(sources.get(owner, owner)):
                yield column.name, column.type
            return
        relations = [(r.name, f"{r.kind}: {r.comment}") for r in self.catalogue.relations]
        if AFTER_SOURCE.search(before):
            yield from (offer for offer in relations if not offer[1].startswith("macro"))
            return
        for name in dict.fromkeys(sources.values()):
            for column in self.catalogue.of(name):
                yield column.name, f"{name}, {column.type}"
        if word:
            yield from relations
            if not sources:
                yield from ((column.name, f"{column.relation}, {column.type}") for column in self.catalogue.columns)
            for known in self.catalogue.words:
                if known.isupper() or len(word) >= SHORTEST_FUNCTION:
                    yield known, "keyword" if known.isupper() else "function"
