"""A page as a run of pieces of text, each in its box: the tree read once, what is no text left out by its markup."""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborNode

from flows.parse.html.element_names import verdict
from flows.parse.html.post_markup import is_post_element
from flows.parse.html.tables import is_layout, rows
from flows.parse.html.unwanted import TELLING, UNLESS_TAG, Weigher, left_out

_BREAK = "\x00"  # stands for <br> until a run of text is cut at two of them
_SKIPPED = frozenset(
    (
        "script", "style", "noscript", "template", "svg", "button", "select", "option", "input", "textarea", "nav",
        "object", "audio", "video", "canvas", "map", "dialog", "menu", "label", "head", "link", "meta", "math",
        "-comment", "_comment", "datalist", "progress", "amp-ad", "amp-sidebar", "amp-consent", "hr", "source", "base",
    )
)  # fmt: skip
_INLINE = frozenset(
    (
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
        "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
        "time", "tt", "u", "var", "wbr", "acronym",
    )
)  # fmt: skip
_TEXT_NODE, _INLINE_TAG, _SKIP, _LINE_BREAK, _PICTURE, _BOX = range(6)
_WHAT = {
    "-text": _TEXT_NODE, "br": _LINE_BREAK, "img": _PICTURE, "amp-img": _PICTURE,
    **dict.fromkeys(_SKIPPED, _SKIP), **dict.fromkeys(_INLINE, _INLINE_TAG),
}  # fmt: skip
_FRAMES = frozenset(
    ("iframe", "amp-twitter", "amp-youtube", "amp-instagram", "amp-facebook", "amp-tiktok", "amp-reddit")
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_KIND_OF_TAG = {**dict.fromkeys(HEADINGS, "heading"), "li": "list_item", "figcaption": "caption", "p": "paragraph",
                "dt": "heading", "pre": "pre"}  # fmt: skip
_NAMED_INLINE = frozenset(("a", "span"))
_KEPT_WHOLE = frozenset(("html", "body", "main", "article"))
_BODY_PROPERTIES = ("articleBody", "reviewBody", "text")
_INHERITED = frozenset(("list_item", "caption", "credit"))  # kinds that a <p> inside keeps
_NAMED_KINDS = frozenset(("caption", "credit", "deck", "byline"))
_LONGEST_INLINE_JUNK = 200
_LONGEST_HEADING = 300  # characters: text set in a heading's tag for its looks
_MOST_CAPTIONS = 500  # elements of such a name that are looked into: they may be nested in each other
_MOST_NO_POSTS = 500  # the same for elements named after a post that are none
_LONGEST_CAPTION = 700  # characters: what holds more is named after a picture and is none of its words


class Box(NamedTuple):
    """An element that sets text apart. `role`: what its names say, or `itemprop`: marked as the article's body."""

    parent: int
    tag: str
    role: str | None
    node: LexborNode


class Piece:
    """One stretch of text with nothing but inline markup in it, or a post, a picture, or what was left out."""

    __slots__ = ("box", "kind", "linked", "node", "reason", "tag", "text")

    def __init__(
        self, kind: str, text: str, linked: int, box: int, node: LexborNode, tag: str, reason: str | None = None
    ) -> None:
        self.kind = kind  # paragraph, heading, list_item, row, caption, credit, byline, deck, embed, image, junk
        self.text = text
        self.linked = linked  # characters inside links
        self.box = box
        self.node = node
        self.tag = tag
        self.reason = reason


class Outline(NamedTuple):
    pieces: list[Piece]
    boxes: list[Box]


def outline(root: LexborNode, *, by_names: bool = True) -> Outline:
    """The text of `root` in order. `by_names`: elements are left out by class, id and role, not by tag alone."""
    return _Walk(root, by_names).run()


class _Walk:
    """One pass over the tree, without recursion, so that any depth is read."""

    def __init__(self, root: LexborNode, by_names: bool) -> None:
        self.root = root
        self.by_names = by_names
        self.pieces: list[Piece] = []
        self.boxes: list[Box] = [Box(-1, root.tag or "body", None, root)]
        self.kinds: list[str] = ["paragraph"]
        self.buffer: list[str] = []
        self.linked = 0
        self.weigher = Weigher(root)
        self.captions = 0
        self.no_posts = 0

    def run(self) -> Outline:  # noqa: PLR0915 - one loop over every node: calls would double its cost
        box, links = 0, 0
        buffer, what_is = self.buffer, _WHAT.get
        outer_boxes: list[int] = []  # for each open element the box to go back to; -1 for a link, -2 for inline markup
        opened: list[LexborNode] = []
        node: LexborNode | None = self.root.first_child
        while True:
            if node is None:
                if not opened:
                    break
                outer = outer_boxes.pop()
                if outer >= 0:
                    if buffer:
                        self._flush(box)
                    box = outer
                elif outer == -1:
                    links -= 1
                node = opened.pop().next
                continue
            tag = node.tag or ""
            what = what_is(tag, _BOX)
            if what == _TEXT_NODE:
                text = node.text_content
                if text and (buffer or not text.isspace()):
                    buffer.append(text)
                    if links and not text.isspace():
                        self.linked += len(text)
            elif what == _INLINE_TAG:
                child = node.first_child
                if child is not None and not (tag in _NAMED_INLINE and self._is_inline_junk(node)):
                    if tag == "a":
                        links += 1
                    outer_boxes.append(-1 if tag == "a" else -2)
                    opened.append(node)
                    node = child
                    continue
            elif what == _BOX:
                if buffer:
                    self._flush(box)
                kind = self._kind(node, tag, box)
                if kind is not None:
                    outer_boxes.append(box)
                    opened.append(node)
                    box = len(self.boxes) - 1
                    self.kinds.append(kind)
                    node = node.first_child
                    continue
            elif what == _LINE_BREAK:
                buffer.append(_BREAK)
            elif what == _PICTURE:
                self.pieces.append(Piece("image", "", 0, box, node, tag))
            node = node.next
        if buffer:
            self._flush(box)
        return Outline(self.pieces, self.boxes)

    def _kind(self, node: LexborNode, tag: str, box: int) -> str | None:
        """Open a box for `node` and tell the kind of its text; None if nothing inside it is read."""
        if tag in _FRAMES:
            self.pieces.append(Piece("embed", "", 0, box, node, tag))
            return None
        attributes = node.attributes
        role: str | None = None
        reason = None
        if not TELLING.isdisjoint(attributes):
            reason = left_out(attributes, by_names=self.by_names)
        unless = UNLESS_TAG.get(reason or tag, 0)
        if tag in UNLESS_TAG:
            reason = reason or tag
        if attributes:
            names = attributes.get("class") or ""
            if identity := attributes.get("id"):
                names = f"{names} {identity}"
            found = verdict(names) if names else None
            if attributes.get("itemprop") in _BODY_PROPERTIES:
                role = "itemprop"
            elif found is not None:
                role = found.role
                if role == "embed" and self.no_posts < _MOST_NO_POSTS:
                    if is_post_element(node, tag):
                        self.pieces.append(Piece("embed", "", 0, box, node, tag))
                        return None
                    self.no_posts += 1
                if (
                    role == "junk"
                    and reason is None
                    and self.by_names
                    and _may_be_junk(node, tag, found.reason, found.unless)
                ):
                    reason, unless = found.reason, found.unless
        if reason is not None and not self.weigher.holds(node, unless):
            self.pieces.append(Piece("junk", "", 0, box, node, tag, reason))
            return None
        if tag == "table" and not is_layout(node):
            self.pieces += [Piece("row", text, linked, box, node, tag) for text, linked in rows(node)]
            return None
        if node.first_child is None:
            return None
        outer = self.kinds[box]
        kind = _KIND_OF_TAG.get(tag) or outer
        if tag == "p" and outer in _INHERITED:
            kind = outer
        elif role in _NAMED_KINDS and kind != "heading" and (role != "caption" or self._is_caption(node)):
            kind = str(role)
        self.boxes.append(Box(box, tag, role, node))
        return kind

    def _is_caption(self, node: LexborNode) -> bool:
        """Whether an element named after a caption is as short as one. Such names may be nested in each other."""
        self.captions += 1
        return self.captions <= _MOST_CAPTIONS and len(node.text()) < _LONGEST_CAPTION

    def _is_inline_junk(self, node: LexborNode) -> bool:
        attributes = node.attributes
        if not attributes:
            return False
        if not TELLING.isdisjoint(attributes) and left_out(attributes, by_names=False):
            return True
        names = attributes.get("class") if self.by_names else None
        if not names:
            return False
        found = verdict(names)
        return (
            found is not None
            and found.reason in ("notice", "share", "navigation")
            and node.tag == "span"
            and len(node.text()) < _LONGEST_INLINE_JUNK
        )

    def _flush(self, box: int) -> None:
        """Make pieces of the text read so far: one, or several where it has empty lines."""
        text = "".join(self.buffer)
        self.buffer.clear()
        linked, self.linked = self.linked, 0
        kind = self.kinds[box]
        node, tag = self.boxes[box].node, self.boxes[box].tag
        if kind == "pre":
            if text := text.replace(_BREAK, "\n").strip("\n").rstrip():
                self.pieces.append(Piece("paragraph", text, 0, box, node, "pre"))
            return
        if kind == "heading" and len(text) > _LONGEST_HEADING:
            kind = "paragraph"
        if _BREAK not in text:
            text = text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())
            if text:
                self.pieces.append(Piece(kind, text, min(linked, len(text)), box, node, tag))
            return
        share = linked / len(text)
        lines: list[str] = []
        for raw in [*text.split(_BREAK), ""]:
            line = " ".join(raw.split())
            if line:
                lines.append(line)
            elif lines:
                text = "\n".join(lines)
                lines.clear()
                self.pieces.append(Piece(kind, text, int(share * len(text)), box, node, tag))


def _may_be_junk(node: LexborNode, tag: str, reason: str, unless: int) -> bool:
    """Whether the element is of a kind that names are believed of: headings and paragraphs are mostly text."""
    if tag in _KEPT_WHOLE or tag in HEADINGS:
        return False
    if reason == "teaser":
        return tag not in ("p", "figure") and node.css_first("a") is not None
    return tag != "p" or (unless >= 800 and reason != "related")
