"""What a test needs and a machine has not: skipped there with the reason, a failure in CI, where all can be had."""

from __future__ import annotations

import os
import warnings
from typing import NoReturn

import pytest

REQUIRED = "COPYDESK_CI"


def absent(reason: str) -> NoReturn:
    """End the test."""
    if os.environ.get(REQUIRED):
        pytest.fail(reason)
    warnings.warn(f"skipped: {reason}", stacklevel=2)
    pytest.skip(reason)
