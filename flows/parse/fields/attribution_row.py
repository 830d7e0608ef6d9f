"""What parsing knows of who says a quoted run, and by which verb."""

from __future__ import annotations

from typing import NamedTuple


class Attribution(NamedTuple):
    """`start`–`end` is the speaker's phrase in the text, empty where the verb has no subject. `near`: the verb stands
    directly beside the run, so even a single quoted word is somebody's."""

    cue: str
    cue_start: int
    start: int
    end: int
    near: bool
    saying: bool
