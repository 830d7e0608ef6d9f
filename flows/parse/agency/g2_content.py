"""A NewsML-G2 item's `contentSet`: of its renditions, the one with the story, and the pictures."""

from __future__ import annotations

from flows.parse.agency.elements import children, every, label, name_of, tail_of
from flows.parse.agency.item import Item
from flows.parse.agency.nitf_item import fill_from_nitf
from flows.parse.agency.wire_text import from_element, from_html, from_plain
from flows.parse.model import Image
from flows.parse.xml.document import Element, text_of

_NO_STORY = ("headline", "title", "slug", "byline", "caption", "teaser", "notepad", "abstract", "dateline")


def fill_content(item: Item, content: Element | None) -> None:
    images: list[Image] = []
    for part in children(content):
        name, rendition = name_of(part), tail_of(part.get("rendition") or "").lower()
        kind = (part.get("contenttype") or "").lower()
        if name == "inlinexml":
            _inline_xml(item, part)
        elif name == "remotecontent":
            _remote(item, part, kind, images)
        elif name == "inlinedata" and (part.get("encoding") or kind.startswith(("image/", "audio/", "video/"))):
            item.keep("inlinedata", {"contenttype": kind, "rendition": rendition})
    for part in children(content, "inlinedata"):
        rendition = tail_of(part.get("rendition") or "").lower()
        kind = (part.get("contenttype") or "text/plain").lower()
        if item.text.blocks or part.get("encoding") or not kind.startswith("text/") or rendition in _NO_STORY:
            continue
        written = "".join(part.itertext())
        item.offer_text(from_html(written) if "html" in kind else from_plain(written), "inlineData")
    item.extend("images", images, "remoteContent")


def _inline_xml(item: Item, part: Element) -> None:
    if (nitf := next(every(part, "nitf"), None)) is not None:
        fill_from_nitf(item, nitf)
        return
    for line in every(part, "p"):
        if line.get("class") == "byline":
            item.state("byline", text_of(line), "inlineXML/byline")
        elif line.get("class") == "teaser":
            item.state("abstract", text_of(line), "inlineXML/teaser")
    for line in part.iter("BYLINE"):
        item.state("byline", text_of(line), "inlineXML/BYLINE")
    item.offer_text(from_element(part), "inlineXML")


def _remote(item: Item, part: Element, kind: str, images: list[Image]) -> None:
    address = (part.get("href") or part.get("residref") or "").strip()
    if kind.startswith("image/") and address.startswith("http"):
        caption = next((text_of(inner) for inner in every(part, "caption", "description")), None)
        images.append(Image(address, caption, None))
    elif address:
        item.keep("remotecontent", {"href": address, "contenttype": kind, "name": label(part)})
