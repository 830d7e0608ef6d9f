"""What all pages are made with: Jinja2 with autoescape, one style and one script, both named by hash in the policy."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from warehouse.report.figures import day, day_and_time
from warehouse.report.visible import fitted, visible

TEMPLATES = Path(__file__).parents[1] / "templates"


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, finalize=_finalize,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.filters.update(
        cut=fitted,
        visible=visible,
        day=day,
        day_and_time=day_and_time,
        words=_words,
        prose=_prose,
        breakable=_breakable,
    )
    return made


@cache
def style(*names: str) -> Markup:
    """The style sheets of these names, one after the other. They are files of ours, and hold no value."""
    return Markup("".join((TEMPLATES / name).read_text(encoding="utf-8") for name in names))  # noqa: S704


@cache
def policy(style: str, script: str = "") -> str:
    """A Content-Security-Policy that allows this style and this script, by hash, and nothing else."""
    scripts = f"; script-src 'sha256-{_digest(script)}'" if script else ""
    return f"default-src 'none'; style-src 'sha256-{_digest(style)}'{scripts}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()


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
