"""A question's tree as a query of the index, and as what is to be marked in the articles it finds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tantivy import Occur, Query

from warehouse.search.fields import NAMES, WORDS, schema
from warehouse.search.folder import STATE
from warehouse.search.languages import OTHER, analyzer, name_analyzer, spellings
from warehouse.search.syntax import AllOf, AnyOf, Node, Not, Words

HEADLINE = 2.0  # a word in the headline counts for so many in the body


class Mark(NamedTuple):
    """Terms that follow each other; the last one may be the beginning of a term."""

    terms: tuple[str, ...]
    prefix: bool = False


class Matcher:
    """Makes queries for the languages that the index has, or that are asked for."""

    def __init__(self, tongues: Sequence[str]) -> None:
        self._tongues = tongues
        self.marks: dict[str, set[Mark]] = defaultdict(set)  # by tongue; filled by `query`

    def query(self, node: Node, *, marked: bool = True) -> Query:
        """The articles that the node describes; their texts are to be marked unless it is negated."""
        match node:
            case Words():
                return any_of(self._words(node, marked))
            case AnyOf(parts):
                return any_of(self.query(part, marked=marked) for part in parts)
            case AllOf(parts):
                wanted = [self.query(part, marked=marked) for part in parts if not isinstance(part, Not)]
                unwanted = [self.query(part.part, marked=False) for part in parts if isinstance(part, Not)]
                return all_of(wanted or [EVERYTHING], unwanted)
            case Not(part):
                return all_of([EVERYTHING], [self.query(part, marked=False)])

    def _words(self, words: Words, marked: bool) -> Iterator[Query]:
        if words.field in NAMES:
            name = name_analyzer().analyze(words.text)
            yield from _terms(words.field, name, words.prefix)
        elif words.field in WORDS:
            yield from _terms(words.field, analyzer(OTHER).analyze(words.text), words.prefix)
        else:
            for tongue in self._tongues:
                for mark in _marks(tongue, words):
                    if marked and words.field != "headline":
                        self.marks[tongue].add(mark)
                    if words.field != "headline":
                        yield from _terms(f"body_{tongue}", mark.terms, mark.prefix)
                    if words.field != "body":
                        for query in _terms(f"headline_{tongue}", mark.terms, mark.prefix):
                            yield Query.boost_query(query, HEADLINE)


def _marks(tongue: str, words: Words) -> set[Mark]:
    """The terms of a word or phrase, in each spelling; a prefix also as the whole word it may be."""
    found = {Mark(tuple(analyzer(tongue).analyze(text))) for text in spellings(tongue, words.text)}
    if words.prefix:
        *before, last = analyzer(OTHER).analyze(words.text) or [""]
        found.add(Mark((*before, last), prefix=True))
    return {mark for mark in found if any(mark.terms)}


def _terms(field: str, terms: Sequence[str], prefix: bool) -> Iterator[Query]:
    if len(terms) == 1 and prefix:
        yield Query.regex_query(schema(), field, re.escape(terms[0]) + ".*")
    elif len(terms) == 1:
        yield Query.term_query(schema(), field, terms[0], "freq")
    elif prefix:
        yield Query.phrase_prefix_query(schema(), field, list(terms))
    elif terms:
        yield Query.phrase_query(schema(), field, list(terms))


def any_of(queries: Iterable[Query]) -> Query:
    parts = list(queries)
    return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Should, part) for part in parts])


def all_of(wanted: Iterable[Query], unwanted: Iterable[Query] = ()) -> Query:
    parts = [(Occur.Must, part) for part in wanted] + [(Occur.MustNot, part) for part in unwanted]
    return parts[0][1] if len(parts) == 1 else Query.boolean_query(parts)


EVERYTHING = all_of([Query.all_query()], [Query.term_query(schema(), STATE, STATE)])
