"""Pages that no file holds, made when someone asks the served report for them."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

from warehouse.database import NoWarehouseError
from warehouse.home import Home
from warehouse.metrics import metrics
from warehouse.query import QueryError
from warehouse.report.serve import METRICS

INDEX = "index.html"
_ARTICLE = re.compile(r"articles/([0-9a-f]{32}|[0-9a-f]{64})\.html")
_RUN = re.compile(r"([0-9]{8}T[0-9]{6}\.[0-9]{6}Z)\.html")


def page_maker(home: Home) -> Callable[[str], bytes | None]:
    """name of a page → its bytes, None if there is no such article or run. Nothing is written; one page at a time."""
    one_at_a_time = threading.Lock()

    def make(name: str) -> bytes | None:
        with one_at_a_time:
            try:
                if name == METRICS:
                    return metrics(home)
                if found := _ARTICLE.fullmatch(name):
                    return _article(home, found[1])
                if name == INDEX:
                    return _index(home)
                if found := _RUN.fullmatch(name):
                    return _run(home, found[1])
            except (QueryError, NoWarehouseError):
                return None
        return None

    return make


def _article(home: Home, prefix: str) -> bytes:
    from flows.article_page import page_of

    return page_of(home, prefix, links=True)[1].encode()


def _index(home: Home) -> bytes:
    from warehouse.report.facts import home_facts
    from warehouse.report.page import render_index

    return render_index(home_facts(home)).encode()


def _run(home: Home, run_id: str) -> bytes:
    from warehouse.report.facts import run_facts
    from warehouse.report.page import render_run

    return render_run(run_facts(home, run_id)).encode()
