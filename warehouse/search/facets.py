"""How many of the hits have which publisher, month, language, section."""

from __future__ import annotations

from typing import Any

from tantivy import Query, Searcher

MOST = {"publisher": 50, "month": 2_400, "language": 200, "section": 50}  # values of each that are counted apart

Facets = dict[str, list[tuple[str, int]]]


def count_facets(searcher: Searcher, query: Query) -> Facets:
    """(value, articles) of each facet: months in their order, all others the most frequent first."""
    asked = {name: {"terms": {"field": name, "size": size}} for name, size in MOST.items()}
    counted: dict[str, Any] = searcher.aggregate(query, asked)
    found = {name: [(bucket["key"], bucket["doc_count"]) for bucket in counted[name]["buckets"]] for name in MOST}
    months = [(f"{int(key) // 100:04d}-{int(key) % 100:02d}", count) for key, count in sorted(found["month"])]
    return found | {"month": months}
