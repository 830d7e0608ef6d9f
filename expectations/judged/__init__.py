"""The judged expectations: what a careful reader would doubt. One module a family; bounds stand in bounds.toml."""

from __future__ import annotations

from expectations.judged import (
    articles,
    batch,
    blocks,
    credits,
    dates,
    embeds,
    headlines,
    mentions,
    quantities,
    quotes,
    run,
)
from expectations.spec import Expectation

MODULES = (articles, headlines, credits, dates, blocks, embeds, quotes, quantities, mentions, batch, run)

JUDGED: tuple[Expectation, ...] = tuple(e for module in MODULES for e in module.EXPECTATIONS)
