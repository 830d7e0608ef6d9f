"""Author and date elements anywhere on the page: asked only where the surroundings of the headline tell nothing.

A page has many such elements that belong to other articles and to comments. What stands in a region that is named so is
left out, and so is a kind of element (one class) that is there several times with different values: that is a list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from flows.parse.fields.date_formats import find_dates
from flows.parse.fields.names import has_given_name, is_name
from flows.parse.html.author_names import is_labelled, is_prefix, may_be_label, names_in_line
from flows.parse.html.class_words import part_of
from flows.parse.html.dom_dates import LONGEST_LABEL, said
from flows.parse.html.json_ld import plain
from flows.parse.html.page import Page

MOST_ELEMENTS = 80
MOST_ANCESTORS = 30
LONGEST_LINE = 120
SHORT_PREFIX = 12  # `Written by: `
_AUTHORS = "[rel~=author], [itemprop~=author], [class*=author i], [class*=byline i], [class*=autor i]"
_DATES = "time, [class*=publish i], [class*=date i], [class*=datum i], [class*=posted i], abbr[title]"
_APART = frozenset(("nav", "aside", "form", "button", "select", "figure"))


def marked_authors(page: Page) -> list[str]:
    """The one set of names that author elements give; none where they disagree."""
    by_kind: dict[str, list[list[str]]] = defaultdict(list)
    for node in page.tree.css(_AUTHORS)[:MOST_ELEMENTS]:
        line = plain(node.text(separator=" "))
        if not line or _is_apart(node):
            continue
        names = names_in_line(line, marked=True) if len(line) <= LONGEST_LINE else _first_name(node)
        names = [name for name in names if has_given_name(name.split()[0]) or len(line) <= len(name) + SHORT_PREFIX]
        kind = _kind(node)
        if names and names not in by_kind[kind]:
            by_kind[kind].append(names)
    settled = [found[0] for found in by_kind.values() if len(found) == 1]
    sure = [names for names in settled if all(has_given_name(name.split()[0]) for name in names)]
    every = {name for found in by_kind.values() for names in found for name in names}
    return (sure or settled)[0] if settled and len(every) <= 2 else []


def _kind(node: LexborNode) -> str:
    named = part_of(node)
    return f"{node.tag} {named.name if named else ''}"


def labelled_authors(text: str) -> list[str]:
    """Who is named behind `Text:`, `Autor:`, `Posted by` somewhere in the page's text, if one line alone does so."""
    lines = list(filter(None, map(str.strip, text.split("\n"))))
    found: list[list[str]] = []
    beginnings = [line.partition(" ")[0] for line in lines]
    labels = {word for word in set(beginnings) if may_be_label(word)}
    for place in [place for place, word in enumerate(beginnings) if word in labels][:MOST_ELEMENTS]:
        line = lines[place]
        if len(line) > LONGEST_LINE or not is_labelled(line):
            continue
        label = is_prefix(line.rstrip(":")) and place + 1 < len(lines)
        names = names_in_line(f"{line} {lines[place + 1]}" if label else line, marked=True)
        sure = ":" in line
        names = [name for name in names if is_name(name) and (sure or has_given_name(name.split(maxsplit=1)[0]))]
        if names and names not in found:
            found.append(names)
    return found[0] if len(found) == 1 else []


def _first_name(box: LexborNode) -> list[str]:
    """The name at the head of a box about the author."""
    for part in box.css("h2, h3, h4, h5, h6, a, strong, b, p, span")[:8]:
        name = plain(part.text())
        if is_name(name, most_words=4) and has_given_name(name.split()[0]):
            return [name]
    return []


def marked_dates(page: Page) -> Iterator[str]:
    """Dates of elements that are named after one, those of a kind that stands only once on the page."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for node in page.tree.css(_DATES)[:MOST_ELEMENTS]:
        attributes = node.attributes
        stamp = (
            attributes.get("datetime")
            or attributes.get("content")
            or (attributes.get("title") if node.tag == "abbr" else "")
            or ""
        )
        text = plain(node.text(separator=" ")[: 2 * LONGEST_LINE])
        value = stamp if find_dates(stamp) else text if len(text) <= LONGEST_LINE and find_dates(text) else ""
        if value and said(text[:LONGEST_LABEL]) != "updates" and not _is_apart(node):
            named = part_of(node)
            if named is not None and named.update:
                continue
            kind = _kind(node)
            if value not in by_kind[kind]:
                by_kind[kind].append(value)
    for values in by_kind.values():
        if len(values) == 1:
            yield values[0]


def _is_apart(node: LexborNode) -> bool:
    """Whether the element, or one that it stands in, is about other articles, comments or the site."""
    part: LexborNode | None = node
    in_footer = False
    for _ in range(MOST_ANCESTORS):
        if part is None or part.tag in ("body", "html"):
            return in_footer
        if part.tag in ("article", "main"):
            return False
        named = part_of(part)
        if part.tag in _APART or (named is not None and named.elsewhere):
            return True
        in_footer = in_footer or part.tag == "footer"
        part = part.parent
    return in_footer
