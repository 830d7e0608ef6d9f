"""Counting the fields that a batch meets in dumps, for `source_fields`."""

from __future__ import annotations

from collections import Counter

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
        self._shapes: Counter[tuple[str, FieldsMet]] = Counter()  # records of the same fields and types are many

    def take(self, result: ParsedArticle | Rejection, reader: str, path: str) -> None:
        """Count one record in. `path` is the one that its reader was given; `reader` its name."""
        if isinstance(result, ParsedArticle):
            if result.fields is not None:
                self._shapes[result.source_format, result.fields] += 1
        elif result.reason_code in _REJECTED and self._contract:
            met = _fields_of(result, path)
            self._shapes[reader, met._replace(refused=tuple(self._contract.unknown(met)))] += 1

    def counts(self) -> FieldCounts:
        found: FieldCounts = Counter()
        for (source_format, met), count in self._shapes.items():
            found[met.dump, source_format, "", RECORD] += count
            for name, kind in zip(met.names, met.types, strict=True):
                if kind in TYPES:  # else null
                    found[met.dump, source_format, name, TYPES[kind]] += count
            for name in met.refused:
                found[met.dump, source_format, name, REFUSED] += count
        return found


def _fields_of(rejection: Rejection, path: str) -> FieldsMet:
    """The fields of a record that was rejected for one of them."""
    value = orjson.loads(rejection.data.removeprefix(BOM))
    body = body_holder(value)
    fields = {**body.around, **body.fields} if body else value
    return fields_met(fields, rejection, path)
