"""What the fork server imports before it forks workers: everything a batch needs, warmed up."""

import gc

gc.disable()  # nothing of what is imported here is ever garbage

from expectations.validate import warm  # noqa: E402  # after gc.disable
from flows import batch  # noqa: E402
from flows.parse.fields.language import language  # noqa: E402

warm()
language("A sentence that loads the language model before the workers are forked.")
gc.freeze()  # the workers share these pages as long as nobody writes to them
gc.enable()

__all__ = ["batch"]
