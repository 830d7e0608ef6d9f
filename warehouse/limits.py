"""What a query may take, and what is said when it takes more. Knows nothing of DuckDB, so that it loads at once."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12, "ki": 2**10, "mi": 2**20, "gi": 2**30, "ti": 2**40}
SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,6})?) ?([kmgt]i?)?b?", re.IGNORECASE)
LEAST_BYTES = 16 * 10**6  # DuckDB needs some to say anything at all
SPILL_RATIO = 4  # bytes on disk for each byte of memory, if half of the free disk is more than that


class QueryError(RuntimeError):
    """The query cannot be run; the message is DuckDB's, or says which limit it met."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take; None: as much as it wants. `external`: files, the network and extensions, too."""

    seconds: float | None = 60.0
    memory: str | None = "2GB"
    external: bool = False

    @property
    def memory_bytes(self) -> int | None:
        """QueryError if `memory` is no size."""
        if self.memory is None:
            return None
        match = SIZE.fullmatch(self.memory.strip())
        size = int(float(match[1]) * UNITS[(match[2] or "").lower()]) if match else 0
        if size < LEAST_BYTES:
            raise QueryError(
                f"--memory is {self.memory!r}; valid are sizes from {LEAST_BYTES // 10**6}MB up, as 500MB, 2GB or 1GiB"
            )
        return size

    def disk_bytes(self, free: int) -> int:
        """How much may go to temporary files, of `free` bytes: it never fills the disk."""
        memory = self.memory_bytes
        return free // 2 if memory is None else min(free // 2, SPILL_RATIO * memory)

    def time_error(self) -> QueryError:
        return QueryError(f"stopped after {self.seconds:g} s, the limit of time. Narrow the query, or raise --timeout.")

    def memory_error(self) -> QueryError:
        if self.memory is None:
            return QueryError("the query needs more memory than there is. Narrow it.")
        return QueryError(
            f"the query needs more than {self.memory}, the limit of memory. Narrow it, or raise --memory."
        )

    def disk_error(self) -> QueryError:
        return QueryError(
            f"the query needs more than {self.memory or 'the'} memory and the disk space it may use beside it. "
            "Narrow it, raise --memory, or set TMPDIR to a folder with more room."
        )


DEFAULT_LIMITS = Limits()
