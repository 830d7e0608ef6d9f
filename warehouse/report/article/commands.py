"""Commands that a reader of the page can copy."""

from __future__ import annotations

import shlex

from schemas.ddl import literal
from warehouse.report.commands import quoted


class ArticleCommands:
    """The commands for one record; `id` is the article's, or the record's where there is no article."""

    def __init__(self, id: str, home: str) -> None:
        self._id = id
        self._home = f"--home {shlex.quote(home)}"

    def _decision(self, deed: str, note: str = "") -> str:
        return f"copydesk quarantine {deed} {self._id}{note} {self._home}"

    @property
    def replay(self) -> str:
        return self._decision("replay")

    @property
    def release(self) -> str:
        return self._decision("release", ' --note "WHY"')

    @property
    def dismiss(self) -> str:
        return self._decision("dismiss", ' --note "WHY"')

    @property
    def reopen(self) -> str:
        return self._decision("reopen")

    @property
    def export(self) -> str:
        return self._decision("export", " --output record.zip")

    @property
    def as_json(self) -> str:
        return f"copydesk show {self._id} --json {self._home}"

    def all_of(self, table: str) -> str:
        """Every row of a child table."""
        query = f"FROM {table} WHERE article_id = {literal(self._id)} ORDER BY position"
        return f"copydesk sql {quoted(query)} {self._home}"
