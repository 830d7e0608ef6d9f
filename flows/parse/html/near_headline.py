"""The page around its headline, as lines of text with what the markup says of them: where byline and date stand."""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from flows.parse.html.class_words import part_of
from flows.parse.html.json_ld import plain

MOST_ELEMENTS = 160  # looked at behind the headline
MOST_BEFORE = 60  # and in front of it
MOST_PARAGRAPHS = 2  # long ones: behind them the body is well under way
HIGHEST = 4  # ancestors of the headline in which what stands in front of it may be its own
LONG = 160  # characters of a paragraph of the body
LONGEST_LINE = 400
WANTED = 40  # first characters of the headline by which its element is found
MOST_OTHER_HEADINGS = 80
_OTHER_HEADINGS = "h2, h3, h4, legend, [class*=title i], [class*=headline i]"
_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "svg", "button", "form", "nav", "figure", "figcaption", "picture",
    "img", "iframe", "select", "textarea", "input", "video", "audio", "table", "footer", "option", "label",
    "blockquote",
))  # fmt: skip
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "cite", "em", "font", "i", "small", "span", "strong", "sub", "sup", "time", "u", "mark",
    "data", "s", "q", "address",
))  # fmt: skip


class Line(NamedTuple):
    """One line of the page. `author` and `date`: an element round it is named so. `stamp`: its `datetime`, or empty."""

    text: str
    author: bool
    date: bool
    stamp: str


class _State(NamedTuple):
    author: bool = False
    date: bool = False
    stamp: str = ""


def headline_node(tree: LexborHTMLParser, h1s: list[LexborNode], headline: str) -> LexborNode | None:
    """The h1 that says the headline, else another heading that does; else the first h1."""
    wanted = headline[:WANTED].casefold()
    if not wanted:
        return h1s[0] if h1s else None
    for node in h1s:
        if wanted in plain(node.text()).casefold():
            return node
    for node in tree.css(_OTHER_HEADINGS)[:MOST_OTHER_HEADINGS]:
        if wanted in plain(node.text()[: 3 * LONGEST_LINE]).casefold():
            return node
    return h1s[0] if h1s else None


def lines_near(heading: LexborNode) -> list[Line]:
    """The lines that follow the headline, as far as into the body, and after them those just in front of it.

    Where marked elements have told writer and date, the first paragraph of the body ends it.
    """
    after = _Lines(MOST_ELEMENTS)
    node: LexborNode | None = heading
    while node is not None and after.room > 0 and after.long < MOST_PARAGRAPHS and not (after.long and after.is_told):
        while node is not None and node.next is None:
            node = None if node.parent is None or node.parent.tag == "body" else node.parent
        node = node.next if node is not None else None
        if node is not None:
            after.read(node)
    after.close()
    return after.found if after.is_told else after.found + _before(heading)


def _before(heading: LexborNode) -> list[Line]:
    """The nearest first."""
    found: list[Line] = []
    node: LexborNode | None = heading
    room = MOST_BEFORE
    for _ in range(HIGHEST):
        if node is None or node.tag in ("body", "main"):
            break
        sibling = node.prev
        while sibling is not None and room > 0:
            if sibling.tag not in ("header", "nav", "-text"):
                before = _Lines(room)
                before.read(sibling)
                before.close()
                room = before.room
                found += before.found
            room -= 1
            sibling = sibling.prev
        node = node.parent
    return found


_PLAIN = _State()


class _Lines:
    """Lines in the making: text is gathered until a block, or an element of another kind, begins or ends."""

    def __init__(self, room: int) -> None:
        self.found: list[Line] = []
        self.room = room  # elements that may still be looked at
        self.long = 0  # paragraphs of the body met
        self._pieces: list[str] = []
        self._state = _PLAIN
        self._author = self._date = False

    @property
    def is_told(self) -> bool:
        return self._author and self._date

    def close(self) -> None:
        text = plain("".join(self._pieces))
        self._pieces = []
        if text:
            author, date, stamp = self._state
            self.found.append(Line(text[:LONGEST_LINE], author, date, stamp))
            self.long += len(text) >= LONG
            self._author = self._author or author
            self._date = self._date or (date and text[-1:].isdigit())

    def read(self, node: LexborNode) -> None:
        """Everything in `node`, less forms, navigation, pictures, and regions that are named as being about others."""
        stack: list[tuple[LexborNode, _State]] = []
        part: LexborNode = node
        outer = _PLAIN
        while True:
            tag = part.tag or ""
            if tag == "-text":
                self._add(part.text_content or "", outer)
            elif tag[:1].isalpha() and tag not in _SKIPPED:
                self.room -= 1
                inner = _inside(part, tag, outer)
                child = None
                if inner is not None:
                    if tag not in _INLINE:
                        self.close()
                    child = part.child
                if child is not None and inner is not None:
                    stack.append((child, inner))
                elif inner is not None and inner.stamp:
                    self.found.append(Line("", *inner))
            if not stack or self.room <= 0 or self.long >= MOST_PARAGRAPHS:
                break
            part, outer = stack.pop()
            following = part.next
            if following is not None:
                stack.append((following, outer))
        self.close()

    def _add(self, text: str, state: _State) -> None:
        if state != self._state:
            self.close()
            self._state = state
        pieces = self._pieces
        if (
            pieces
            and (pieces[-1][-1:].isalnum() or pieces[-1][-1:] == ",")
            and (text[:1].isdigit() or text[:1].isupper())
        ):
            pieces.append(" ")  # `<span>Apr</span><span>04</span>`: only a style parts them
        pieces.append(text)


def _inside(element: LexborNode, tag: str, outer: _State) -> _State | None:
    """What holds for the text in an element; None for a region that is not about this article."""
    named = part_of(element)
    if named is None and tag != "time":
        return outer
    author, date, stamp = outer
    if named is not None:
        if named.elsewhere:
            return None
        author = (author or named.author) and not named.not_author
        date = date or named.date
    if tag == "time":
        date, stamp = True, element.attributes.get("datetime") or ""
    return _State(author, date, stamp)
