"""Names of meta tags by the field they state; the lists are in data/meta_names.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

META_NAMES: dict[str, tuple[str, ...]] = {
    field: tuple(names)
    for field, names in tomllib.loads(
        (Path(__file__).parent / "data" / "meta_names.toml").read_text(encoding="utf-8")
    ).items()
}
