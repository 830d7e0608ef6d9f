"""The text of a wire story as blocks: NITF, XHTML, TT's NITF, and HTML that stands in a field.

A wire item holds the story and nothing around it, so that every element counts, where a page's have to be weighed.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from lxml import etree

from flows.parse.agency.lines import sorted_out
from flows.parse.agency.wire_elements import (
    BOXES,
    CLASS_KINDS,
    EMBEDDING,
    KINDS,
    SKIPPED,
    SKIPPED_CLASSES,
    cell_text,
    is_laid_out,
    kind_of,
    picture_addresses,
)
from flows.parse.feeds.entry import holds_markup, plain
from flows.parse.fields.blocks import clean
from flows.parse.html.bounds import too_costly
from flows.parse.html.post_markup import linked_post
from flows.parse.html.tables import CELL_BREAK
from flows.parse.model import Block, Embed, Image, Link
from flows.parse.xml.document import Element, XmlError, local_name, text_of

_TWICE_ESCAPED = re.compile(r"&(?:#\d{2,5}|#x[0-9a-fA-F]{2,4}|quot|apos|nbsp);")
_SPOKEN = "citat"  # TT: what is said, shown with a dash before it


@dataclass(slots=True)
class WireText:
    """`blocks` have no source offsets."""

    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    embeds: list[Embed] = field(default_factory=list)

    def words(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    def length(self) -> int:
        return sum(len(block.text) for block in self.blocks)


def from_element(element: Element) -> WireText:
    """The blocks of an XML element of any of the vocabularies."""
    builder = _Builder()
    builder.inside(element, "paragraph")
    builder.end("paragraph")
    builder.text.blocks = sorted_out(builder.text.blocks)
    return builder.text


def from_html(markup: str) -> WireText:
    """The blocks of HTML in a field. XmlError (page_too_complex) where it is nested deeper than a tree may be."""
    if excess := too_costly(markup):
        raise XmlError("page_too_complex", f"the markup of the text has {excess}")
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    root = etree.fromstring(f"<html><body><div>{markup.lstrip()}</div></body></html>", parser)
    if deep := next((entry.message for entry in parser.error_log if "depth" in entry.message), None):
        raise XmlError("page_too_complex", f"the markup of the text is nested too deeply: {deep}")
    return WireText() if root is None else from_element(root)


def from_plain(text: str) -> WireText:
    """A paragraph for each stretch of lines; where there is no blank line, for each line."""
    stretches = text.replace("\r\n", "\n").split("\n\n")
    parts = stretches if len(stretches) > 1 else text.splitlines()
    if holds_markup(text):  # a word in bold
        parts = [plain(part) for part in parts]
    blocks = [Block("paragraph", words, None, None) for part in parts if (words := clean(" ".join(part.split())))]
    return WireText(sorted_out(blocks))


class _Builder:
    """Collects inline text until a block ends."""

    def __init__(self) -> None:
        self.text = WireText()
        self._inline: list[str] = []

    def end(self, kind: str) -> None:
        """What was collected is one block, or several where two line breaks stand together."""
        written = "".join(self._inline)
        self._inline = []
        if not written or written.isspace():
            return
        for part in written.split("\n\n") if "\n" in written else (written,):
            lines = (" ".join(line.split()) for line in part.split("\n"))
            if words := clean("\n".join(line for line in lines if line)):
                words = html.unescape(words) if _TWICE_ESCAPED.search(words) else words
                self.text.blocks.append(Block(kind, words, None, None))

    def inside(self, element: Element, kind: str) -> None:
        if element.text:
            self._say(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, kind)
            if child.tail:
                self._say(child.tail)

    def _say(self, text: str) -> None:
        self._inline.append(text.replace("\n", " ").replace("\r", " "))  # line breaks of the file are blanks

    def _child(self, child: Element, kind: str) -> None:
        name, classes = local_name(child).lower(), (child.get("class") or "").split()
        if name in SKIPPED or (kind == "note" and any(word in SKIPPED_CLASSES for word in classes)):
            return
        if name == "br":
            self._line_break()
        elif name in ("media", "figure", "bild", "img"):
            self._picture(child, name, kind)
        elif name == "tr" and not is_laid_out(child):
            self.end(kind)
            self._row(child)
        elif name.endswith(EMBEDDING):
            self.end(kind)
            self._post((child.get("src") or child.get("href") or "").strip())
        elif name == "pre":
            self.end(kind)
            self._lines_as_they_are(child)
        elif name in KINDS or name in BOXES:
            self.end(kind)
            own = kind_of(name, classes, kind)
            if name == _SPOKEN:
                self._inline.append("– ")
            self.inside(child, own)
            self.end(own)
        elif classes and classes[0] in CLASS_KINDS:
            self.end(kind)
            self.inside(child, CLASS_KINDS[classes[0]])
            self.end(CLASS_KINDS[classes[0]])
        else:
            if name == "a" and (address := (child.get("href") or "").strip()):
                self.text.links.append(Link(address, text_of(child) or None, child.get("rel")))
            self.inside(child, kind)

    def _line_break(self) -> None:
        while self._inline and self._inline[-1].isspace() and self._inline[-1] != "\n":
            self._inline.pop()
        self._inline.append("\n")

    def _row(self, row: Element) -> None:
        cells = [cell_text(cell) for cell in row if isinstance(cell.tag, str)]
        if text := clean(CELL_BREAK.join(cell for cell in cells if cell)):
            self.text.blocks.append(Block("paragraph", text, None, None, "table_row"))
        for link in row.iter():
            if isinstance(link.tag, str) and local_name(link) == "a" and link.get("href"):
                self.text.links.append(Link(link.get("href").strip(), text_of(link) or None, link.get("rel")))

    def _lines_as_they_are(self, element: Element) -> None:
        for part in "".join(element.itertext()).replace("\r\n", "\n").split("\n\n"):
            lines = (line.rstrip() for line in part.split("\n"))
            if text := clean("\n".join(line for line in lines if line)):
                self.text.blocks.append(Block("paragraph", text, None, None, "preformatted"))

    def _picture(self, element: Element, name: str, kind: str) -> None:
        """A picture and what is said of it: caption and credit are blocks, too."""
        if name != "img":
            self.end(kind)
        first, first_picture = len(self.text.blocks), len(self.text.images)
        if name != "img":
            self.inside(element, "caption")
            self.end("caption")
        said = self.text.blocks[first:]
        caption = "\n".join(block.text for block in said if block.kind == "caption") or element.get("alt")
        credit = next((block.text for block in said if block.kind in ("credit", "byline")), None)
        if name == "figure":
            return self._figure(first_picture, caption, credit)
        for address in picture_addresses(element, name):
            self.text.images.append(Image(address, caption or None, credit))
        return None

    def _figure(self, first: int, caption: str | None, credit: str | None) -> None:
        """The pictures inside were met already, without the caption, which may stand behind them."""
        self.text.images[first:] = [
            image._replace(caption=caption or image.caption, credit=credit or image.credit)
            for image in self.text.images[first:]
        ]  # fmt: skip

    def _post(self, address: str) -> None:
        """A post that the story shows: its address is all that stands there. Other embeds are links."""
        if shown := linked_post(address):
            self.text.blocks.append(shown[0])
            self.text.embeds.append(shown[1])
        elif address.startswith("http"):
            self.text.links.append(Link(address, None, "embed"))
