"""Which boxes of the page hold the article: the deepest one with most of the running text, and what belongs to it."""

from __future__ import annotations

from flows.parse.fields.phrases import ends_sentence
from flows.parse.html.outline import HEADINGS, Box, Outline, Piece

_SHORTEST = 40  # characters of running text; half as many where a character is a word
_MOST_LINKED = 0.5
_MOST_LINKED_ITEM = 0.3
_SHARE = 0.62  # of a box's running text that one box in it must hold to stand for it
_NAMED_SHARE = 0.45  # the same, where its name says that it is the article's text
_TAG_SHARE = 0.5
_LEVELS = 4  # boxes around the chosen one in which its continuation is looked for
_RUNNING = 0.75  # of a sibling's text that is running text, if it is a part of the article
_LINKED_SIBLING = 0.15
_LEAST = 100.0
_CARD = 450.0
_SHORTEST_TITLE = 8
_LONG_HEADING = 60
_AT_THE_HEAD = ("byline", "caption", "credit", "image")
_NO_CONTAINERS = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption"))


def weight(piece: Piece) -> float:
    """How much running text a piece is: 0 for labels, lists of links, captions."""
    if piece.kind not in ("paragraph", "list_item", "deck"):
        return 0.0
    text = piece.text
    length = len(text)
    if length < _SHORTEST and (text.isascii() or length < 20 or ord(text[length // 2]) < 0x2E80):
        return 0.0
    if piece.linked > (_MOST_LINKED if piece.kind != "list_item" else _MOST_LINKED_ITEM) * length:
        return 0.0
    own = float(length - piece.linked)
    if not ends_sentence(text):
        own *= 0.5
    if piece.kind == "list_item":
        own *= 0.6
    return own


class Region:
    """The article's pieces in order, the running text in them, and that of the page."""

    __slots__ = ("box", "headline", "pieces", "total", "weight")

    def __init__(self, pieces: list[Piece], headline: Piece | None, box: int, own: float, total: float) -> None:
        self.pieces = pieces
        self.headline = headline
        self.box = box
        self.weight = own
        self.total = total


def region(page: Outline, title: str = "") -> Region:
    """The region of the article called `title`, folded by `fold`."""
    boxes, pieces = page.boxes, page.pieces
    weights = [weight(piece) for piece in pieces]
    headline = _titled(pieces, title)
    own = _sums(boxes, pieces, weights)
    if _discount_cards(boxes, pieces, weights, headline, own):
        own = _sums(boxes, pieces, weights)
    children: dict[int, list[int]] = {}
    for place in range(1, len(boxes)):
        if own[place]:
            children.setdefault(boxes[place].parent, []).append(place)
    chosen = _named(boxes, own, headline.box if headline else None)
    while True:
        inner = max(children.get(chosen, ()), key=own.__getitem__, default=None)
        if inner is None or own[inner] < _SHARE * own[chosen] or boxes[inner].tag in _NO_CONTAINERS:
            break
        chosen = inner
    inside = _inside(boxes, [chosen])
    included = [inside[piece.box] for piece in pieces]
    _continue(page, weights, own, included, chosen)
    headline = _head(pieces, weights, included, headline)
    kept = [piece for piece, within in zip(pieces, included, strict=True) if within]
    return Region(kept, headline, chosen, own[chosen], own[0])


def _sums(boxes: list[Box], pieces: list[Piece], weights: list[float]) -> list[float]:
    own = [0.0] * len(boxes)
    for piece, heavy in zip(pieces, weights, strict=True):
        own[piece.box] += heavy
    for place in range(len(boxes) - 1, 0, -1):
        own[boxes[place].parent] += own[place]
    return own


def _discount_cards(
    boxes: list[Box], pieces: list[Piece], weights: list[float], headline: Piece | None, own: list[float]
) -> bool:
    """Little text in a box with a linked title is another story's teaser: whether there is any."""
    card = [False] * len(boxes)
    found = False
    for piece in pieces:
        length = len(piece.text)
        if 20 <= length < 200 and piece.linked >= 0.9 * length and piece.tag != "p" and piece is not headline:
            place = piece.box
            while place > 0 and own[place] < _CARD and not card[place]:
                card[place] = found = True
                place = boxes[place].parent
    if not found:
        return False
    for place in range(1, len(boxes)):
        card[place] = card[place] or card[boxes[place].parent]
    for place, piece in enumerate(pieces):
        if weights[place] and card[piece.box]:
            weights[place] *= 0.2
    return True


def _named(boxes: list[Box], own: list[float], headline: int | None) -> int:
    """The box that its name or its tag says is the article's text, if it holds enough of the page; else the page."""
    for place, box in enumerate(boxes):
        if (
            box.role in ("body", "itemprop")
            and own[place] > 0
            and own[place] >= _NAMED_SHARE * own[0]
            and box.tag not in _NO_CONTAINERS
        ):
            return place
    best = _around(headline, boxes, own)
    if best:
        return best
    for place, box in enumerate(boxes):
        if box.tag in ("article", "main") and own[place] > 0 and own[place] >= _TAG_SHARE * own[0]:
            best = place
    return best


def _around(headline: int | None, boxes: list[Box], own: list[float]) -> int:
    """The `article` element that the page's first headline stands in, where there are several."""
    best, place = 0, headline if headline is not None else -1
    while place > 0:
        if boxes[place].tag == "article" and own[place] >= max(80.0, 0.08 * own[0]):
            best = place
        place = boxes[place].parent
    return best


def _inside(boxes: list[Box], roots: list[int]) -> list[bool]:
    within = [False] * len(boxes)
    for root in roots:
        within[root] = True
    for place in range(1, len(boxes)):
        within[place] = within[place] or within[boxes[place].parent]
    return within


def _continue(page: Outline, weights: list[float], own: list[float], included: list[bool], chosen: int) -> None:
    """Take in the chosen box's siblings, and those of the boxes around it, that are running text as it is."""
    boxes, pieces = page.boxes, page.pieces
    look = {
        _look(piece, boxes) for piece, within, heavy in zip(pieces, included, weights, strict=True) if within and heavy
    }
    inner, highest = chosen, 0
    for _ in range(_LEVELS):
        outer = boxes[inner].parent
        if outer < 0 or boxes[inner].tag == "body":
            break
        if own[outer] - own[inner] < _LEAST - 0.01:  # nothing beside it has as much text as is looked for
            inner = outer
            continue
        groups: dict[int, list[int]] = {}
        top = _children_of(boxes, outer)
        for place, piece in enumerate(pieces):
            within = top[piece.box]
            if within != inner and within >= 0:
                groups.setdefault(within, []).append(place)
        for sibling, places in groups.items():
            if boxes[sibling].tag == "article" == boxes[inner].tag or any(included[place] for place in places):
                continue
            heavy = sum(weights[place] for place in places)
            if heavy < _LEAST:
                continue
            alike = sum(weights[place] for place in places if _look(pieces[place], boxes) in look)
            length = sum(len(pieces[place].text) for place in places)
            linked = sum(pieces[place].linked for place in places)
            if heavy >= _RUNNING * length and linked <= _LINKED_SIBLING * length and alike >= 0.5 * heavy:
                for place in places:
                    included[place] = True
                highest = outer
        inner = outer
    if highest:
        _between(page, included, _inside(boxes, [highest]))


def _between(page: Outline, included: list[bool], inside: list[bool]) -> None:
    """Take in headings, posts, pictures and lists that stand between an article's parts."""
    first, last = included.index(True), len(included) - included[::-1].index(True)
    for place in range(first, last):
        piece = page.pieces[place]
        if not included[place] and inside[piece.box] and not piece.linked and piece.kind not in ("byline", "junk"):
            included[place] = True


def _children_of(boxes: list[Box], outer: int) -> list[int]:
    """For each box the child of `outer` that it is in or is, `outer` for itself, -1 for boxes outside."""
    top = [-1] * len(boxes)
    top[outer] = outer
    for place in range(outer + 1, len(boxes)):
        parent = boxes[place].parent
        top[place] = place if parent == outer else top[parent]
    return top


def _look(piece: Piece, boxes: list[Box]) -> tuple[str, str]:
    return piece.tag, (boxes[piece.box].node.attributes.get("class") or "") if piece.tag == "p" else ""


def fold(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return "".join(filter(str.isalnum, text.lower()))


def _is_long_word(folded: str) -> bool:
    """Whether `folded` is in characters that are words, and as long as a name."""
    return len(folded) >= 3 and ord(folded[0]) >= 0x2E80


def _titled(pieces: list[Piece], title: str) -> Piece | None:
    """The heading that says what the page's title says; else its first h1, if it has but one."""
    first: list[Piece] = []
    for piece in pieces:
        if piece.tag in HEADINGS and piece.text:
            folded = fold(piece.text)
            if (
                title
                and (len(folded) >= _SHORTEST_TITLE or _is_long_word(folded))
                and (folded in title or title in folded)
            ):
                return piece
            if piece.tag == "h1":
                first.append(piece)
    return first[0] if len(first) == 1 else None


def _head(pieces: list[Piece], weights: list[float], included: list[bool], titled: Piece | None) -> Piece | None:
    """Take in what stands between the headline and the text: standfirst, first paragraph."""
    if True not in included:
        return None
    first = included.index(True)
    above = range(first, -1, -1)
    headline = None
    if titled is not None:
        place = pieces.index(titled)
        headline = place if place <= first or included[place] else None
    if headline is None:
        headline = next((place for place in above if pieces[place].tag == "h1" and pieces[place].text), None)
    if headline is None:
        return next(
            (piece for piece, within in zip(pieces, included, strict=True) if within and piece.tag == "h1"), None
        )
    for place in range(headline + 1, first):
        piece = pieces[place]
        length = len(piece.text)
        if piece.kind == "heading" and length >= _LONG_HEADING and piece.linked < 0.2 * length and piece.tag != "h1":
            piece.kind = "deck"
            included[place] = True
        elif (piece.kind in ("deck", "paragraph") and weights[place] > 0) or piece.kind in _AT_THE_HEAD:
            included[place] = True
    included[headline] = True
    return pieces[headline]
