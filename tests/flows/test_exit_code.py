"""What a command ends with: a signal is told from a fault, even where a library wrapped it in an error of its own."""

from __future__ import annotations

import pytest

from flows.cli import Terminated, exit_code


def wrapped(cause: BaseException) -> RuntimeError:
    """As DuckDB raises what came during a query."""
    try:
        raise RuntimeError("Query interrupted") from cause
    except RuntimeError as error:
        return error


@pytest.mark.parametrize(("cause", "code"), [(Terminated(), 143), (KeyboardInterrupt(), 130), (ValueError("x"), 70)])
def test_the_signal_behind_an_error(cause: BaseException, code: int) -> None:
    assert exit_code(wrapped(cause)) == code
    if code != 70:
        assert exit_code(cause) == code


def test_a_full_disk_is_one_of_services_and_disks() -> None:
    assert exit_code(RuntimeError("IO Error: No space left on device")) == 5
