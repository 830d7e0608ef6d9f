"""The ledger: every raw file and every record, what became of it, and why."""

from schemas.column import ARTICLE_ID, RUN_ID, Column, Table, Type
from schemas.tables.articles import SHA256
from schemas.vocabularies import FILE_FORMATS, OUTCOMES

PATH = Column("path", Type.TEXT, "The raw file, as it was found.", "PROV atLocation", nullable=False)
LOCATOR = Column("record_locator", Type.TEXT, "Where in the file the record stands: `file`, or `line:17`.",
                 "PROV atLocation", nullable=False)  # fmt: skip
RAW_SHA256 = Column("raw_sha256", Type.TEXT, "SHA-256 of the raw file's bytes.", "schema.org MediaObject.sha256",
                    pattern=SHA256)  # fmt: skip
REASON_CODE = Column("reason_code", Type.TEXT, "Why; `copydesk explain CODE` tells more.", "DQV hasQualityAnnotation")


def _count(name: str, description: str) -> Column:
    return Column(name, Type.INTEGER, description, nullable=False, minimum=0)


COUNTS = (
    _count("seen", "Records seen: the sum of the next four."),
    _count("accepted", "Records that are in `articles`."),
    _count("quarantined", "Records that are in `quarantined_articles`."),
    _count("rejected", "Records that could not be parsed: in `rejections`."),
    _count("skipped", "Records left alone, each with its reason."),
)

RAW_FILES = Table(
    "raw_files",
    "one raw file as one run found it, if it was new or changed",
    (
        PATH,
        Column("source", Type.TEXT, "The SOURCE argument under which it was found.", nullable=False),
        Column("sha256", Type.TEXT, "SHA-256 of its bytes; null if it was not read.", "schema.org MediaObject.sha256",
               pattern=SHA256),
        Column("bytes", Type.INTEGER, "Its size.", "schema.org contentSize", nullable=False, minimum=0),
        Column("modified_ns", Type.INTEGER, "Its modification time, in nanoseconds since 1970.", nullable=False),
        Column("format", Type.TEXT, "What it was read as; null if it was not.", "schema.org encodingFormat",
               vocabulary=FILE_FORMATS),
        *COUNTS,
        REASON_CODE,
        RUN_ID,
    ),
    ("run_id", "path"),
    partition="run",
    indexed=False,
)  # fmt: skip

RECORDS = Table(
    "records",
    "one record as one run met it: each counted exactly once (a file that was not opened counts as one)",
    (
        PATH,
        LOCATOR,
        RAW_SHA256,
        Column("record_sha256", Type.TEXT, "SHA-256 of the record's bytes.", "schema.org MediaObject.sha256",
               pattern=SHA256),
        Column("article_id", Type.TEXT, "Its article, accepted or quarantined.", ARTICLE_ID.term,
               pattern=ARTICLE_ID.pattern),
        Column("byte_offset", Type.INTEGER, "Its first byte in the (decompressed) file.", minimum=0),
        Column("byte_length", Type.INTEGER, "Its length in bytes.", minimum=0),
        Column("outcome", Type.TEXT, "What became of it.", nullable=False, vocabulary=OUTCOMES),
        REASON_CODE,
        RUN_ID,
    ),
    ("run_id", "path", "record_locator"),
    partition="run",
    indexed=False,
)  # fmt: skip

REJECTIONS = Table(
    "rejections",
    "a record that could not be parsed",
    (
        PATH,
        LOCATOR,
        Column("reason_code", Type.TEXT, REASON_CODE.description, REASON_CODE.term, nullable=False),
        Column("message", Type.TEXT, "What was received, what is valid, what to do.", nullable=False),
        Column("byte_offset", Type.INTEGER, "First byte of the record in the (decompressed) file.", minimum=0),
        Column("raw_excerpt", Type.TEXT, "The record's first 500 characters, undecodable bytes shown as \\xNN."),
        RAW_SHA256,
        Column("record_sha256", Type.TEXT, "SHA-256 of the record's bytes, under which they are kept in HOME/raw.",
               "schema.org MediaObject.sha256", pattern=SHA256),
        RUN_ID,
    ),
    ("run_id", "path", "record_locator"),
    partition="run",
    indexed=False,
)  # fmt: skip
