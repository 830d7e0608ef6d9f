"""The report, read-only, from within a container: `python -m flows.deploy.serve_report HOME PORT`.

`copydesk report --serve` listens on the loopback, which in a container nobody else reaches. Here it listens on the
container's interfaces; docker-compose.yml publishes the port on the machine's loopback alone, and it still answers only
under a loopback name.
"""

from __future__ import annotations

import signal
import sys
import threading

from flows.report_server import report_server, serve
from flows.settings import home_folder
from warehouse.home import Home
from warehouse.remote.mirror import is_address
from warehouse.remote.publication import follow_store
from warehouse.report.serve import Server


class ContainerServer(Server):
    """The same server, on all interfaces of the container."""

    def server_bind(self) -> None:
        self.server_address = ("0.0.0.0", self.server_address[1])  # noqa: S104  # a container's own network
        super().server_bind()


def main(home: str, port: str) -> None:
    """Serve until SIGTERM."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    signal.signal(signal.SIGINT, lambda _number, _frame: stop.set())
    place = Home(home_folder(home))
    if is_address(home):
        follow_store(place)
    with report_server(place, int(port), ContainerServer) as server:
        serve(server, place, stop)


if __name__ == "__main__":
    main(*sys.argv[1:])
