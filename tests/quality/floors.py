"""The floors: the figures that the parser must not fall below. They rise by themselves, and fall only with a reason."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.quality.score import FIGURES

PATH = Path(__file__).with_name("floors.json")
TOLERANCE = 0.0005  # a figure may fall this far without failing: one character in some thousand
Floors = dict[str, Any]  # {"floors": {figure: floor}, "lowered": [{"figure", "from", "to", "reason"}]}


def load(path: Path = PATH) -> Floors:
    """ValueError unless there is one floor for each figure."""
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    if set(floors["floors"]) != set(FIGURES):
        raise ValueError(f"{path.name} has floors for {sorted(floors['floors'])}; the figures are {sorted(FIGURES)}")
    return floors


def save(floors: Floors, path: Path = PATH) -> None:
    path.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def raised(floors: Floors, figures: Mapping[str, float]) -> Floors:
    """Each floor at its figure, rounded down to four places, where that is higher."""
    values = {name: max(floor, math.floor(figures[name] * 1e4) / 1e4) for name, floor in floors["floors"].items()}
    return {**floors, "floors": values}


def lowered(floors: Floors, figures: Mapping[str, float], name: str, reason: str) -> Floors:
    """The floor of one figure at that figure, and why; ValueError if there is no such figure, reason or need."""
    if name not in floors["floors"]:
        raise ValueError(f"no figure is called {name!r}; valid are {', '.join(FIGURES)}")
    if not reason.strip():
        raise ValueError("a floor falls with a reason only: give --reason TEXT")
    before, after = floors["floors"][name], math.floor(figures[name] * 1e4) / 1e4
    if after >= before:
        raise ValueError(f"{name} is {figures[name]:.4f}, not below its floor of {before}")
    note = {"figure": name, "from": before, "to": after, "reason": reason.strip()}
    return {"floors": {**floors["floors"], name: after}, "lowered": [*floors["lowered"], note]}
