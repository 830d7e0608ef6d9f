"""Columns for which the first source with a value is taken: abstract, section, keywords, address, publisher …"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from flows.parse.html.candidate import Candidate, Lost, squashed
from flows.parse.html.json_ld import Node, plain, resolved, text_of, types_of
from flows.parse.html.meta_names import META_NAMES
from flows.parse.html.near_headline import Line
from flows.parse.html.statements import Statements
from flows.parse.language_tag import language_tag
from flows.parse.readers.values import Unusable, keywords

_CUT_OFF = ("...", "…", "[…]", "[...]")
_SITE_KINDS = frozenset(("WebSite", "Website", "NewsMediaOrganization", "Organization", "Corporation"))
MOST_KEYWORDS = 100
LONGEST_KEYWORD = 100  # characters
LONGEST_ABSTRACT = 5_000
LONGEST_NAME = 120

Choice = tuple[Candidate | None, list[Lost]]


def first_of(candidates: Iterable[Candidate]) -> Choice:
    """The first candidate, and those of the others that say something else."""
    found = [candidate for candidate in candidates if candidate.value]
    if not found:
        return None, []
    best, *rest = found
    reason = f"{best.source} goes before"
    others = [other for other in rest if other.value != best.value]
    return best, [Lost(other, reason) for other in others if squashed(other.value) != squashed(best.value)]


def abstract(known: Statements) -> Choice:
    """The first description; a fuller one, where the first is cut off in the middle and the other goes on."""
    found = [Candidate(text_of(known.article.get("description"))[:LONGEST_ABSTRACT], "json_ld.description")]
    found += [Candidate(value[:LONGEST_ABSTRACT], tag) for tag, value in _tagged(known, META_NAMES["description"])]
    best, lost = first_of(found)
    if best and best.value.endswith(_CUT_OFF):
        start = best.value.rstrip(".…[] ")
        fuller = next((c for c in found if c.value.startswith(start) and not c.value.endswith(_CUT_OFF)), None)
        if fuller:
            return fuller, [Lost(best, "cut off"), *(some for some in lost if some.candidate != fuller)]
    return best, lost


def alternative_headline(known: Statements, headline: str) -> Choice:
    said = squashed(headline)
    found = [Candidate(text_of(known.article.get("alternativeHeadline")), "json_ld.alternativeHeadline")]
    found += [
        Candidate(heading.kicker, "kicker of h1")
        for heading in known.h1s
        if heading.kicker and squashed(heading.text) in said
    ]
    return first_of(candidate for candidate in found if candidate.value and squashed(candidate.value) not in said)


def section(known: Statements) -> Choice:
    stated = known.article.get("articleSection")
    found = [Candidate(text_of(stated), "json_ld.articleSection")]
    found += [Candidate(value, tag) for tag, value in _tagged(known, META_NAMES["section"])]
    found += [Candidate(value, "microdata.articleSection") for value in known.items.get("articlesection", [])[:1]]
    found += [Candidate(value, "json_ld.BreadcrumbList") for value in _breadcrumb(known)]
    return first_of(candidate for candidate in found if len(candidate.value) <= LONGEST_NAME)


def _breadcrumb(known: Statements) -> Iterator[str]:
    """The last step before the article itself, if it is not the front page."""
    for node in known.nodes:
        steps = node.get("itemListElement")
        if "BreadcrumbList" not in types_of(node) or not isinstance(steps, list):
            continue
        names = [text_of(step.get("name") or step.get("item")) for step in steps[:20] if isinstance(step, dict)]
        said = {squashed(heading.text) for heading in known.h1s} | {squashed(known.title)}
        names = [name for name in names[1:] if name and squashed(name) not in said and "://" not in name]
        if len(names) == len(steps) - 1 and names:
            names.pop()  # the article, under another title
        yield from names[-1:]
        return


def keyword_list(known: Statements) -> tuple[list[str], str, list[Lost]]:
    """The keywords, where they stood, and the lists that lost."""
    found: list[tuple[str, list[str]]] = []
    with suppress(Unusable):  # terms as objects without a name
        found.append(("json_ld.keywords", keywords(known.article.get("keywords") or [])))
    stated = (tag for tag in META_NAMES["keywords"] if tag in known.tags)
    found += [(tag, [word for value in known.tags[tag] for word in keywords(value)]) for tag in stated]
    found = [(source, _tidy(words)) for source, words in found]
    found = [(source, words) for source, words in found if words]
    if not found:
        return [], "", []
    (source, best), *rest = found
    lost = [Lost(Candidate(", ".join(words), other), f"{source} goes before") for other, words in rest if words != best]
    return best, source, lost


def _tidy(words: Iterable[str]) -> list[str]:
    tidied = (plain(word).strip(" \"'") for word in words)
    return list(dict.fromkeys(word for word in tidied if word and len(word) <= LONGEST_KEYWORD))[:MOST_KEYWORDS]


def uri(known: Statements) -> Choice:
    """An absolute address. A canonical link to the front page is a fault, if another address has a path."""
    found = [Candidate(address, source) for source, address in known.addresses]
    stated = known.article.get("url") or known.article.get("mainEntityOfPage")
    address = (stated.get("@id") or stated.get("url")) if isinstance(stated, dict) else stated
    if isinstance(address, str) and address.startswith(("http://", "https://")) and len(address.split()) == 1:
        found.append(Candidate(address, "json_ld.url"))
    deep = [candidate for candidate in found if urlsplit(candidate.value).path.strip("/")]
    return first_of(deep + [candidate for candidate in found if candidate not in deep])


def publisher(known: Statements) -> Choice:
    found = [Candidate(text_of(resolved(known.article.get("publisher"), known.nodes)), "json_ld.publisher")]
    found += [Candidate(value, tag) for tag, value in _tagged(known, META_NAMES["publisher"])]
    found += [Candidate(text_of(node.get("name")), f"json_ld.{types_of(node)[0]}") for node in _sites(known.nodes)]
    found += [Candidate(value, tag) for tag, value in _tagged(known, ("application-name",))]
    return first_of(
        candidate for candidate in found if "://" not in candidate.value and len(candidate.value) <= LONGEST_NAME
    )


def _sites(nodes: Sequence[Node]) -> Iterator[Node]:
    return (node for node in nodes if types_of(node) and types_of(node)[0] in _SITE_KINDS)


def language(known: Statements) -> Choice:
    root = known.source.tree.root
    attributes = root.attributes if root else {}
    stated = (
        ("html lang", attributes.get("lang") or attributes.get("xml:lang") or ""),
        ("json_ld.inLanguage", text_of(known.article.get("inLanguage"))),
        ("og:locale", (known.tags.get("og:locale") or [""])[0]),
        ("content-language", (known.tags.get("content-language") or [""])[0]),
        ("dc.language", (known.tags.get("dc.language") or known.tags.get("language") or [""])[0]),
    )
    read = ((source, language_tag(value.split(",")[0])) for source, value in stated if value)
    found = [Candidate(tag, source) for source, tag in read if tag]
    best, lost = first_of(found)
    if best:  # `de` beside `de-CH` of another source is the same, said less exactly
        fuller = next(
            (other for other in found if other.value.startswith(f"{best.value}-") and other.source != "og:locale"), best
        )
        lost = [some for some in lost if not some.candidate.value.startswith(best.value.split("-")[0])]
        return fuller, lost
    return None, []


def byline(lines: Sequence[Line], names: Sequence[str]) -> Candidate | None:
    """The line near the headline in which the chosen names stand."""
    wanted = [squashed(name) for name in names]
    for line in lines:
        if len(line.text) <= LONGEST_NAME * 2 and any(name in squashed(line.text) for name in wanted):
            return Candidate(line.text, "byline near h1")
    return None


def _tagged(known: Statements, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((name, known.tags[name][0]) for name in names if name in known.tags)
