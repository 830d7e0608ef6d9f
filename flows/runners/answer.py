"""A cluster's own future as one of `concurrent.futures`, its errors as those that a pool of processes raises."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


def answered(asked: Future[Any], as_of_a_pool: Callable[[BaseException], BaseException]) -> Future[Any]:
    """What `asked` comes to, as soon as it does; `as_of_a_pool` says what an error of the cluster is."""
    answer = Future[Any]()

    def told(done: Future[Any]) -> None:
        if done.cancelled():
            answer.cancel()
        elif (error := done.exception()) is not None:
            answer.set_exception(as_of_a_pool(error))
        else:
            answer.set_result(done.result())

    asked.add_done_callback(told)
    return answer
