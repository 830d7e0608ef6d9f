"""Who wrote the article: JSON-LD, microdata and meta tags state it, the byline near the headline shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from flows.parse.fields.agencies import agency
from flows.parse.fields.byline import is_name_line
from flows.parse.fields.date_formats import find_dates
from flows.parse.fields.names import has_given_name, is_name
from flows.parse.html.author_names import is_prefix, names_in_line, stated_names, without_agencies, without_prefix
from flows.parse.html.candidate import Candidate, Lost, squashed
from flows.parse.html.json_ld import Node, resolved, text_of, types_of
from flows.parse.html.marked_elements import labelled_authors, marked_authors
from flows.parse.html.meta_names import META_NAMES
from flows.parse.html.near_headline import Line
from flows.parse.html.site_name import names_site, without_site
from flows.parse.html.statements import Statements

_TEAM = frozenset(("team", "editorial", "staff", "editors", "redaktion", "newsroom", "official", "admin", "blog"))
NEAR = "byline near h1"
ELEMENT = "author element"
_NEWS = frozenset(("NewsArticle", "ReportageNewsArticle", "OpinionNewsArticle", "AnalysisNewsArticle"))
_COMPANY = frozenset(("inc", "llc", "ltd", "gmbh", "ag", "corp", "corporation", "plc", "kg", "bv", "oy", "srl"))
STATED, SHOWN, LOGIN, SITE = 0, 1, 2, 3  # ranks of what a source says, the best first
MOST_AUTHORS = 40
_USER_NAME = re.compile(r"[A-Za-z]+[a-z][A-Z][A-Za-z]*\d*")  # `KatieS`
NEAREST_LINES = 6
UNDER_HEADLINE = 2  # lines in which a bare name is the writer's


class Credit(NamedTuple):
    """Names that one source gives, and how far to trust them."""

    names: list[str]
    source: str
    rank: float


def choose_authors(known: Statements, lines: Sequence[Line]) -> tuple[list[str], list[str], str, list[Lost]]:
    """Names, the agencies among what was named, the source, and the candidates that lost."""
    credits = [credit for credit in _credits(known, lines) if credit.names]
    if all(credit.rank >= LOGIN for credit in credits):
        marked = _ranked(marked_authors(known.source), ELEMENT, SHOWN, known)
        if not marked.names and not credits:
            marked = _ranked(labelled_authors(known.body.text), ELEMENT, SHOWN, known)
        credits += [marked] if marked.names else []
    credits = [credit for credit in credits if credit.rank < LOGIN or _is_borne_out(credit, credits, known, lines)]
    if not credits:
        return [], [], "", []
    best = min(credits, key=lambda credit: credit.rank)
    best = _other_person_shown(credits, best) or best
    people, agencies = without_agencies(best.names)
    chosen = (people or agencies)[:MOST_AUTHORS]
    same = {squashed(name) for name in best.names}
    lost = [
        Lost(Candidate(", ".join(credit.names), credit.source), _why(credit, best))
        for credit in credits
        if {squashed(name) for name in credit.names} != same
    ]
    return chosen, agencies, best.source, lost


def _other_person_shown(credits: Sequence[Credit], best: Credit) -> Credit | None:
    """The byline, where readers see a person whom the page's data do not know: systems name the one who uploaded it."""
    shown = next((credit for credit in credits if credit.source == NEAR), None)
    known = is_name if all(map(_USER_NAME.fullmatch, best.names)) else _is_person
    if shown is None or not all(known(name) and not agency(name) for name in shown.names):
        return None
    words = {word.casefold() for name in best.names for word in name.split()}
    return shown if words.isdisjoint(word.casefold() for name in shown.names for word in name.split()) else None


def _is_borne_out(credit: Credit, credits: Sequence[Credit], known: Statements, lines: Sequence[Line]) -> bool:
    """Whether the site's own name, or a login's, is the author's all the same.

    Systems fill an empty author field with either: of pages that name nobody, one in ten has such an author. A byline
    that readers see bears it out, for a login a second source too, for a paper its own news (papers do sign so).
    """
    wanted = {squashed(name) for name in credit.names}
    if credit.source in (NEAR, ELEMENT):
        return True
    if credit.rank == SITE and not _NEWS.isdisjoint(types_of(known.article)) and credit.source == "json_ld.author":
        return True
    others = (other for other in credits if other is not credit and credit.rank == LOGIN)
    if any(wanted & {squashed(name) for name in other.names} for other in others):
        return True
    return any(squashed(without_prefix(line.text)) in wanted for line in lines if line.author or len(line.text) < 60)


def _why(credit: Credit, best: Credit) -> str:
    if credit.rank >= LOGIN:
        return "the site's own name" if credit.rank == SITE else "a login's name"
    return f"{best.source} goes before"


def _credits(known: Statements, lines: Sequence[Line]) -> Iterator[Credit]:
    yield _ranked(_json_ld(known), "json_ld.author", STATED, known)
    yield _ranked(
        [n for v in known.items.get("author", [])[:MOST_AUTHORS] for n in stated_names(v)],
        "microdata.author",
        SHOWN,
        known,
    )
    for tag in META_NAMES["author"]:
        if tag in known.tags:
            yield _ranked([name for value in known.tags[tag] for name in stated_names(value)], tag, STATED, known)
    yield _ranked(_twitter_label(known.tags), "twitter:data1", STATED, known)
    shown = _shown(lines, known.site)
    yield _ranked(shown, NEAR, SHOWN, known)


def _ranked(names: list[str], source: str, rank: float, known: Statements) -> Credit:
    names = list(
        dict.fromkeys(without_site(name, known.site) if " - " in name or "|" in name else name for name in names)
    )
    kept = [name for name in names if not _is_site(name, known.site)]
    if not kept:
        return Credit(names, source, SITE)
    if all(_is_login(name) for name in kept):
        return Credit(kept, source, LOGIN)
    return Credit(kept, source, rank)


def _is_site(name: str, site: frozenset[str]) -> bool:
    """Whether it is the site's own name, its team's or a company's; not a person's, as on a writer's own site."""
    words = name.split()
    while len(words) > 1 and words[-1].casefold() in _TEAM:
        words.pop()
    if words[-1].strip(".").casefold() in _COMPANY:
        return True
    return names_site(" ".join(words), site) and not _is_person(name)


def _is_person(name: str) -> bool:
    """Whether a name that is also the site's is a person's all the same, as on a writer's own site."""
    return is_name(name) and has_given_name(name.split(maxsplit=1)[0])


def _is_login(name: str) -> bool:
    return " " not in name and (name.islower() or any(character.isdigit() for character in name)) and name.isascii()


def _json_ld(known: Statements) -> list[str]:
    for member in ("author", "creator"):
        value = known.article.get(member)
        names = [
            name
            for part in (value[:MOST_AUTHORS] if isinstance(value, list) else [value])
            for name in _of_node(part, known.nodes)
        ]
        if names:
            return names
    return []


def _of_node(value: object, nodes: list[Node]) -> list[str]:
    value = resolved(value, nodes)
    if isinstance(value, list):
        return [name for part in value[:MOST_AUTHORS] for name in _of_node(part, nodes)]
    if isinstance(value, Mapping) and not value.get("name"):
        names = (value.get("givenName"), value.get("familyName"))
        return [" ".join(name for name in names if isinstance(name, str))] if any(names) else []
    if isinstance(value, Mapping) and isinstance(value.get("name"), list):
        return [name for part in value["name"] if isinstance(part, str) for name in stated_names(part)]
    return stated_names(text_of(value)) if value else []


def _twitter_label(tags: Mapping[str, list[str]]) -> list[str]:
    for number in ("1", "2"):
        label = tags.get(f"twitter:label{number}")
        if (
            label
            and label[0].casefold().strip(": ") in META_NAMES["label_of_author"]
            and f"twitter:data{number}" in tags
        ):
            return stated_names(tags[f"twitter:data{number}"][0])
    return []


def _shown(lines: Sequence[Line], site: frozenset[str]) -> list[str]:
    """The names of the first line that credits somebody; what stands under the headline goes before what is over it.

    `By The Example Times` gives way to a line further down that credits a person.
    """
    of_site: list[str] = []
    waiting = False  # a line was nothing but `By`
    found: list[str] = []
    for line in lines:
        if not line.text:
            continue
        if found and not line.author:
            break
        names = names_in_line(line.text, marked=line.author or waiting)
        if names and not found and all(_is_site(name, site) for name in names):
            of_site = of_site or names
            continue
        if found:
            names = [name for name in names if is_name(name) and has_given_name(name.split(maxsplit=1)[0])]
        found += names
        if names and not line.author:
            break
        waiting = not names and is_prefix(line.text)
    return list(dict.fromkeys(found)) or of_site or _bare_name(lines)


def _bare_name(lines: Sequence[Line]) -> list[str]:
    """A line that is nothing but a known name, right under the headline or with a date close to it."""
    for place, line in enumerate(lines[:NEAREST_LINES]):
        if len(line.text) <= 40 and is_name_line(line.text):
            if place < UNDER_HEADLINE:
                return stated_names(line.text)
            around = lines[max(0, place - 3) : place + 4]
            if any(other.date or find_dates(other.text[:80]) for other in around):
                return stated_names(line.text)
    return []
