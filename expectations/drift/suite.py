"""The suite on sources: what Great Expectations is asked of a run's measurements, and of the fields of its dumps."""

from __future__ import annotations

from expectations.checks import never, not_below
from expectations.spec import INFO, SOURCES, WARNING, Expectation

MEASUREMENTS = (
    Expectation(
        SOURCES, "source_is_not_below_usual", "value", WARNING,
        "What is measured of a source is not below what is usual for it.",
        "Has a source dried up, or a field of it gone missing?", not_below("low"),
    ),
    Expectation(
        SOURCES, "source_is_not_above_usual", "high", WARNING,
        "What is measured of a source is not above what is usual for it.",
        "Does a source bring more, later or worse than it used to?", not_below("value"),
    ),
)  # fmt: skip
FIELDS = (
    Expectation(
        SOURCES, "dump_keeps_its_contract", "is_refused", WARNING,
        "A dump has no field that its schema contract refuses.", "Was something of a dump not taken in?", never(),
    ),
    Expectation(
        SOURCES, "dump_keeps_its_fields", "is_vanished", WARNING,
        "No field of a dump has vanished.", "Does a dump still have all it had?", never(),
    ),
    Expectation(
        SOURCES, "dump_has_no_new_fields", "is_new", INFO,
        "A dump has no field, and no type of a field, that it did not have before.",
        "Has the layout of a dump changed?", never(),
    ),
)  # fmt: skip
SUITE = (*MEASUREMENTS, *FIELDS)
