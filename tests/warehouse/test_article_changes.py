"""What a new version changes is told block by block."""

from __future__ import annotations

from datetime import UTC, datetime

from flows.parse.model import Block
from tests.warehouse.conftest import Load, article
from warehouse.columns import Identified
from warehouse.home import Home
from warehouse.query import rows

WORK = "0" * 32
LONG = "The council met on Monday and spoke for three hours about the bridge"


def version(text: str, day: int, *blocks: tuple[str, str]) -> Identified:
    item = article(text, datetime(2026, 3, day, tzinfo=UTC))._replace(work_id=WORK)
    item.article.blocks = [Block(kind, words, None, None) for kind, words in blocks]  # type: ignore[attr-defined]
    return item


def test_each_change_has_its_kind(home: Home, load: Load) -> None:
    same = ("paragraph", "Nothing changes here.")
    first = version(
        "1", 1, ("headline", "Bridge to close on Monday"), same, ("paragraph", f"{LONG}, 12 people said."),
        ("paragraph", "An old remark."), same,
    )  # fmt: skip
    second = version(
        "2", 2, ("headline", "Bridge to close for a year"), same, ("paragraph", f"{LONG}, 14 people said."), same,
        ("paragraph", "A quite new paragraph."),
    )  # fmt: skip
    load("r1", [second])
    load("r2", [first])
    sql = f"SELECT change, kind, old_text, new_text FROM article_changes('{second.article_id[:12]}')"
    assert rows(home, sql)[1] == [
        ("rewritten", "headline", "Bridge to close on Monday", "Bridge to close for a year"),
        ("figure_changed", "paragraph", f"{LONG}, 12 people said.", f"{LONG}, 14 people said."),
        ("removed", "paragraph", "An old remark.", None),
        ("added", "paragraph", None, "A quite new paragraph."),
    ]
    assert rows(home, f"FROM article_changes('{first.article_id}')")[1] == []


def test_what_a_reprint_changes_against_the_earliest(home: Home, load: Load) -> None:
    body = " ".join(f"The council spoke about pier {n} and its {n + 7} lamps for an hour." for n in range(12))
    first = version("1", 1, ("headline", "Lamps"), ("paragraph", body))._replace(work_id="1" * 32)
    later = version("2", 2, ("headline", "Lamps"), ("paragraph", body), ("paragraph", "Printed on page 2."))
    for item in (first, later):
        item.article.article_body = body  # type: ignore[attr-defined]
        item.article.quotes = []  # type: ignore[attr-defined]
    load("r1", [first, later._replace(work_id="2" * 32)])
    assert rows(home, "SELECT count(*), count(DISTINCT group_id) FROM reprints")[1] == [(2, 1)]
    sql = f"SELECT change, new_text FROM reprint_changes('{later.article_id[:12]}')"
    assert rows(home, sql)[1] == [("added", "Printed on page 2.")]
    assert rows(home, f"FROM reprint_changes('{first.article_id}')")[1] == []
