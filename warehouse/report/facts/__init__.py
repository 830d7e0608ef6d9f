"""The facts of the report, all of them asked of the warehouse; the pages show these and compute nothing of their own.

A fact is named by its keys joined with dots, places in a list as numbers: `counts.accepted`, `by_source.0.seen`. The
fact `queries` holds the SQL that gives each number, see `asked.looked_up`.
"""

from warehouse.report.facts.home import home_facts
from warehouse.report.facts.run import run_facts

__all__ = ["home_facts", "run_facts"]
