"""What a publisher's override says of a page, done to it: fields by selectors, junk out, the body's container."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborNode

from flows.parse.html.page import Page, open_page
from flows.parse.html.results import Metadata
from flows.parse.model import Draft, Evidence

LISTS = frozenset(("authors", "keywords"))
TEXTS = frozenset(
    "headline alternative_headline abstract byline credit publisher article_section in_language uri dateline".split()
)
DATES = frozenset(("date_published", "date_modified"))
COLUMNS = TEXTS | LISTS | DATES
_ATTRIBUTES = ("content", "datetime", "href")  # where a meta, time or link element has its value
_LONGEST = 2_000  # characters of a field


@dataclass(frozen=True, slots=True)
class Override:
    """One publisher's file. Selectors are CSS; a field takes the first that finds something on the page."""

    source: str  # the file's name
    hosts: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str]
    nothing: frozenset[str]  # columns whose general value is always wrong there
    body: tuple[str, ...]
    junk: tuple[str, ...]
    is_article: bool  # every page that the body selector finds is an article
    valid_from: date | None = None
    valid_until: date | None = None
    folder: int = 0  # rank of the folder it is from


def apply_override(override: Override, page: Page, known: Metadata) -> Page:
    """The page with its junk gone and its body picked out; `known` gets the fields. What a selector misses stays."""
    for column, selectors in override.fields.items():
        if found := _value(page, column, selectors):
            _state(known, column, found[0], f"{override.source}: {found[1]}")
    for column, value in override.constants.items():
        _state(known, column, [value] if column in LISTS else value, override.source)
    for column in override.nothing:
        if column in known.stated:
            note = f"{override.source} says that this site's pages state none"
            known.evidence.append(Evidence(column, str(known.stated.pop(column))[:200], "override", 0.1, note=note))
            known.named_in.pop(column, None)
    for selector in override.junk:
        for node in page.tree.css(selector):
            node.decompose()
    return _body(override, page, known)


def _body(override: Override, page: Page, known: Metadata) -> Page:
    for selector in override.body:
        nodes = page.tree.css(selector)
        taken = {node.mem_id for node in nodes}
        parts = [node.html for node in nodes if not _inside(node, taken)]
        if parts:
            known.evidence.append(Evidence("article_body", selector, "override", 0.95, note=override.source))
            known.article_body = None  # a rival to extraction, which is not asked for
            head = page.tree.head.html if page.tree.head is not None else ""
            return open_page(
                f"<!doctype html><html>{head}<body><article>{''.join(map(str, parts))}</article>", page.url
            )
    return page


def _inside(node: LexborNode, taken: set[int]) -> bool:
    """Whether the node stands in another that was found: its text comes with that one."""
    parent = node.parent
    while parent is not None:
        if parent.mem_id in taken:
            return True
        parent = parent.parent
    return False


def _value(page: Page, column: str, selectors: tuple[str, ...]) -> tuple[object, str] | None:
    for selector in selectors:
        values = [text for node in page.tree.css(selector) if (text := _text(node, column))]
        if values:
            return (values if column in LISTS else values[0]), selector
    return None


def _text(node: LexborNode, column: str) -> str:
    attributes = node.attributes
    if node.tag in ("meta", "time", "link") or column in DATES or column == "uri":
        stated = next((value for name in _ATTRIBUTES if (value := attributes.get(name))), None)
        if stated:
            return stated.strip()[:_LONGEST]
    return " ".join(node.text(separator=" ").split())[:_LONGEST]


def _state(known: Metadata, column: str, value: object, where: str) -> None:
    if column in known.stated and known.stated[column] != value:
        lost = Evidence(
            column,
            str(known.stated[column])[:200],
            known.named_in.get(column, "general"),
            0.3,
            note=f"{where} goes before it",
        )
        known.evidence.append(lost)
    known.stated[column], known.named_in[column] = value, f"override:{where}"


def corrected(override: Override, draft: Draft) -> None:
    """Blocks of the general extraction that would speak against the override's fields."""
    if draft.blocks is None:
        return
    if "alternative_headline" in override.nothing:
        draft.blocks = [b._replace(kind="note") if b.kind == "alternative_headline" else b for b in draft.blocks]
    if "byline" in override.nothing or "authors" in override.nothing:
        draft.blocks = [b._replace(kind="note") if b.kind == "byline" else b for b in draft.blocks]
