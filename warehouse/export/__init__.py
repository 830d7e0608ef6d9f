"""Articles on their way to other programs: Parquet, JSON Lines, CSV, ninjs and Croissant.

What is written is chosen first (`choice`, `chosen`), then read in chunks of some thousand articles, each by one query,
so that memory stays small however much there is. Rows come through an `Ask`: a function that runs one statement on a
connection that keeps temporary tables, and gives its result as Arrow record batches. The next statement ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

Ask = Callable[[str], "Iterator[pa.RecordBatch]"]


def rows_of(batches: Iterator[pa.RecordBatch]) -> Iterator[tuple[Any, ...]]:
    """Record batches as rows."""
    for batch in batches:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
