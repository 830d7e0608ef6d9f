"""A run's summary in words: for the terminal, and for Prefect."""

from __future__ import annotations

from flows.run import Summary


def accounting_line(summary: Summary) -> str:
    """seen = accepted + quarantined + rejected + skipped, with the figures."""
    counts = summary.counts
    parts = " + ".join(f"{counts[name]:,} {name}" for name in ("accepted", "quarantined", "rejected", "skipped"))
    return f"{counts['seen']:,} seen = {parts}"


def accounting_rows(summary: Summary) -> list[dict[str, object]]:
    """The accounting as a table."""
    return [{"outcome": name, "records": count} for name, count in summary.counts.items()]


def markdown(summary: Summary) -> str:
    """The summary as Markdown; only figures and our own words, so that no text of an article can be markup."""
    reasons = "\n".join(f"| `{code}` | {count:,} |" for code, count in summary.by_reason.items()) or "| none | 0 |"
    failed = "\n".join(f"- {grade}: `{suite}.{name}` in {count:,} rows" for grade, suite, name, count in summary.failed)
    return (
        f"# Run {summary.run_id}: {summary.status.replace('_', ' ')}\n\n{accounting_line(summary)}\n\n"
        f"| reason | records |\n|---|---|\n{reasons}\n\n## Expectations that did not hold\n\n{failed or 'None.'}\n"
    )
