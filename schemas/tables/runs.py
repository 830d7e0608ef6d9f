"""Runs and what their checks found."""

from schemas.column import RUN_ID, Column, Table, Type
from schemas.tables.ledger import COUNTS
from schemas.vocabularies import RUN_KINDS, RUN_STATUSES, SEVERITIES

RUNS = Table(
    "runs",
    "one run",
    (
        Column("run_id", Type.TEXT, "Identity of the run; sorts by start.", "PROV Activity", nullable=False),
        Column("kind", Type.TEXT, "What it did: `ingest` takes raw files in, the others go over what was taken in.",
               "PROV type", nullable=False, vocabulary=RUN_KINDS),
        Column("started_at", Type.TIMESTAMP, "When it started.", "PROV startedAtTime", nullable=False),
        Column("finished_at", Type.TIMESTAMP, "When it was published.", "PROV endedAtTime", nullable=False),
        Column("status", Type.TEXT, "How it ended; `interrupted`: it was stopped after a part of it was published, "
               "and a later run took in the rest.", "schema.org actionStatus", nullable=False,
               vocabulary=RUN_STATUSES),
        Column("sources", Type.TEXT_LIST, "The SOURCE arguments.", "PROV used", nullable=False),
        Column("files_seen", Type.INTEGER, "Raw files found.", nullable=False, minimum=0),
        Column("files_unchanged", Type.INTEGER, "Of these, known from an earlier run and not read again; each counts "
               "as one skipped record and has no new row in `raw_files`.", nullable=False, minimum=0),
        *COUNTS,
        Column("by_source", Type.JSON, "The same counts for each source."),
        Column("by_reason", Type.JSON, "Records for each reason code."),
        Column("timings", Type.JSON, "Seconds spent in each stage."),
        Column("settings", Type.JSON, "What it was told to do otherwise than usual: settings, policy, selection.",
               "PROV used"),
        Column("versions", Type.JSON, "Versions of Copydesk, Python and the libraries.", "schema.org softwareVersion"),
    ),
    ("run_id",),
    partition="run",
)  # fmt: skip

EXPECTATION_RESULTS = Table(
    "expectation_results",
    "one expectation on one batch",
    (
        Column("batch", Type.TEXT, "The batch (`3.1`), or `run` for expectations on a whole run.", nullable=False),
        Column("suite", Type.TEXT, "The suite it belongs to: the table it speaks of, or `run`.", nullable=False),
        Column("expectation", Type.TEXT, "Its name.", "DQV Metric", nullable=False),
        Column("scope", Type.TEXT, "Which records of the batch: empty for all that no rule of the policy picks out, "
               "else the rule (`publisher: Harbour News`).", "DQV computedOn", nullable=False),
        Column("column", Type.TEXT, "The column it speaks of.", "DQV computedOn"),
        Column("severity", Type.TEXT, "What a failure means.", nullable=False, vocabulary=SEVERITIES),
        Column("description", Type.TEXT, "What it asks, for a reader.", "schema.org description", nullable=False),
        Column("success", Type.BOOLEAN, "Whether it held.", nullable=False),
        Column("element_count", Type.INTEGER, "Rows looked at.", minimum=0),
        Column("unexpected_count", Type.INTEGER, "Rows that failed.", minimum=0),
        Column("unexpected_percent", Type.REAL, "Their share, in percent.", minimum=0, maximum=100),
        Column("observed", Type.JSON, "What was found, for an expectation on a whole batch."),
        RUN_ID,
    ),
    ("run_id", "batch", "suite", "expectation", "scope"),
    partition="run",
)  # fmt: skip
