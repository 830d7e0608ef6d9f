"""The elements of NITF, XHTML and TT's NITF, and what each is in a story."""

from __future__ import annotations

from flows.parse.xml.document import Element, local_name, text_of

KINDS = {
    "p": "paragraph", "pre": "paragraph", "address": "paragraph", "dd": "paragraph", "citat": "paragraph",
    "hl1": "heading", "hl2": "heading", "hl3": "heading", "mellis": "heading", "dt": "heading", "h1": "heading",
    "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "list_item", "figcaption": "caption", "media-caption": "caption", "caption": "caption",
    "bildtext": "caption", "media-producer": "credit", "bildskapare": "credit", "byline": "byline",
    "note": "note", "fn": "note", "footnote": "note", "tagline": "note", "rubrik": "heading", "copyrite": "note",
}  # fmt: skip
BOXES = frozenset((
    "body", "body.content", "body.end", "block", "content", "div", "section", "article", "main", "header", "footer",
    "aside", "ul", "ol", "dl", "blockquote", "bq", "center", "figure", "media", "table", "nitf-table", "thead", "tbody",
    "tfoot", "tr", "td", "th", "html", "text", "brodtext", "ingress", "bild", "credit", "hr", "form", "fieldset",
    "datasource",
))  # fmt: skip
SKIPPED = frozenset((
    "head", "script", "style", "title", "media-metadata", "media-object", "nitf-table-metadata", "col",
    "colgroup", "dat", "bildfil", "svg", "object", "noscript", "template", "body.head", "bibliography",
))  # fmt: skip
SKIPPED_CLASSES = frozenset(("slugline", "publicationDate", "genre"))  # in a header: the item's own fields say it, too
CLASS_KINDS = {
    "byline": "byline", "teaser": "note", "closingline": "note", "notepad": "note", "embargoed": "note",
    "dat": "note", "linkbox": "boilerplate",
}  # fmt: skip
_KEPT = ("list_item", "caption", "note", "byline", "boilerplate", "credit")  # kinds that a paragraph inside them is of
EMBEDDING = ("embed", "iframe")  # endings of names: dpa's `dnl-twitterembed`
_NOT_IN_A_TABLE = frozenset(("table", "h1", "h2", "h3", "section", "blockquote", "figure"))
_MOST_PARAGRAPHS_OF_A_ROW = 8
_COUNTING_PIXEL = ("0", "1", "2", "0px", "1px")
_PICTURE_TYPES = ("image", "photo", "picture", "graphic")


def kind_of(name: str, classes: list[str], around: str) -> str:
    """What a block element is: by its class, its name, or what it stands in."""
    if name == "header":
        return "note"
    own = next((CLASS_KINDS[word] for word in classes if word in CLASS_KINDS), KINDS.get(name, around))
    if own == "byline" and around == "caption":
        return "credit"  # the photographer's
    if own == "heading" and around == "note":
        return "headline" if name in ("h1", "hl1") else "note"
    return around if own == "paragraph" and around in _KEPT else own


def is_laid_out(row: Element) -> bool:
    """Whether a row of a table places text rather than tabulates it."""
    inside = [local_name(part) for part in row.iter() if isinstance(part.tag, str)]
    return inside.count("p") > _MOST_PARAGRAPHS_OF_A_ROW or any(name in _NOT_IN_A_TABLE for name in inside)


def cell_text(cell: Element) -> str:
    """A cell's text, with blanks between the paragraphs and lines in it."""
    blocks = any(isinstance(part.tag, str) and local_name(part) in ("p", "br", "div", "li") for part in cell.iter())
    return " ".join(" ".join(cell.itertext()).split()) if blocks else text_of(cell)


def picture_addresses(element: Element, name: str) -> list[str]:
    if name == "img":
        sides = (element.get("width") or "", element.get("height") or "")
        found = [] if any(side in _COUNTING_PIXEL for side in sides) else [element.get("src") or ""]
    elif name == "bild":
        found = [
            text_of(part) for part in element.iter() if isinstance(part.tag, str) and local_name(part) == "BILDFIL"
        ]
    else:
        if not (element.get("media-type") or "image").startswith(_PICTURE_TYPES):
            return []
        found = [
            part.get("source") or part.get("data-location") or ""
            for part in element
            if isinstance(part.tag, str) and local_name(part) == "media-reference"
        ]
    return [address.strip() for address in found if address.strip() and not address.startswith("data:")]
