"""Counting the fields that a batch meets in dumps, for `source_fields`."""

from __future__ import annotations

from collections import Counter, defaultdict

import orjson

from flows.parse.model import FieldsMet, ParsedArticle, Rejection
from flows.parse.readers.contract import REJECTS, Contract, fields_met
from flows.parse.readers.field_map import body_holder
from flows.parse.readers.json_object import BOM

RECORD, REFUSED = "record", "refused"  # in place of a type: the count of records, of those whose field was not taken
TYPES: dict[type, str] = {str: "text", int: "number", float: "number", bool: "boolean", dict: "object", list: "array"}
_REJECTED = frozenset(REJECTS.values())

FieldCounts = Counter[tuple[str, str, str, str]]
"""(dump, source format, field, JSON type) → records."""


class FieldCensus:
    """The fields of one batch's records."""

    def __init__(self, contract: Contract | None = None) -> None:
        self._contract = contract
        self._records: Counter[tuple[str, str]] = Counter()
        self._typed: defaultdict[tuple[str, str], Counter[tuple[str, type]]] = defaultdict(Counter)
        self._refused: Counter[tuple[str, str, str]] = Counter()

    def take(self, result: ParsedArticle | Rejection, reader: str, path: str) -> None:
        """Count one record in. `path` is the one that its reader was given; `reader` its name."""
        if isinstance(result, ParsedArticle):
            if result.fields is not None:
                self._add(result.fields, result.source_format)
        elif result.reason_code in _REJECTED and self._contract:
            met = _fields_of(result, path)
            self._add(met._replace(refused=tuple(self._contract.unknown(met))), reader)

    def _add(self, met: FieldsMet, source_format: str) -> None:
        key = met.dump, source_format
        self._records[key] += 1
        self._typed[key].update(zip(met.names, met.types, strict=True))
        for name in met.refused:
            self._refused[met.dump, source_format, name] += 1

    def counts(self) -> FieldCounts:
        found: FieldCounts = Counter()
        for (dump, source_format), count in self._records.items():
            found[dump, source_format, "", RECORD] += count
        for (dump, source_format), typed in self._typed.items():
            for (name, kind), count in typed.items():
                if kind in TYPES:  # else null
                    found[dump, source_format, name, TYPES[kind]] += count
        for (dump, source_format, name), count in self._refused.items():
            found[dump, source_format, name, REFUSED] += count
        return found


def _fields_of(rejection: Rejection, path: str) -> FieldsMet:
    """The fields of a record that was rejected for one of them."""
    value = orjson.loads(rejection.data.removeprefix(BOM))
    body = body_holder(value)
    fields = {**body.around, **body.fields} if body else value
    return fields_met(fields, rejection, path)
