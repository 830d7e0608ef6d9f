"""Tables as text: one line a row."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

CELL_BREAK = " | "
_LONGEST_CELL = 400  # characters: longer text is laid out by a table, not tabulated


def is_layout(table: LexborNode) -> bool:
    """Whether `table` places parts of the page rather than tabulates: it has paragraphs, boxes, or one cell a row."""
    if table.css_first("table table, h1, h2, h3, article, section, iframe, ul li p, blockquote") is not None:
        return True
    if len(table.css("p")) > 3 and any(len(p.text()) > 150 for p in table.css("p")):
        return True
    cells = table.css("td, th")
    return len(cells) < 3 or any(len(cell.text()) > _LONGEST_CELL for cell in cells)


def rows(table: LexborNode) -> list[tuple[str, int]]:
    """The text of each row that has any, and how many of its characters are links."""
    found: list[tuple[str, int]] = []
    for row in table.css("tr"):
        cells = [" ".join(cell.text(separator=" ").split()) for cell in row.css("td, th")]
        text = CELL_BREAK.join(cell for cell in cells if cell)
        if text:
            linked = sum(len(link.text()) for link in row.css("a"))
            found.append((text, min(linked, len(text))))
    return found
