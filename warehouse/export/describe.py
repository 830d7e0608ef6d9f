"""What a folder of Parquet is: README.md for readers and, on request, croissant.json for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from schemas.metadata.croissant import About, DataFile, croissant
from schemas.registry import TABLES
from warehouse.export import Ask, rows_of
from warehouse.export.card import DESCRIPTION, card
from warehouse.export.order import Order
from warehouse.export.targets import Written

CARD, CROISSANT = "README.md", "croissant.json"


def describe(ask: Ask, order: Order, folder: Path, written: Sequence[Written]) -> None:
    """Write the descriptions. The day of the last run is the dataset's: the same home gives the same bytes."""
    [(last,)] = rows_of(ask("SELECT max(finished_at)::DATE FROM runs"))
    (folder / CARD).write_text(card(order, written), encoding="utf-8")
    if order.format == "croissant":
        about = About(
            order.name, DESCRIPTION, f"{last.year}.{last.month}.{last.day}" if last else "0.0.0",
            last.isoformat() if last else "", order.license,
        )  # fmt: skip
        files = [DataFile(file.path, file.table, file.bytes, file.sha256) for file in written]
        document = croissant(about, [TABLES[name] for name in dict.fromkeys(order.tables)], files)
        (folder / CROISSANT).write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
