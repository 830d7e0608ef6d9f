"""Mapping files: which fields of a user's dump are which columns. `copydesk ingest --map`, `copydesk map`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import orjson

from flows.parse.model import RawRecord
from flows.parse.readers.field_map import FIELD_NAMES
from flows.parse.readers.json_object import BOM
from flows.parse.readers.propose_map import propose
from flows.parse.record import records
from flows.settings import SettingsError

SAMPLE_RECORDS = 200
FIELD_FORMATS = ("jsonl", "json", "csv", "parquet", "arrow", "sqlite")


class MapError(SettingsError):
    """A mapping file cannot be used; the message says what was received and what is valid."""


def load_map(path: Path) -> dict[str, tuple[str, ...]]:
    """Column → names of fields, the first that has a value counting. MapError where the file is no such mapping."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise MapError(f"--map {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MapError(f'--map {path} is no TOML: {error}. A line reads `headline = "titel"`.') from error
    return {column: _names(path, column, value) for column, value in table.items()}


def _names(path: Path, column: str, value: object) -> tuple[str, ...]:
    if column not in FIELD_NAMES:
        raise MapError(f"--map {path}: {column!r} is no column that can be mapped; valid are {', '.join(FIELD_NAMES)}")
    names = value if isinstance(value, list) else [value]
    if not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise MapError(f"--map {path}: {column} is {value!r}; a field's name is needed, or a list of names")
    return tuple(names)


def proposal(path: Path) -> str:
    """A mapping file for the dump at `path`, made from its first records. MapError where it holds none with fields."""
    sample = [fields for record in islice(records(path), SAMPLE_RECORDS) if (fields := _fields(record)) is not None]
    if not sample:
        raise MapError(
            f"{path}: none of its first {SAMPLE_RECORDS} records has named fields; a mapping is for dumps "
            f"({', '.join(FIELD_FORMATS)})"
        )
    proposed, left = propose(sample)
    lines = [f"# fields of {path.name}, from its first {len(sample):,} records: check each line"]
    lines += [f"{item.column} = {orjson.dumps(item.name).decode()}  # {item.why}" for item in proposed]
    if left:
        lines += ["", "# not mapped, kept in articles.extra:"]
        lines += [f"#   {name}: {shown}" for name, shown in left.items()]
    return "\n".join(lines) + "\n"


def _fields(record: object) -> Mapping[str, object] | None:
    if not isinstance(record, RawRecord) or record.reader not in FIELD_FORMATS:
        return None
    try:
        value = orjson.loads(record.data.removeprefix(BOM))
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) else None
