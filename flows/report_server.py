"""Serving a home's report: of a home in a store that of its mirror, which follows what is published there."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from flows.pages_on_demand import page_maker
from warehouse.home import Home
from warehouse.remote.mirror import store_of
from warehouse.remote.publication import follow_store
from warehouse.report.serve import Server

FOLLOW_SECONDS = 30.0


def report_server(home: Home, port: int, kind: type[Server] = Server) -> Server:
    """A server of the report, not yet serving; a mirror is to have followed its store. OSError: the port is taken."""
    pages = home.reports if store_of(home) is None else _no_files(home)
    return kind(pages, port, page_maker(home))


def serve(server: Server, home: Home, stop: threading.Event) -> None:
    """Serve until `stop` is set."""
    if store_of(home) is not None:
        threading.Thread(target=_follow, args=(home, stop), daemon=True).start()
    threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    stop.wait()
    server.shutdown()


def _no_files(home: Home) -> Path:
    """A folder that is not there: whatever this mirror's own runs wrote may be older than the store, so every page is
    made when it is asked for."""
    return home.root / "no-pages"


def _follow(home: Home, stop: threading.Event) -> None:
    """Bring the mirror to what the store holds, again and again; a store that is away is told once each time."""
    away = False
    while not stop.wait(FOLLOW_SECONDS):
        try:
            follow_store(home)
            away = False
        except OSError as error:
            if not away:
                print(f"copydesk: {error}; the report stays as it is meanwhile", file=sys.stderr, flush=True)
            away = True
