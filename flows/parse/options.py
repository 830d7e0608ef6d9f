"""What a run asks of parsing, beyond the records themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Options(NamedTuple):
    """field_names: for columns of `articles`, the names that a dump's fields have; they go before those known.
    publishers: folders of overrides for the pages of single publishers, see docs/publisher-overrides.md.
    indirect_quotes: rows for indirect speech, too (English). nlp_model: a spaCy model that is asked for names, too.
    """

    field_names: Mapping[str, tuple[str, ...]] = {}
    publishers: tuple[Path, ...] = ()
    indirect_quotes: bool = False
    nlp_model: str = ""


DEFAULT_OPTIONS = Options()
