"""The SQL blocks of a Markdown file, each with its table.

`python -m tests.docs.blocks HOME FILE…` renews them; a folder stands for its Markdown files.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from flows.output import markdown_table
from warehouse.home import Home
from warehouse.query import rows

BLOCK = re.compile(r"```sql\n(?P<sql>[^`]+)```\n(?:\n|\Z)(?P<table>(?:\|[^\n]*\n)*)\n?")


def answer(home: Home, sql: str) -> str:
    """A query's result as a Markdown table."""
    return markdown_table(*rows(home, sql))


def renew(home: Home, text: str) -> str:
    """The file with every table made anew."""
    return BLOCK.sub(lambda m: f"```sql\n{m['sql']}```\n\n{answer(home, m['sql'])}\n", text).rstrip("\n") + "\n"


def markdown_files(path: Path) -> list[Path]:
    """The file itself, or a folder's Markdown files."""
    return sorted(path.glob("*.md")) if path.is_dir() else [path]


if __name__ == "__main__":
    for path in (path for name in sys.argv[2:] for path in markdown_files(Path(name))):
        path.write_text(renew(Home(Path(sys.argv[1])), path.read_text(encoding="utf-8")), encoding="utf-8")
