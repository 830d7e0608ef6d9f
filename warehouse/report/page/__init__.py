"""The pages: facts in, HTML out; the same bytes for the same facts."""

from warehouse.report.page.render import render_index, render_run

__all__ = ["render_index", "render_run"]
