"""What of a page is never read: hidden elements, roles of apparatus, unless they hold too much text for that."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

UNLESS_TAG = {"hidden": 400, "aside": 1500, "footer": 3000, "role": 600}  # see data/element_names.toml
TELLING = frozenset(("hidden", "style", "aria-hidden", "role"))  # the attributes that `left_out` looks at
_ROLES = frozenset(
    (
        "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "menubar", "alertdialog",
        "tooltip", "toolbar", "tablist",
    )
)  # fmt: skip
_MOST_OF_PAGE = 0.4  # of the page's running text: what holds so much is not left out
_MOST_WEIGHINGS = 200  # elements whose text is counted, and paragraphs in them all: names may be nested in each other
_MOST_PARAGRAPHS = 50_000
_LEAST = 200  # characters of running text
_SHORT_PARAGRAPH = 60
_LITTLE, _MUCH = 400, 3000


def left_out(attributes: dict[str, str | None], *, by_names: bool) -> str | None:
    """Why an element with these attributes is no part of any text, or None."""
    if "hidden" in attributes:
        return "hidden"
    style = attributes.get("style")
    if style and ("none" in style or "hidden" in style):
        plain = style.replace(" ", "").lower()
        if "display:none" in plain or "visibility:hidden" in plain:
            return "hidden"
    if not by_names:
        return None
    if attributes.get("aria-hidden") == "true":
        return "hidden"
    if attributes.get("role") in _ROLES:
        return "role"
    return None


class Weigher:
    """Tells whether an element holds so much of a page's running text that its name must mean something else."""

    def __init__(self, root: LexborNode) -> None:
        self.root = root
        self.total: int | None = None
        self.weighings = 0
        self.paragraphs = 0

    def holds(self, node: LexborNode, unless: int) -> bool:
        if self.weighings >= _MOST_WEIGHINGS or self.paragraphs >= _MOST_PARAGRAPHS:
            return False
        least = min(unless, _LEAST)
        if len(node.text()) < least:  # cheaper than to look for paragraphs, and mostly enough
            return False
        self.weighings += 1
        paragraphs = node.css("p")
        self.paragraphs += len(paragraphs)
        weight = running_text(node, paragraphs, least)
        if weight >= unless:
            return True
        if weight <= _LEAST:
            return False
        if self.total is None:
            self.total = running_text(self.root, self.root.css("p"))
        return weight >= _MOST_OF_PAGE * self.total


def running_text(node: LexborNode, paragraphs: list[LexborNode], least: int = 0) -> int:
    """Characters of paragraphs that are not short, less links; half of all text where there are hardly any.

    Links are not counted on where the text left is less than `least`.
    """
    total = 0
    for paragraph in paragraphs:
        characters = len(paragraph.text())
        if characters > _SHORT_PARAGRAPH:
            total += characters
    if total < _LITTLE:
        length = len(node.text())
        if length <= _LITTLE:
            return total
        return max(total, _less_links(length // 2, node.css("a"), max(total, least)))
    if total < _MUCH:
        return _less_links(total, node.css("p a"), least)
    return total


def _less_links(characters: int, links: list[LexborNode], least: int) -> int:
    for link in links:
        if characters < least:
            break
        characters -= len(link.text())
    return characters
