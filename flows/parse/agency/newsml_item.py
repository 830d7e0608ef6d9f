"""NewsML 1.0 to 1.2 (IPTC): a `NewsItem` to what it says."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.parse.agency.elements import at, child, children, every, kept, language_of, name_of, value
from flows.parse.agency.item import Item
from flows.parse.agency.nitf_item import fill_from_nitf
from flows.parse.agency.status import is_withdrawn
from flows.parse.agency.wire_text import WireText, from_element, from_html, from_plain
from flows.parse.html.fragment import is_markup
from flows.parse.model import Image
from flows.parse.xml.document import Element, local_name, text_of

_LINES = {
    "headline": "headline", "subheadline": "alternative_headline", "byline": "byline", "dateline": "dateline",
    "creditline": "credit",
}  # fmt: skip
_NO_STORY = (  # beginnings of roles
    "stylesheet", "headline", "title", "contact", "logo", "caption", "summary", "abstract", "photo", "picture",
)  # fmt: skip
_OF_A_COMPONENT = frozenset((
    "newslines", "descriptivemetadata", "metadata", "administrativemetadata", "contentitem", "newscomponent", "role",
    "catalog", "basisforchoice", "newsitemref", "author", "topicset", "language", "provider", "source",
))  # fmt: skip
_PICTURES = ("photo", "picture", "logo", "caption", "graphic", "video", "audio")
_KEYWORD_SEPARATOR = re.compile(r"[;,/]")


class _Text(NamedTuple):
    role: str
    text: WireText


_MANAGED = frozenset(("newsitemtype", "firstcreated", "thisrevisioncreated", "status"))


def newsml_item(root: Element) -> Item:
    item = Item()
    _identified(item, child(root, "identification"))
    _managed(item, child(root, "newsmanagement"))
    for lines in every(root, "newslines"):
        if not _role(lines.getparent()).startswith(_PICTURES):  # there they are the picture's
            _news_lines(item, lines)
    for party in (*every(root, "provider"), *every(root, "source")):
        _party(item, party)
    if "byline" in item.stated and item.stated["byline"] == item.extra.get("source"):
        item.keep("byline", item.stated.pop("byline"))  # a company speaks for itself
    _described(item, root)
    for part in (*every(root, "newscomponent"), *every(root, "administrativemetadata")):
        for other in children(part):
            if name_of(other) not in _OF_A_COMPONENT:
                item.keep(name_of(other), _formal(child(other, "party")) or kept(other))
    images: dict[Element, tuple[int, Image]] = {}
    texts: list[_Text] = []
    for content in every(root, "contentitem"):
        _content(item, content, images, texts)
    _longest(item, texts)
    item.extend("images", [image for _, image in images.values()], "ContentItem")
    language = next(map(_formal, every(root, "language")), "")
    item.state(
        "in_language", language or next(filter(None, map(language_of, every(root, "newscomponent"))), ""), "Language"
    )
    if "date_published" not in item.stated and "date_modified" in item.stated:
        item.state("date_published", item.stated["date_modified"], item.named_in["date_modified"])
    item.parts = [part.get("NewsItem") or "" for part in every(root, "newsitemref")]
    return item


def _identified(item: Item, identification: Element | None) -> None:
    identifier = child(identification, "newsidentifier")
    item.state("uri", text_of(child(identifier, "publicidentifier")), "PublicIdentifier")
    item.fill("uri", text_of(child(identifier, "newsitemid")), "NewsItemId")
    item.keep("version", text_of(child(identifier, "revisionid")))
    item.keep("providerid", text_of(child(identifier, "providerid")))
    for part in children(identification):
        if name_of(part) != "newsidentifier":
            item.keep(name_of(part), text_of(part))


def _managed(item: Item, management: Element | None) -> None:
    item.status = _formal(child(management, "status")).lower()
    item.state("date_published", text_of(child(management, "firstcreated")), "FirstCreated")
    item.state("date_modified", text_of(child(management, "thisrevisioncreated")), "ThisRevisionCreated")
    for part in children(management):
        if name_of(part) not in _MANAGED:
            item.keep(name_of(part), _formal(part) or kept(part))
        if name_of(part) == "instruction" and is_withdrawn(_formal(part)):
            item.status = _formal(part).lower()


def _formal(element: Element | None) -> str:
    return value(element, "FormalName")


def _role(component: Element) -> str:
    return _formal(child(component, "role")).lower()


def _news_lines(item: Item, lines: Element) -> None:
    for line in children(lines):
        name = name_of(line)
        if column := _LINES.get(name):
            item.state(column, text_of(line), local_name(line))
        elif name == "keywordline":
            words = [word.strip() for word in _KEYWORD_SEPARATOR.split(text_of(line)) if word.strip()]
            item.state("keywords", list(dict.fromkeys(words)), "KeywordLine")
        elif name == "newsline":
            item.keep(
                "newsline", {"type": _formal(child(line, "newslinetype")), "text": text_of(child(line, "newslinetext"))}
            )
        else:
            item.keep(name, text_of(line))


def _party(item: Item, element: Element) -> None:
    who = _formal(child(element, "party"))
    if name_of(element) == "provider":
        item.state("publisher", who, "Provider")
    item.keep(name_of(element), who)


def _described(item: Item, root: Element) -> None:
    words: list[str] = []
    for metadata in every(root, "descriptivemetadata", "metadata"):
        for part in children(metadata):
            name = name_of(part)
            if name == "property" and "keyword" in _formal(part).lower():
                words += [word.strip() for word in _KEYWORD_SEPARATOR.split(part.get("Value") or "") if word.strip()]
            elif name == "property":
                item.keep(_formal(part).lower(), part.get("Value") or "")
            elif name == "subjectcode":
                item.keep("subject", [code for code in map(_formal, children(part)) if code])
            elif name == "location":
                item.keep(
                    "located",
                    {_formal(inner).lower(): inner.get("Value") for inner in children(part) if inner.get("Value")},
                )
            elif name not in ("language", "metadatatype", "catalog"):
                item.keep(name, _formal(part) or kept(part))
    item.state("keywords", list(dict.fromkeys(words)), "Property")


def _content(item: Item, content: Element, images: dict[Element, tuple[int, Image]], texts: list[_Text]) -> None:
    """A ContentItem: the story, a picture, or something that belongs to it. `images` has the widest of a component."""
    component = content.getparent()
    role = _role(component)
    medium = f"{_formal(child(content, 'mediatype'))} {_formal(child(content, 'mimetype'))}".lower()
    address = content.get("Href") or ""
    data = at(content, "datacontent")
    if data is None:
        if address.startswith("http") and ("image" in medium or "photo" in medium):
            caption = text_of(next(every(component, "headline"), None)) or None
            widths = [part.get("Value") or "" for part in every(content, "property") if _formal(part) == "PixelWidth"]
            width = int(widths[0]) if widths and widths[0].isdecimal() else 0
            if width > images.get(component, (-1, None))[0]:
                images[component] = (width, Image(address.strip(), caption, None))
        elif address:
            item.keep("content", {"href": address, "type": medium.strip(), "role": role})
        return
    text = _text(item, data)
    if text is None or "css" in medium:
        return
    if role.startswith(_NO_STORY):
        item.keep(role, text.words())
    elif text.blocks:
        texts.append(_Text(role, text))


def _longest(item: Item, texts: list[_Text]) -> None:
    """The longest text is the story, a lead before it that it does not repeat is its beginning; the rest is kept."""
    if not texts:
        return
    story = max(texts, key=lambda text: text.text.length())
    for other in texts:
        if other is not story and other.role == "lead":
            item.state("abstract", other.text.words(), "Lead")
            if other.text.words() not in story.text.words():
                story.text.blocks[:0] = other.text.blocks
        elif other is not story:
            item.keep("content", {"role": other.role, "text": other.text.words()})
    item.offer_text(story.text, "DataContent")


def _text(item: Item, data: Element) -> WireText | None:
    """The text of a DataContent; None for NITF, which fills the item itself."""
    if (nitf := next(every(data, "nitf"), None)) is not None:
        fill_from_nitf(item, nitf)
        return None
    if children(data):
        return from_element(data)
    written = data.text or ""
    return from_html(written) if is_markup(written) or "<p" in written else from_plain(written)
