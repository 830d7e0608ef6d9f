"""Write the golden files that are missing: `python -m tests.golden_update [--overwrite] [NAME…]`.

A golden file is what parsing made of `tests/fixtures/<format>/<name>`: one JSON object for each record or rejection, in
order. A test compares them. Read each before it is committed: it says what is right from then on.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from pathlib import Path
from typing import Any

import orjson

from flows.parse.assemble import parse
from flows.parse.identity import article_id, content_sha256
from flows.parse.model import ParsedArticle, Rejection
from flows.parse.record import open_file

HERE = Path(__file__).parent
FIXTURES, GOLDEN = HERE / "fixtures", HERE / "golden"


def fixtures() -> list[Path]:
    """Every fixture of a format; the folder is the format's name."""
    return sorted(path for path in FIXTURES.glob("*/*") if path.is_file() and not path.name.startswith("."))


def golden_path(fixture: Path) -> Path:
    return GOLDEN / fixture.parent.name / f"{fixture.name}.json"


def parsed(fixture: Path) -> list[dict[str, Any]]:
    """What each record of the file becomes, without what its bytes say anyway."""
    with open_file(fixture) as raw_file:
        return [
            _rejection(item) if isinstance(item, Rejection) else _outcome(parse(item, item.reader, fixture.name))
            for item in raw_file
        ]


def _outcome(result: ParsedArticle | Rejection) -> dict[str, Any]:
    if isinstance(result, Rejection):
        return _rejection(result)
    fields = {
        field.name: [row._asdict() if hasattr(row, "_asdict") else row for row in value]
        if isinstance(value, list)
        else value
        for field in dataclasses.fields(result)
        if field.name not in ("data", "fields") and (value := getattr(result, field.name)) not in (None, [])
    }
    identity = {
        "article_id": article_id(result.data),
        "content_sha256": content_sha256(result.headline, result.article_body),
    }
    return identity | _without_nulls(fields)


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(member) for key, member in value.items() if member is not None or key == "value"}
    return [_without_nulls(part) for part in value] if isinstance(value, list) else value


def _rejection(item: Rejection) -> dict[str, Any]:
    row = {**item._asdict(), "data": item.data[:100].decode("utf-8", "backslashreplace")}
    return row if row["about"] else {name: value for name, value in row.items() if name != "about"}


def as_json(outcomes: list[dict[str, Any]]) -> bytes:
    return orjson.dumps(outcomes, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="fixtures to write; all, if none is named")
    parser.add_argument("--overwrite", action="store_true", help="write also what is there, and say what changed")
    options = parser.parse_args()
    for fixture in fixtures():
        path = golden_path(fixture)
        if options.names and fixture.name not in options.names:
            continue
        if path.exists() and not options.overwrite:
            continue
        now, before = as_json(parsed(fixture)), path.read_bytes() if path.exists() else b""
        if now != before:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(now)
            sys.stdout.write(f"{'changed' if before else 'new'}: {path.relative_to(HERE.parent)} - read it\n")


if __name__ == "__main__":
    main()
