"""What the fork server imports before it forks workers: everything a batch needs, warmed up."""

import gc

from expectations.validate import warm
from flows import batch

warm()
gc.collect()
gc.freeze()  # the workers share these pages as long as nobody writes to them

__all__ = ["batch"]
