"""Importing Great Expectations without what nothing here uses: 2.5 CPU-seconds instead of 4.4.

It imports all of scipy.stats for one expectation (KL divergence), which no suite has, and SQLAlchemy, which it can do
without, for data in SQL databases, while validation here is of frames. So scipy.stats is imported when it is first
used, and SQLAlchemy is hidden for as long as the import takes.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def _lazily(name: str) -> None:
    """Put a module in place that is executed when an attribute of it is first asked for."""
    spec = importlib.util.find_spec(name)
    if name in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    package, _, child = name.rpartition(".")
    setattr(sys.modules[package], child, module)
    spec.loader.exec_module(module)


@contextmanager
def quick_import() -> Iterator[None]:
    """Import Great Expectations inside this."""
    hidden = "sqlalchemy"
    hide = hidden not in sys.modules
    _lazily("scipy.stats")
    if hide:
        sys.modules[hidden] = None  # type: ignore[assignment]  # the import system's own way to say: not here
    try:
        yield
    finally:
        if hide:
            del sys.modules[hidden]
