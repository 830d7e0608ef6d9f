"""How each source does over time: what was measured of it in each run, and which fields its dumps have."""

from schemas.column import RUN_ID, Column, Table, Type
from schemas.vocabularies import FIELD_NEWS, MEASURES, SOURCE_FORMATS

PUBLISHER = Column("publisher", Type.TEXT, "The publisher; where the records name none, the host of their addresses, "
                   "else the folder they lie in.", "schema.org publisher", nullable=False)  # fmt: skip
FORMAT = Column("source_format", Type.TEXT, "Format that the records were read as.", "schema.org encodingFormat",
                nullable=False, vocabulary=SOURCE_FORMATS)  # fmt: skip

SOURCE_MEASUREMENTS = Table(
    "source_measurements",
    "one measure of one publisher's records of one format in one run, beside what is usual for it",
    (
        PUBLISHER,
        FORMAT,
        Column("measure", Type.TEXT, "What was measured.", "DQV Metric", nullable=False, vocabulary=MEASURES),
        Column("field", Type.TEXT, "The column of `articles` whose fill rate it is; empty for other measures.",
               "DQV computedOn", nullable=False),
        Column("value", Type.REAL, "What was found; null where there were too few records to tell.", "DQV value"),
        Column("records", Type.INTEGER, "Records it was measured on.", nullable=False, minimum=0),
        Column("spread", Type.REAL, "Standard deviation among these records, of the logarithms of `typical_words`, of "
               "the hours of `lag_hours`; null for other measures.", minimum=0),
        Column("usual", Type.REAL, "The middle of the earlier runs that it is compared with; null while learning."),
        Column("low", Type.REAL, "Lower end of what is usual."),
        Column("high", Type.REAL, "Upper end of what is usual."),
        Column("runs_known", Type.INTEGER, "Earlier runs it is compared with, at most 30.", nullable=False, minimum=0),
        Column("is_breach", Type.BOOLEAN, "It lies outside what is usual.", nullable=False),
        Column("message", Type.TEXT, "What a breach means, for a reader."),
        RUN_ID,
    ),
    ("run_id", "publisher", "source_format", "measure", "field"),
    partition="run",
)  # fmt: skip

SOURCE_FIELDS = Table(
    "source_fields",
    "one field of one dump, as one run met it",
    (
        Column("dump", Type.TEXT, "The dump: its path with `#` for each number, so that tomorrow's is the same dump; "
               "the folder, where each file is one record.", nullable=False),
        FORMAT,
        Column("field", Type.TEXT, "The field's own name in the dump.", nullable=False),
        Column("types", Type.TEXT_LIST, "JSON types of its values, null left out.", nullable=False),
        Column("records", Type.INTEGER, "Records that have a value in it.", nullable=False, minimum=0),
        Column("of_records", Type.INTEGER, "Records of the dump in this run.", nullable=False, minimum=0),
        Column("change", Type.TEXT, "`new`: no earlier run had it; `vanished`: none of so many records has it any "
               "more; `retyped`: of a type it did not have; `refused`: not taken, the schema contract does not allow "
               "it; null: nothing.", vocabulary=FIELD_NEWS),
        RUN_ID,
    ),
    ("run_id", "dump", "source_format", "field"),
    partition="run",
)  # fmt: skip
