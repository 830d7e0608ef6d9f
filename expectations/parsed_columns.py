"""Which columns of a table parsing fills. Light to import: what only lists expectations needs no data frames."""

from __future__ import annotations

from schemas.column import Column, Table

SET_BY_WRITER = {
    "article_id": "hash of the record's bytes; facts compute it themselves",
    "position": "the row's place in its list",
    "run_id": "known to the run alone",
    "source_path": "known to the run alone",
    "record_locator": "taken over from the ledger",
    "raw_sha256": "known to the run alone",
    "content_sha256": "computed when the row is written",
    "work_id": "computed when the row is written",
    "version": "follows from what the warehouse holds",
    "is_current": "follows from what the warehouse holds",
    "parser_version": "the same for the whole run",
    "ingested_at": "the same for the whole run",
    "failed_expectations": "the outcome of validation itself",
}  # columns that a parsed article does not have yet, each with the reason


def parsed_columns(table: Table) -> tuple[Column, ...]:
    """The columns that parsing fills: those whose values can be judged before the rows are written."""
    return tuple(column for column in table.columns if column.name not in SET_BY_WRITER)
