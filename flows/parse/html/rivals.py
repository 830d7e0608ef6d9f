"""Other readings of a page, asked where the own one is doubtful: the page's JSON-LD, and installed extractors."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from flows.parse.fields.blocks import clean
from flows.parse.html.page import Page
from flows.parse.html.results import Metadata
from flows.parse.model import Block

_STATED = (200, 1.6)  # characters at least, and times the own reading's length, for the page's own statement to win
_EXTRACTED = (1000, 3.0)  # the same for other extractors, which have their own faults
_ASK = {"resiliparse": 600, "trafilatura": 150}  # own characters from which an extractor is not asked: they take time
_LONGEST_MARKUP = 1_000_000  # characters of a page that extractors are given
_MOST_TAGS = 8_000  # angle brackets in it: extractors take seconds over tens of thousands


def best_rival(page: Page, known: Metadata, own: int) -> tuple[str, list[Block]] | None:
    """The method and paragraphs of a reading that has much more text than the own one's `own` characters."""
    stated = known.article_body
    if stated and len(stated) >= max(_STATED[0], _STATED[1] * own):
        return "json_ld.articleBody", _paragraphs(stated)
    if len(page.markup) > _LONGEST_MARKUP or page.markup.count("<") > _MOST_TAGS:
        return None
    for package, read in (("resiliparse", _resiliparse), ("trafilatura", _trafilatura)):
        if own < _ASK[package] and _installed(package):
            text = read(page.markup)
            if text and len(text) >= max(_EXTRACTED[0], _EXTRACTED[1] * own):
                return package, _paragraphs(text)
    return None


def _paragraphs(text: str) -> list[Block]:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return [Block("paragraph", clean(line), None, None) for line in lines if line]


@cache
def _installed(package: str) -> bool:
    return find_spec(package) is not None


def _resiliparse(markup: str) -> str | None:
    """Optional: `pip install resiliparse`."""
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return str(extract(markup, main_content=True, alt_texts=False, links=False))


def _trafilatura(markup: str) -> str | None:
    """Optional: `pip install trafilatura`."""
    text = import_module("trafilatura").extract(markup, include_comments=False)
    return None if text is None else str(text)
