"""Facts: what expectations are asked of, computed from a batch's articles, one frame a suite.

A frame has an integer column record_id (the article's place in the batch) and columns of facts; that of `articles`
and that of `batch` have a row an article, the others a row a child row. No frame holds a body: Great Expectations
copies what it looks at.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from expectations.article import ArticleFacts
from expectations.article_facts import Columns, body_facts, credit_facts, identity_facts
from expectations.block_facts import block_facts
from expectations.child_facts import (
    declared_columns,
    embed_facts,
    evidence_facts,
    matches_body,
    mention_facts,
    quantity_facts,
    quote_facts,
    quote_share,
)
from expectations.columns import Rows, all_child_rows, article_rows, flags, numbers
from expectations.date_doubts import date_doubts
from expectations.date_facts import date_facts
from expectations.headline_facts import headline_facts
from expectations.shared_facts import shared_facts
from expectations.spec import BATCH
from schemas.registry import ARTICLE_CHILDREN
from schemas.tables.articles import ARTICLES

__all__ = ["EXPLAINED_FIELDS", "ArticleFacts", "facts"]

EXPLAINED_FIELDS = frozenset({"headline", "authors", "date_published", "in_language"})
"""Fields of which an article must say why they have, or have not, a value: those that readers doubt first."""


def facts(articles: Sequence[ArticleFacts], *, today: date) -> dict[str, pd.DataFrame]:
    """The frame of every suite. `today` is the day of the run, which dates are compared with."""
    rows, children = article_rows(articles), all_child_rows(articles)
    bodies = [body or "" for body in rows.columns["article_body"]]
    columns = {table.name: declared_columns(table, children[table.name]) for table in ARTICLE_CHILDREN}
    for name in ("quotes", "mentions", "quantities", "time_expressions"):
        columns[name] |= matches_body(children[name], bodies)
    columns["quotes"] |= quote_facts(children["quotes"])
    columns["mentions"] |= mention_facts(children["mentions"])
    columns["quantities"] |= quantity_facts(children["quantities"])
    columns["embeds"] |= embed_facts(children["embeds"], rows)
    on_articles = _article_columns(articles, rows, children, today) | quote_share(children["quotes"], bodies)
    frames = {name: _frame(children[name].record_id, own) for name, own in columns.items()}
    frames["articles"] = _frame(rows.record_id, on_articles)
    frames[BATCH] = _frame(rows.record_id, _batch_columns(rows, on_articles, children))
    return frames


def _article_columns(articles: Sequence[ArticleFacts], rows: Rows, children: dict[str, Rows], today: date) -> Columns:
    declared = declared_columns(ARTICLES, rows)
    del declared["article_body"]
    paragraphs = [(body or "").split("\n\n") for body in rows.columns["article_body"]]
    body = body_facts(rows, paragraphs)
    return (
        declared
        | identity_facts(articles)
        | body
        | headline_facts(rows, body)
        | shared_facts(rows, paragraphs)
        | credit_facts(rows)
        | date_facts(rows, today)
        | date_doubts(rows, children["evidence"], children["embeds"], children["time_expressions"])
        | block_facts(articles, rows, children)
        | evidence_facts(children["evidence"], len(articles), EXPLAINED_FIELDS)
        | {"is_truncated": flags(rows.columns["is_truncated"])}
    )


def _batch_columns(rows: Rows, on_articles: Columns, children: dict[str, Rows]) -> Columns:
    """What a batch is judged by as a whole: fill, sameness, volume. body_hash stands for the body."""
    taken = (
        "article_id", "headline", "date_published", "in_language", "byline", "words", "damaged_share",
        "boilerplate_share",
    )  # fmt: skip
    bodies = rows.columns["article_body"]
    return {name: on_articles[name] for name in taken} | {
        "body_hash": np.array([hash(body) for body in bodies], dtype=np.int64),
        "is_cut": numbers([float(bool(cut)) for cut in rows.columns["is_truncated"]]),
        **{
            f"{name}_per_article": numbers(np.diff([0, *children[name].ends]).tolist()) for name in ("quotes", "blocks")
        },
    }


def _frame(record_id: np.ndarray, columns: Columns) -> pd.DataFrame:
    return pd.DataFrame({"record_id": record_id, **columns})
