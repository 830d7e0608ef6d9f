"""The workers of a Ray cluster, as an executor."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from flows.runners import RunnerError
from flows.runners.alike import Told, require_alike, tell
from flows.runners.answer import answered

ENVIRONMENT = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
CONNECT_SECONDS = 60  # a worker is started for the question
TRIES = 2  # more, for a task whose worker died


class Ray(Executor):
    """The workers of the cluster at `address`; where RAY_AUTH_MODE is `token`, it is asked with that token.

    None is started here: Ray listens on every network of a machine, and on one machine processes do the same. A worker
    that dies costs its batch another try; one that kills three in a row is a BrokenProcessPool, as from a pool of
    processes.
    """

    def __init__(self, address: str) -> None:
        if not address:
            raise RunnerError(
                "the runner ray needs the --address of a cluster, host:6379; on this machine alone use processes"
            )
        for name, value in ENVIRONMENT.items():
            os.environ.setdefault(name, value)
        try:
            import ray
        except ImportError as error:
            raise RunnerError(f"the runner ray needs {error.name}: `pip install copydesk[ray]`") from error
        self._ray: Any = ray
        try:
            ray.init(address, log_to_driver=False, logging_level=logging.ERROR)
        except (OSError, ValueError, RuntimeError) as error:
            raise RunnerError(
                f"no Ray cluster answers at {address!r} ({type(error).__name__}), or it wants another RAY_AUTH_TOKEN; "
                "give one that runs, as --address host:6379, on one of its machines"
            ) from error
        try:
            require_alike("Ray", self._told())
        except BaseException:
            self.shutdown()
            raise

    def _told(self) -> dict[str, Told | Exception]:
        """What each machine of the cluster tells of itself."""
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy as There

        task, found = self._ray.remote(num_cpus=0, max_retries=0)(tell), dict[str, Told | Exception]()
        for node in self._ray.nodes():
            if node["Alive"]:
                try:
                    asked = task.options(scheduling_strategy=There(node["NodeID"], soft=False)).remote()
                    found[node["NodeManagerAddress"]] = self._ray.get(asked, timeout=CONNECT_SECONDS)
                except self._ray.exceptions.RayError as error:
                    found[node["NodeManagerAddress"]] = error
        return found

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        task = self._ray.remote(num_cpus=1, max_retries=TRIES)(fn)
        return answered(task.remote(*args, **kwargs).future(), self._as_of_a_pool)

    def _as_of_a_pool(self, error: BaseException) -> BaseException:
        if isinstance(error, self._ray.exceptions.WorkerCrashedError):
            return BrokenProcessPool(f"a Ray worker died: {error}")
        return getattr(error, "cause", None) or error

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002  # it never waits
        self._ray.shutdown()
