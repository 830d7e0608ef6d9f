"""What a run asks of parsing, beyond the records themselves."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Options(NamedTuple):
    """field_names: for columns of `articles`, the names that a dump's fields have; they go before those known."""

    field_names: Mapping[str, tuple[str, ...]] = MappingProxyType({})


DEFAULT_OPTIONS = Options()
