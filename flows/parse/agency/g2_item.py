"""NewsML-G2 (IPTC): a `newsItem` to what it says. Each child is used, ignored by name, or kept in `extra`."""

from __future__ import annotations

from collections.abc import Callable

from flows.parse.agency.elements import at, child, children, kept, label, language_of, name_of, tail_of, value
from flows.parse.agency.g2_content import fill_content
from flows.parse.agency.item import Item
from flows.parse.agency.status import is_still
from flows.parse.model import Image, Link
from flows.parse.xml.document import Element, text_of

_IGNORED = frozenset((  # of the exchange itself, or of concepts that are named elsewhere, too
    "catalog", "catalogref", "hopheritage", "assert", "inlineref", "derivedfrom", "partmeta", "generator", "profile",
    "hash", "itemmeta", "contentmeta", "contentset", "rightsinfo", "groupset", "icon",
))  # fmt: skip
_SECTIONS = ("category", "department", "desk", "section", "ressort", "rubric", "cat")
_PLACES = ("poi", "locality", "venue", "address")  # types of subjects that are street addresses
_SECOND_HEADLINE = ("subtitle", "subhead", "subheadline", "deck", "secondary", "sub")
_SHORT_HEADLINE = ("kicker", "overline", "short", "web", "seo")
_SUMMARIES = ("summary", "teaser", "abstract", "lead", "")


def g2_item(root: Element) -> Item:
    """What a newsItem or a packageItem says."""
    item = Item()
    language = value(at(root, "contentmeta", "language"), "tag") or language_of(root)
    item.state("uri", root.get("guid") or "", "guid")
    item.keep("version", root.get("version"))
    _item_meta(item, child(root, "itemmeta"), language)
    _content_meta(item, child(root, "contentmeta"), language)
    for part in children(child(root, "rightsinfo")):
        if name_of(part) == "copyrightholder":
            item.fill("publisher", label(part, language), "copyrightHolder")
            item.keep("copyrightholder", label(part, language))
        else:
            item.keep(name_of(part), text_of(part) or kept(part))
    fill_content(item, child(root, "contentset"))
    item.state("in_language", language, "language")
    item.state("headline", text_of(at(root, "itemmeta", "title")), "title")
    for part in children(root):
        if name_of(part) not in _IGNORED:
            item.keep(name_of(part), kept(part))
    for reference in _references(root):
        item.parts.append(reference)
    return item


def _item_meta(item: Item, meta: Element | None, language: str) -> None:
    links: list[Link] = []
    images: list[Image] = []
    for part in children(meta):
        name = name_of(part)
        code = tail_of(part.get("qcode") or "")
        if name == "itemclass":
            item.kind = code or label(part)
        elif name == "pubstatus":
            item.status = (code or label(part)).lower()
        elif name == "provider":
            item.state("publisher", label(part, language) or code, "provider")
        elif name == "versioncreated":
            item.state("date_modified", text_of(part), "versionCreated")
        elif name == "firstcreated":
            item.state("date_published", text_of(part), "firstCreated")
        elif name == "ednote":
            _note(item, part)
        elif name == "link" and (part.get("href") or "").startswith("http") and _is_picture(part):
            images.append(Image(part.get("href").strip(), text_of(child(part, "title")) or None, None))
        elif name == "link" and (part.get("href") or "").startswith("http"):
            links.append(
                Link(part.get("href").strip(), text_of(child(part, "title")) or None, tail_of(part.get("rel") or ""))
            )
        elif name in ("service", "signal", "role", "memberof", "instanceof"):
            item.keep(name, label(part, language) or part.get("qcode") or part.get("uri") or "")
        elif name not in _IGNORED and name != "title":
            item.keep(name, kept(part))
    item.extend("links", links, "link")
    item.extend("images", images, "link")


def _is_picture(link: Element) -> bool:
    kind = tail_of(value(child(link, "itemclass"), "qcode"))
    return (link.get("contenttype") or "").startswith("image/") or is_still(kind)


def _note(item: Item, note: Element) -> None:
    role = tail_of(note.get("role") or "").lower()
    words = " ".join(" ".join(note.itertext()).split())
    if words:
        item.keep("ednote", {"role": role, "text": words} if role else words)
    if words and "correction" in role:
        item.keep("correction", words)


def _content_meta(item: Item, meta: Element | None, language: str) -> None:
    sections: list[str] = []
    words: list[str] = []
    created = ""
    for part in sorted(children(meta), key=_rank):
        name = name_of(part)
        if name == "contentcreated":
            created = text_of(part)
        elif name == "subject":
            named = label(part, language)
            scheme = f"{part.get('type') or ''} {(part.get('qcode') or '').rpartition(':')[0]}".lower()
            if scheme.rstrip().endswith(_SECTIONS) or _section_type(part):
                sections.append(named)
            elif tail_of(part.get("type") or "").lower() not in _PLACES:
                words.append(named)
            item.keep("subject", _concept(part, named))
        elif name == "keyword":
            words.append(text_of(part))
        elif rule := _RULES.get(name):
            rule(item, part, language)
        elif name == "slugline":
            item.keep(name, text_of(part))
        elif name not in _IGNORED and name != "language":
            item.keep(name, kept(part))
    item.keep("contentcreated", created)
    item.state("date_published", created, "contentCreated")
    if version := item.stated.get("date_modified"):
        item.state("date_published", version, item.named_in["date_modified"])
    item.state("article_section", next(filter(None, sections), ""), "subject")
    item.state("keywords", list(dict.fromkeys(word for word in words if word)), "keyword")


def _rank(part: Element) -> int:
    """Headlines in the order of their rank; the rest in the file's."""
    rank = part.get("rank") or "0"
    return int(rank) if name_of(part) == "headline" and rank.isdecimal() else 0


def _section_type(part: Element) -> bool:
    return tail_of(part.get("type") or "").lower() in _SECTIONS


def _headline(item: Item, part: Element, language: str) -> None:  # noqa: ARG001 - rules share their arguments
    role, words = tail_of(part.get("role") or "").lower(), text_of(part)
    if role in _SECOND_HEADLINE:
        item.state("alternative_headline", words, "headline/subtitle")
    elif role in _SHORT_HEADLINE:
        item.keep(role, words)
    else:
        item.state("headline", words, "headline")


def _description(item: Item, part: Element, language: str) -> None:  # noqa: ARG001 - as above
    role, words = tail_of(part.get("role") or "").lower(), text_of(part)
    if role in _SUMMARIES:
        item.state("abstract", words, "description")
    else:
        item.keep("description", {"role": role, "text": words} if words else "")


def _creator(item: Item, part: Element, language: str) -> None:
    """A person's name makes an author; a desk's or a log-in's does not."""
    who = label(part, language)
    kinds = f"{part.get('type') or ''} {part.get('role') or ''}".lower()
    if (
        " " in who
        and "." not in who.partition(" ")[0][1:]
        and not any(word in kinds for word in ("org", "source", "prov"))
    ):
        item.extend("authors", [who], "creator")
    item.keep("creator", who or part.get("qcode") or "")


def _text_of(column: str) -> Callable[[Item, Element, str], None]:
    def rule(item: Item, part: Element, language: str) -> None:  # noqa: ARG001 - as above
        words = text_of(part)
        item.state(column, words.rstrip(" –—-") if column in ("credit", "dateline") else words, name_of(part))

    return rule


def _named(item: Item, part: Element, language: str) -> None:
    item.keep(name_of(part), _concept(part, label(part, language)))


_RULES: dict[str, Callable[[Item, Element, str], None]] = {
    "headline": _headline, "description": _description, "creator": _creator, "by": _text_of("byline"),
    "dateline": _text_of("dateline"), "creditline": _text_of("credit"), "genre": _named, "located": _named,
    "infosource": _named, "contributor": _named,
}  # fmt: skip


def _concept(part: Element, named: str) -> object:
    code = part.get("qcode") or part.get("uri") or ""
    return {"qcode": code, "name": named} if code and named else named or code


def _references(root: Element) -> list[str]:
    found = [
        part.get("residref") or part.get("href") or ""
        for part in root.iter() if isinstance(part.tag, str) and name_of(part) == "itemref"
    ]  # fmt: skip
    return [address for address in found if address]
