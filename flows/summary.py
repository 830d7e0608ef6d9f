"""A run's summary in words: for the terminal, and for Prefect."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from string import punctuation

from flows.run import Summary
from schemas.reasons import REASONS
from warehouse.report.visible import cut, visible

LISTED = 50  # of each kind; an artifact is no report
LONGEST, PATH = 300, 10_000  # characters of a text, and of what is to be copied

Asked = Mapping[tuple[str, str], str]
"""(suite, expectation) → what it asks, for a reader."""

# what Markdown reads as it stands: words with no mark at a word's edge, no number of a list, no address
_PLAIN = re.compile(r"(?!\d+[.)]|.*\b_|.*_\b|.*www\.)\w[\w ,;:.?%'-]*", re.IGNORECASE)
_ESCAPED = {ord(mark): f"\\{mark}" for mark in punctuation} | dict.fromkeys(map(ord, "\n\t"), " ")


def plain_markdown(text: str, longest: int = LONGEST) -> str:
    """Markdown that shows the text as it is.

    Prefect reads summaries and the cells of tables as Markdown with HTML in it: it would load an image or link to a
    script that a publisher's, a file's or a column's name asks for. Its newer pages show cells as they are, so what
    means nothing in Markdown is left alone.
    """
    shown = cut(visible(text), longest)
    return shown if _PLAIN.fullmatch(shown) else shown.translate(_ESCAPED)


def accounting_line(summary: Summary) -> str:
    """seen = accepted + quarantined + rejected + skipped, with the figures."""
    counts = summary.counts
    parts = " + ".join(f"{counts[name]:,} {name}" for name in ("accepted", "quarantined", "rejected", "skipped"))
    return f"{counts['seen']:,} seen = {parts}"


def accounting_rows(summary: Summary) -> list[dict[str, object]]:
    """The accounting as a table."""
    return [{"outcome": name, "records": count} for name, count in summary.counts.items()]


def failure_rows(summary: Summary, asked: Asked) -> list[dict[str, object]]:
    """What did not hold, and why records were not accepted: Markdown in the cells, the first 50 of each kind."""
    expectations = [
        {
            "what": grade,
            "name": plain_markdown(f"{suite}.{name}"),
            "records": count,
            "meaning": plain_markdown(asked.get((suite, name), "")),
        }
        for grade, suite, name, count in summary.failed[:LISTED]
    ]
    reasons = [
        {
            "what": REASONS[code].outcome if code in REASONS else "unknown",
            "name": plain_markdown(code),
            "records": count,
            "meaning": plain_markdown(REASONS[code].meaning) if code in REASONS else "",
        }
        for code, count in list(summary.by_reason.items())[:LISTED]
    ]
    return [*expectations, *reasons]


def markdown(summary: Summary, asked: Asked, verdict: str, page: str) -> str:
    """The summary as Markdown, in which no text of others is markup. `verdict` is the report's, `page` its path."""
    command = f"copydesk report --run {summary.run_id} --open --home {shlex.quote(summary.home)}"
    return "\n\n".join(
        [
            f"# {plain_markdown(verdict)}",
            f"Run {summary.run_id}: {summary.status.replace('_', ' ')}. {accounting_line(summary)}",
            *_listed("Expectations that did not hold", [_failure(each, asked) for each in summary.failed]),
            *_listed("What is unusual about the sources", [plain_markdown(breach) for breach in summary.breaches]),
            *_listed(
                "Records that were not accepted",
                [f"{plain_markdown(code.replace('_', ' '))}: {count:,}" for code, count in summary.by_reason.items()],
            ),
            "## The report",
            plain_markdown(page, PATH),
            plain_markdown(command, PATH),
        ]
    )


def _failure(failed: tuple[str, str, str, int], asked: Asked) -> str:
    grade, suite, name, count = failed
    rows = f" in {count:,} {'row' if count == 1 else 'rows'}" if count else ""
    told = f"{asked[suite, name]} " if (suite, name) in asked else ""
    return f"{grade}: {plain_markdown(told)}{plain_markdown(f'{suite}.{name}')}{rows}"


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    """A heading and its lines, those beyond the first 50 by their number; nothing without lines."""
    if lines:
        more = [f"{len(lines) - LISTED:,} more"] if len(lines) > LISTED else []
        yield f"## {title}\n\n" + "\n".join(f"- {line}" for line in [*lines[:LISTED], *more])
