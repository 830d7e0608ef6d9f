"""What became of articles after they were taken in: decisions about the quarantine, and what parsing anew changed."""

from schemas.column import ARTICLE_ID, RUN_ID, Column, Table, Type
from schemas.tables.ledger import LOCATOR, PATH
from schemas.vocabularies import ACTIONS, CHANGES, OUTCOMES

QUARANTINE_HISTORY = Table(
    "quarantine_history",
    "one decision about a record that was quarantined or rejected: who, when, why, and what came of it",
    (
        Column("record_sha256", Type.TEXT, "SHA-256 of the record's bytes.", "schema.org MediaObject.sha256",
               nullable=False, pattern=r"[0-9a-f]{64}"),
        PATH,
        LOCATOR,
        Column("article_id", Type.TEXT, "Its article; null for a record that could not be parsed.", ARTICLE_ID.term,
               pattern=ARTICLE_ID.pattern),
        Column("action", Type.TEXT, "`replay`: parsed and judged anew; `release`: accepted as it is; `dismiss`: not "
               "wanted; `reopen`: taken back.", "PROV Activity", nullable=False, vocabulary=ACTIONS),
        Column("was", Type.TEXT, "What it was before.", nullable=False, vocabulary=OUTCOMES),
        Column("became", Type.TEXT, "What it is after.", nullable=False, vocabulary=OUTCOMES),
        Column("reasons", Type.TEXT_LIST, "The reason code, or the expectations failed, that kept it out before.",
               nullable=False),
        Column("actor", Type.TEXT, "Who: the user's name and machine, or what `--by` said.",
               "PROV wasAssociatedWith", nullable=False),
        Column("acted_at", Type.TIMESTAMP, "When.", "PROV startedAtTime", nullable=False),
        Column("note", Type.TEXT, "Why, in the words of who did it.", "schema.org description"),
        RUN_ID,
    ),
    ("run_id", "record_sha256", "path", "record_locator"),
    partition="run",
)  # fmt: skip

WITHDRAWALS = Table(
    "withdrawals",
    "one notice of an agency that an item is not to be used; no version of it is current any more",
    (
        Column("work_id", Type.TEXT, "The work that is withdrawn; see `articles`.", "schema.org exampleOfWork",
               nullable=False),
        Column("uri", Type.TEXT, "The agency's id of it.", "schema.org Thing.url", nullable=False),
        PATH,
        LOCATOR,
        Column("message", Type.TEXT, "What the notice says.", nullable=False),
        RUN_ID,
    ),
    ("run_id", "path", "record_locator"),
    partition="run",
)  # fmt: skip

FIELD_CHANGES = Table(
    "field_changes",
    "one column of an article that parsing it anew changed: the value before and after",
    (
        ARTICLE_ID,
        Column("version", Type.INTEGER, "The version that the change made.", "schema.org version", nullable=False,
               minimum=1),
        Column("field", Type.TEXT, "The column of `articles`, or the child table.", "PROV entity", nullable=False),
        Column("change", Type.TEXT, "`added`: there was no value; `removed`: there is none any more; `changed`.",
               nullable=False, vocabulary=CHANGES),
        Column("old_value", Type.TEXT, "The value before, as text; rows of a child table as JSON.", "PROV value"),
        Column("new_value", Type.TEXT, "The value after.", "PROV value"),
        Column("old_parser_version", Type.TEXT, "Version of Copydesk that parsed it before.",
               "schema.org softwareVersion"),
        RUN_ID,
    ),
    ("article_id", "version", "field"),
    partition="run",
)  # fmt: skip
