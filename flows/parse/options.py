"""What a run asks of parsing, beyond the records themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from flows.parse.readers.contract import Contract


class Options(NamedTuple):
    """field_names: for columns of `articles`, the names that a dump's fields have; they go before those known.
    publishers: folders of overrides for the pages of single publishers, see docs/publisher-overrides.md.
    indirect_quotes: rows for indirect speech, too (English). nlp_model: a spaCy model that is asked for names, too.
    contract: what becomes of a dump's record with fields that the dump did not have; None: all are taken in.
    """

    field_names: Mapping[str, tuple[str, ...]] = {}
    publishers: tuple[Path, ...] = ()
    indirect_quotes: bool = False
    nlp_model: str = ""
    contract: Contract | None = None


DEFAULT_OPTIONS = Options()
