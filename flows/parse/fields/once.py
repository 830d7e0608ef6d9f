"""What several families ask of one text is found out once, and forgotten with the text."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")

TOGETHER = 64  # texts whose families take turns
_FORGET: list[Callable[[], None]] = []


def once_a_text(find: Callable[[str], T]) -> Callable[[str], T]:
    """`find`, which remembers what it found in the texts that are parsed together."""
    remembered = lru_cache(maxsize=TOGETHER)(find)
    _FORGET.append(remembered.cache_clear)
    return remembered


def forget_texts() -> None:
    """Lets go of the texts: some have many megabytes."""
    for forget in _FORGET:
        forget()
