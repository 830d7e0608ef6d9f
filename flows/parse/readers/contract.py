"""Which fields a dump has, and what becomes of one that it did not have before.

The contract is a dump's: of all files that have the same path but for its numbers, or, where each file is one record,
of a folder. Its fields are those that earlier runs took in; a dump that is new has no contract yet, and makes one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from flows.parse.model import Draft, Evidence, FieldsMet, RawRecord, Rejection

EVOLVE, FREEZE, DISCARD_ROW, DISCARD_VALUE = "evolve", "freeze", "discard_row", "discard_value"
REJECTS = {FREEZE: "schema_frozen", DISCARD_ROW: "unexpected_field"}
METHOD = "schema_contract"
WHOLE_FILE = "file"
NAMES_SHOWN = 20

_NUMBERS = re.compile(r"(?<![0-9A-Za-z])(?=[a-f-]*\d)[0-9a-f-]{8,}(?![0-9A-Za-z])|\d+(?:[-_.T:]\d+)*")
ModeFor = Callable[[str | None, str, str | None], str]
"""(publisher, source format, address) of an article → how new fields of its dump are met."""


class Contract(NamedTuple):
    """known: dump → the fields it had in earlier runs. listed: fields that any dump may have besides."""

    mode_for: ModeFor
    known: Mapping[str, frozenset[str]]
    listed: frozenset[str] = frozenset()

    def unknown(self, met: FieldsMet) -> list[str]:
        """The record's fields that its dump did not have; none for a dump that is new."""
        known = self.known.get(met.dump)
        if known is None and not self.listed:
            return []
        return [name for name in met.names if name not in self.listed and (known is None or name not in known)]


@lru_cache(maxsize=4096)  # a file's records follow one another
def _dump(path: str, whole: bool) -> str:
    return _NUMBERS.sub("#", path.rpartition("/")[0] + "/" if whole else path)


def fields_met(fields: Mapping[str, object], record: RawRecord | Rejection, path: str) -> FieldsMet:
    """The fields of a record, with the Python types of their values."""
    whole = ":" not in record.locator
    return FieldsMet(_dump(path, whole), tuple(fields), tuple(map(type, fields.values())))


def refused(contract: Contract, record: RawRecord, draft: Draft, unknown: Sequence[str]) -> Rejection | bool:
    """What the contract says of a record with unknown fields: the rejection, or whether they are to be left out."""
    publisher, uri = (_text(draft.stated.get(column)) for column in ("publisher", "uri"))
    mode = contract.mode_for(publisher, draft.source_format, uri)
    if mode not in REJECTS:
        return mode == DISCARD_VALUE
    known = sorted(contract.known.get(draft.fields.dump if draft.fields else "", contract.listed))
    message = (
        f"not among the fields of this dump: {_shown(unknown)}; known: {_shown(known)}; the schema contract is "
        f"`{mode}`; with `evolve` they are taken in"
    )
    return record.rejected(REJECTS[mode], message)


def left_out(names: Sequence[str]) -> Evidence:
    """Why fields of the record are nowhere."""
    note = f"left out: not among the fields that the dump had before, and the schema contract is `{DISCARD_VALUE}`"
    return Evidence("extra", None, METHOD, note=f"{_shown(names)}: {note}")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _shown(names: Sequence[str]) -> str:
    shown = ", ".join(f"`{name[:40]}`" for name in names[:NAMES_SHOWN])
    return f"{shown} and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else shown
