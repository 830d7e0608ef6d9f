"""The closed vocabularies: every value that a column with a fixed set of values may take."""

BLOCK_KINDS = (
    "headline", "alternative_headline", "byline", "dateline", "paragraph", "heading", "list_item",
    "caption", "credit", "embed", "boilerplate", "note",
)  # fmt: skip
BODY_KINDS = ("paragraph", "heading", "list_item")  # the blocks that make up `article_body`

PLATFORMS = ("x", "facebook", "instagram", "youtube", "tiktok", "reddit", "truth_social", "other")

QUOTE_KINDS = ("direct", "mixed", "indirect")
MENTION_KINDS = ("person", "organisation", "place")
MODIFIERS = ("about", "more_than", "at_least", "up_to", "less_than")

DATE_PRECISIONS = ("second", "minute", "hour", "day", "month", "year", "range")
DATE_BASES = ("stated", "inferred", "metadata")

OUTCOMES = ("accepted", "quarantined", "rejected", "skipped")
SOURCE_FORMATS = (
    "plain_text", "markdown", "html", "feed", "json_feed", "email", "pdf", "docx", "jsonl", "json", "csv",
    "parquet", "arrow", "sqlite", "warc", "arc", "nitf", "newsml", "newsml_g2", "ninjs",
)  # fmt: skip
FILE_FORMATS = (*SOURCE_FORMATS, "zip", "tar")  # what a raw file is; what lies in an archive has a format of its own
SEVERITIES = ("critical", "warning", "info")
RUN_STATUSES = ("completed", "completed_with_losses", "gate_failed", "interrupted", "failed")
RUN_KINDS = ("ingest", "replay", "release", "dismiss", "reopen", "reparse", "maintain")
QUARANTINE_STATUSES = ("open", "released", "dismissed")
ACTIONS = ("replay", "release", "dismiss", "reopen")
CHANGES = ("added", "removed", "changed")
MEASURES = (
    "volume", "fill_rate", "typical_words", "lag_hours", "recent_share", "quarantined_share", "rejected_share",
    "truncated_share", "headline_suffix_share",
)  # fmt: skip
FIELD_NEWS = ("new", "vanished", "retyped", "refused")
SCHEMA_CONTRACTS = ("evolve", "freeze", "discard_row", "discard_value")
JSON_TYPES = ("text", "number", "boolean", "object", "array")
REPRINT_METHODS = ("same_body", "near_duplicate", "shared_paragraphs")
