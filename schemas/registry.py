"""All tables, in the order in which they can be created."""

from schemas.column import Table
from schemas.tables.articles import ARTICLES, QUARANTINED_ARTICLES
from schemas.tables.history import FIELD_CHANGES, QUARANTINE_HISTORY, WITHDRAWALS
from schemas.tables.ledger import RAW_FILES, RECORDS, REJECTIONS
from schemas.tables.reprints import REPRINTS
from schemas.tables.runs import EXPECTATION_RESULTS, RUNS
from schemas.tables.sources import SOURCE_FIELDS, SOURCE_MEASUREMENTS
from schemas.tables.statements import EVIDENCE, MENTIONS, QUANTITIES, QUOTES, TIME_EXPRESSIONS
from schemas.tables.structure import BLOCKS, EMBEDS, IMAGES, LINKS

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        ARTICLES, BLOCKS, EMBEDS, QUOTES, MENTIONS, QUANTITIES, TIME_EXPRESSIONS, IMAGES, LINKS, EVIDENCE, REPRINTS,
        QUARANTINED_ARTICLES, RAW_FILES, RECORDS, REJECTIONS, RUNS, EXPECTATION_RESULTS,
        SOURCE_MEASUREMENTS, SOURCE_FIELDS, QUARANTINE_HISTORY, WITHDRAWALS, FIELD_CHANGES,
    )
}  # fmt: skip

ARTICLE_CHILDREN = tuple(t for t in TABLES.values() if t.parent == "articles" and t.primary_key[-1] == "position")
