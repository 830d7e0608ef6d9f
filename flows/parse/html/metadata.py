"""What a page states about its article, one chooser a column."""

from __future__ import annotations

from flows.parse.html import choose_others as others
from flows.parse.html.article_facts import article_body, extra_facts, stated_types
from flows.parse.html.candidate import Candidate, Lost, evidence_of
from flows.parse.html.choose_authors import choose_authors
from flows.parse.html.choose_date import choose_dates
from flows.parse.html.choose_headline import choose_headline, headline_candidates
from flows.parse.html.dom_dates import shown_dates
from flows.parse.html.near_headline import Line, headline_node, lines_near
from flows.parse.html.page import Page
from flows.parse.html.results import Metadata
from flows.parse.html.statements import Statements, statements


def metadata(page: Page) -> Metadata:
    """The winner for each column, and a row of evidence for each candidate that lost."""
    known = statements(page)
    found = Metadata(extra=extra_facts(known), article_body=article_body(known), types=stated_types(known))
    headline, lost = choose_headline(headline_candidates(known), known.title, known.site)
    _state(found, "headline", headline, lost)
    title = headline.value if headline else ""
    heading = headline_node(page.tree, known.h1_nodes, title)
    lines = lines_near(heading) if heading else []
    _state_authors(found, known, lines)
    shown = shown_dates(lines)
    published, modified = choose_dates(known, shown, title)
    _state(found, "date_published", *published)
    _state(found, "date_modified", *modified)
    _state(found, "alternative_headline", *others.alternative_headline(known, title))
    _state(found, "abstract", *others.abstract(known))
    _state(found, "article_section", *others.section(known))
    _state(found, "uri", *others.uri(known))
    _state(found, "publisher", *others.publisher(known))
    _state(found, "in_language", *others.language(known))
    words, source, lost = others.keyword_list(known)
    _state_list(found, "keywords", words, source, lost)
    return found


def _state(found: Metadata, column: str, candidate: Candidate | None, lost: list[Lost]) -> None:
    if candidate is not None:
        found.stated[column] = candidate.value
        found.named_in[column] = candidate.source
    found.evidence += evidence_of(column, lost)


def _state_list(found: Metadata, column: str, values: list[str], source: str, lost: list[Lost]) -> None:
    if values:
        found.stated[column] = values
        found.named_in[column] = source
    found.evidence += evidence_of(column, lost)


def _state_authors(found: Metadata, known: Statements, lines: list[Line]) -> None:
    """Authors, the line that names them, and the agency that was named among them."""
    names, agencies, source, lost = choose_authors(known, lines)
    _state_list(found, "authors", names, source, lost)
    if agencies:
        found.stated["credit"], found.named_in["credit"] = agencies[0], source
    line = others.byline(lines, names)
    if line:
        _state(found, "byline", line, [])
