"""The page: facts in, HTML out; the same bytes for the same facts.

It holds no script and asks for nothing: its Content-Security-Policy allows its own style, by hash, and that alone.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from schemas.column import Type
from schemas.reasons import REASONS, Reason
from schemas.tables.articles import CONTENT, IDENTITY
from schemas.vocabularies import OUTCOMES, SEVERITIES
from warehouse.report.ask import Row
from warehouse.report.charts import HEIGHT, WIDTH, columns, stacked
from warehouse.report.commands import Commands
from warehouse.report.figures import Figures, day_and_time
from warehouse.report.visible import cut, visible

TEMPLATES = Path(__file__).with_name("templates")
UNKNOWN = "unknown"  # outcome of a reason code that this version does not know
FIELDS = tuple(c for c in (*IDENTITY, *CONTENT) if c.nullable or c.type is Type.TEXT_LIST)  # the others always hold


def render(facts: dict[str, Any], runs: Sequence[Row] = (), pages: Collection[str] = ()) -> str:
    """The page of a run. With `runs`, every run is listed at its end, those among `pages` as links."""
    return _environment().get_template("report.html.j2").render(
        facts=facts,
        figures=Figures(facts),
        commands=Commands(facts["run_id"], facts["home"]),
        style=_style(),
        style_hash=b64encode(hashlib.sha256(_style().encode()).digest()).decode(),
        outcomes=OUTCOMES,
        severities=SEVERITIES,
        reasons=_reasons(facts["by_reason"]),
        places={row["expectation"]: place for place, row in enumerate(facts["failed_expectations"])},
        fields=FIELDS,
        bar=stacked(facts["counts"]),
        trend=columns([run["counts"] for run in facts["trend"]]),
        chart_width=WIDTH,
        chart_height=HEIGHT,
        runs=runs,
        pages=pages,
    )  # fmt: skip


def _reasons(counts: dict[str, int]) -> dict[str, Reason]:
    """The reasons that occurred: losses before what was skipped, the most frequent first."""
    outcomes = (*OUTCOMES, UNKNOWN)
    found = {code: _reason(code) for code in counts}
    return dict(sorted(found.items(), key=lambda item: (outcomes.index(item[1].outcome), -counts[item[0]], item[0])))


def _reason(code: str) -> Reason:
    """What a reason code means; one that a newer version wrote is shown all the same."""
    unknown = Reason(
        code, "unknown", "This version of Copydesk does not know the code.", "Use the version that wrote it."
    )
    return REASONS.get(code, unknown)


@cache
def _style() -> str:
    return (TEMPLATES / "style.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, finalize=_finalize,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters.update(
        cut=cut, visible=visible, day_and_time=day_and_time, words=_words, prose=_prose, breakable=_breakable
    )
    return environment


def _finalize(value: object) -> object:
    """Every value on its way into the page: text is made visible; autoescape then takes its markup."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _words(name: str) -> str:
    """A name of ours as words: `completed_with_losses` → `completed with losses`."""
    return name.replace("_", " ")


def _prose(text: str) -> Markup:
    """A sentence of ours, what stands between backticks as code."""
    parts = visible(text).split("`")
    return Markup("").join(Markup("<code>{}</code>").format(part) if i % 2 else part for i, part in enumerate(parts))


def _breakable(name: str) -> Markup:
    """A column's name that may go on in a new line after an underscore."""
    return Markup("_<wbr>").join(name.split("_"))
