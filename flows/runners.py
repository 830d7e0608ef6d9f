"""Where batches run: in processes of this machine, in threads, or on the workers of a Dask cluster.

All of them are executors of `concurrent.futures`: whichever it is, a task thread hands over a batch and waits for its
manifest, so that Prefect sees the same run. See docs/decisions/0019.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Literal, get_args

Runner = Literal["processes", "threads", "dask"]
RUNNERS: tuple[str, ...] = get_args(Runner)
CONNECT_SECONDS = 20


class RunnerError(ValueError):
    """A runner cannot be used; the message says what was received, what is valid and what to do."""


class Dask(Executor):
    """The workers of a Dask cluster: of the one at `address`, or of one started here for as long as this lasts.

    A worker that dies costs its batches another try, on another worker; one that kills three in a row is a
    BrokenProcessPool, as from a pool of processes.
    """

    def __init__(self, address: str, workers: int) -> None:
        try:
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise RunnerError(f"the runner dask needs {error.name}: `pip install copydesk[dask]`") from error
        self._cluster: Any = None
        try:
            if not address:
                self._cluster = LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
                )
            self._client: Any = Client(self._cluster or address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise RunnerError(
                f"no Dask scheduler answers at {address!r} ({type(error).__name__}); give one that runs, as "
                "--address tcp://host:8786, or none to start workers on this machine"
            ) from error
        self._executor = self._client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        from distributed import KilledWorker

        asked, answer = self._executor.submit(fn, *args, **kwargs), Future[Any]()

        def told(done: Future[Any]) -> None:
            if done.cancelled():
                answer.cancel()
            elif (error := done.exception()) is not None:
                broken = BrokenProcessPool(f"a Dask worker died: {error}") if isinstance(error, KilledWorker) else error
                answer.set_exception(broken)
            else:
                answer.set_result(done.result())

        asked.add_done_callback(told)
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def executor(runner: str, workers: int, address: str, processes: Callable[[], Executor]) -> Executor:
    """An executor of that kind; `processes` makes the usual one. RunnerError if it cannot be had."""
    if address and runner != "dask":
        raise RunnerError(f"--address {address!r} is for --runner dask; {runner} needs none")
    if runner == "processes":
        return processes()
    if runner == "threads":
        return ThreadPoolExecutor(workers)
    if runner == "dask":
        return Dask(address, workers)
    raise RunnerError(f"no runner {runner!r}; there are {', '.join(RUNNERS)}")
