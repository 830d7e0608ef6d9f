"""README.md of a folder of Parquet: a dataset card, as Hugging Face's `load_dataset` and people read it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from schemas.registry import TABLES
from warehouse.export.order import Order
from warehouse.export.targets import Written

DESCRIPTION = (
    "News articles, parsed into fields and checked by Copydesk, with what was found in them. "
    "The texts remain their publishers'."
)


def card(order: Order, written: Sequence[Written]) -> str:
    """The card: one configuration a table, then what each table holds."""
    names = list(dict.fromkeys(file.table for file in written))
    own = {name: [file for file in written if file.table == name] for name in names}
    configs = "".join(f"- config_name: {name}\n  data_files: {_pattern(own[name])}\n" for name in names)
    license_ = f"license: other\nlicense_link: {json.dumps(order.license)}\n" if order.license else ""
    rows = "".join(
        f"| {name} | {sum(file.rows for file in own[name]):,} | {TABLES[name].row} | {_pattern(own[name])} |\n"
        for name in names
    )
    return (
        f"---\n{license_}configs:\n{configs}---\n\n# {order.name}\n\n{DESCRIPTION}\n\n"
        f"| table | rows | a row is | files |\n| --- | --- | --- | --- |\n{rows}\n"
        "Each column's meaning travels in the files, as the description of the field. `article_id` joins the tables.\n"
    )


def _pattern(files: Sequence[Written]) -> str:
    """Which files they are: one, or those of all Hive folders."""
    first = files[0].path
    if "/" not in first:
        return first
    return f"{first.partition('/')[0]}/*/*.parquet"
