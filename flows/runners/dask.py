"""The workers of a Dask cluster, as an executor."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from flows.runners import RunnerError
from flows.runners.alike import require_alike, tell
from flows.runners.answer import answered

CONNECT_SECONDS = 20


class Dask(Executor):
    """The workers of the cluster at `address`, or of one started here for as long as this lasts.

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
        try:
            self._require_workers(address)
        except BaseException:
            self.shutdown(cancel_futures=True)
            raise

    def _require_workers(self, address: str) -> None:
        """RunnerError if there are none, or they would not do the same as processes of this machine."""
        try:
            self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            raise RunnerError(
                f"the Dask scheduler at {address!r} has no worker; start some: `dask worker {address} --nthreads 1`"
            ) from error
        self._executor = self._client.get_executor(pure=False)
        require_alike("Dask", self._client.run(tell, on_error="return"))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return answered(self._executor.submit(fn, *args, **kwargs), _as_of_a_pool)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if hasattr(self, "_executor"):
            self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def _as_of_a_pool(error: BaseException) -> BaseException:
    from distributed import KilledWorker

    return BrokenProcessPool(f"a Dask worker died: {error}") if isinstance(error, KilledWorker) else error
