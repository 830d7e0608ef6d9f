"""Commands that a reader can copy to look further."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from typing import Any

from schemas.ddl import literal
from schemas.reasons import REASONS

_ACTS_IN_DOUBLE_QUOTES = re.compile(r'[\\"$`!]')


def quoted(argument: str) -> str:
    """A shell argument; SQL, full of single quotes, reads best between double ones, where nothing in it acts there."""
    return shlex.quote(argument) if _ACTS_IN_DOUBLE_QUOTES.search(argument) else f'"{argument}"'


class Commands:
    """The commands for one run of one home."""

    def __init__(self, run_id: str, home: str) -> None:
        self._run = f"run_id = {literal(run_id)}"
        self._home = f"--home {shlex.quote(home)}"

    def sql(self, query: str) -> str:
        return f"copydesk sql {quoted(query)} {self._home}"

    def reason(self, code: str) -> str | None:
        """The records with a reason code; None for `unchanged` files, which leave no record."""
        if code == "unchanged":
            return None
        known = REASONS.get(code)
        columns, table = ("message", "rejections") if known and known.outcome == "rejected" else ("outcome", "records")
        return self.sql(
            f"SELECT path, record_locator, {columns} FROM {table} "  # printed, with its literals quoted
            f"WHERE {self._run} AND reason_code = {literal(code)}"
        )

    def kept_out(self, expectation: Mapping[str, Any]) -> str | None:
        """The records that a critical expectation kept out; None where it kept out none."""
        if expectation["severity"] != "critical" or expectation["suite"] in ("run", "batch", "sources"):
            return None
        return self.sql(
            "SELECT article_id, headline, source_path FROM quarantined_articles "
            f"WHERE {self._run} AND list_contains(failed_expectations, {literal(expectation['expectation'])})"
        )

    def passed_with(self, expectation: Mapping[str, Any]) -> str | None:
        """The accepted articles that fail a warning; None where the warehouse does not name them."""
        if expectation["severity"] != "warning" or expectation["suite"] in ("run", "batch", "sources"):
            return None
        return self.sql(
            "SELECT article_id, publisher, headline, source_path FROM articles "
            f"WHERE {self._run} AND list_contains(failed_expectations, {literal(expectation['expectation'])})"
        )

    def replay(self, reason: str) -> str:
        """Parse and judge anew what was kept out for a reason: its code, or the expectation that failed."""
        return f"copydesk quarantine replay --reason {shlex.quote(reason)} {self._home}"

    def article(self, article_id: str) -> str:
        """The page of an article."""
        return f"copydesk show {shlex.quote(article_id)} --html {self._home}"

    def strayed(self) -> str:
        """The sources that are not as usual."""
        return self.sql(
            "SELECT publisher, source_format, measure, field, value, low, high, message FROM source_measurements "
            f"WHERE {self._run} AND is_breach"
        )

    def fill_rates(self) -> str:
        """How well each source fills each field, beside what is usual for it."""
        return self.sql(
            "SELECT publisher, source_format, field, value, records, usual FROM source_measurements "
            f"WHERE {self._run} AND measure = 'fill_rate' ORDER BY ALL"
        )

    def dump_fields(self) -> str:
        """The fields of dumps that are new or gone."""
        return self.sql(f"FROM source_fields WHERE {self._run} AND change IS NOT NULL")

    def open_quarantine(self) -> str:
        return f"copydesk quarantine list {self._home}"

    def runs(self) -> str:
        return self.sql("FROM accounting_by_run ORDER BY run_id DESC")

    def ingest(self) -> str:
        return f"copydesk ingest SOURCE {self._home}"

    def failed(self) -> str:
        """What did not hold, batch by batch."""
        return self.sql(f"FROM expectation_results WHERE {self._run} AND NOT success ORDER BY expectation, batch")

    def quarantined(self, article_id: str) -> str:
        return f"copydesk quarantine show {shlex.quote(article_id)} {self._home}"

    def empty_fields(self) -> str:
        return self.sql(
            f"SELECT field, method, note, count(*) AS articles FROM evidence WHERE {self._run} AND value IS NULL "
            "GROUP BY ALL ORDER BY articles DESC"
        )

    def page_of(self, run_id: str) -> str:
        return f"copydesk report --run {run_id} {self._home}"

    def as_json(self) -> str:
        return f"copydesk report {self._home} --json"
