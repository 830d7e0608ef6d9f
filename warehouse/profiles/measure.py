"""What a run measures of each publisher: one statement a family of measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import duckdb

from warehouse.profiles.absent import absent
from warehouse.profiles.records import FILLED, IMAGES, gather
from warehouse.profiles.rejected import rejected
from warehouse.profiles.runs import ThisRun, earlier_runs

FROM_RECORDS = 5  # in one run, from which on a source is followed
RECENT_DAYS = 30  # what is older when it comes is an archive's, and tells nothing of lag


class Source(NamedTuple):
    publisher: str
    source_format: str


class Found(NamedTuple):
    """One measure: on how many records, and the standard deviation among them where it is a middle."""

    measure: str
    field: str
    value: float | None
    records: int
    spread: float | None = None


def measure(
    connection: duckdb.DuckDBPyConnection, this: ThisRun, *, from_records: float = FROM_RECORDS
) -> list[dict[str, Any]]:
    """Rows for `source_measurements`, less what comparing them adds.

    A source is followed from the first run on that has so many records of it; one that was there in earlier runs from
    the same places and is not in this one is measured, too: its volume is 0.
    """
    earlier = earlier_runs(connection, this)
    gather(connection, earlier.together)
    followed = _followed(connection, earlier.run_ids)
    refused = rejected(connection, earlier)
    found: dict[Source, list[Found]] = {}
    for family in (_shares(connection), _words(connection), _lags(connection, this), _suffixes(connection)):
        for source, item in family:
            found.setdefault(source, []).append(item)
    volumes = {source: items[0].records for source, items in found.items()}
    for key in refused:
        volumes.setdefault(Source(*key), 0)
        found.setdefault(Source(*key), [])
    missing = absent(connection, this, earlier, followed - set(volumes))
    rows: list[dict[str, Any]] = []
    for source, volume in [*volumes.items(), *((Source(*key), 0) for key in missing)]:
        bad = refused.get(source, 0)
        if volume + bad < from_records and source not in followed:
            continue
        more = [Found("volume", "", float(volume), volume)]
        if volume + bad:
            more.append(Found("rejected_share", "", bad / (volume + bad), volume + bad))
        rows += _rows(source, [*more, *found.get(source, ())])
    connection.execute("DROP TABLE run_records")
    return rows


def _rows(source: Source, items: Iterable[Found]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield {**source._asdict(), **item._asdict()}


def _followed(connection: duckdb.DuckDBPyConnection, run_ids: tuple[str, ...]) -> set[Source]:
    """The sources that brought something in one of the last runs."""
    rows = connection.execute(
        "SELECT DISTINCT publisher, source_format FROM source_measurements "
        "WHERE measure = 'volume' AND value > 0 AND run_id IN (SELECT unnest(?))",
        [list(run_ids[-30:])],
    ).fetchall()
    return {Source(*row) for row in rows}


Family = Iterator[tuple[Source, Found]]


def _shares(connection: duckdb.DuckDBPyConnection) -> Family:
    """Fill rates, and shares of quarantined and cut records."""
    shares = [*(f"avg(has_{name}::INTEGER)" for name in FILLED), "avg((NOT accepted)::INTEGER)",
              "avg(is_truncated::INTEGER)", f"avg(has_{IMAGES}::INTEGER) FILTER (accepted)"]  # fmt: skip
    rows = connection.execute(
        f"SELECT publisher, source_format, count(*), count(*) FILTER (accepted), {', '.join(shares)} "
        "FROM run_records GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    for publisher, source_format, records, accepted, *values in rows:
        source, rates = Source(publisher, source_format), iter(values)
        for name in FILLED:
            yield source, Found("fill_rate", name, next(rates), records)
        yield source, Found("quarantined_share", "", next(rates), records)
        yield source, Found("truncated_share", "", next(rates), records)
        yield source, Found("fill_rate", IMAGES, next(rates), accepted)


def _words(connection: duckdb.DuckDBPyConnection) -> Family:
    """The length of a typical article: a mean, on the logarithm, of the middle four fifths; steadier than a median."""
    rows = connection.execute(
        """
        WITH logs AS (SELECT publisher, source_format, ln(word_count) AS y FROM run_records WHERE word_count > 0),
        ends AS (
            SELECT publisher, source_format, quantile_cont(y, [0.1, 0.16, 0.84, 0.9]) AS q FROM logs GROUP BY ALL
        )
        SELECT publisher, source_format, exp(coalesce(avg(y) FILTER (y BETWEEN q[1] AND q[4]), avg(y))), count(*),
               CASE WHEN count(*) > 1 THEN (any_value(q)[3] - any_value(q)[2]) / 2 END
        FROM logs JOIN ends USING (publisher, source_format) GROUP BY ALL ORDER BY ALL
        """
    ).fetchall()
    for publisher, source_format, value, records, spread in rows:
        yield Source(publisher, source_format), Found("typical_words", "", value, records, spread)


def _lags(connection: duckdb.DuckDBPyConnection, this: ThisRun) -> Family:
    """The share of dated records not older than thirty days when the run started; hours between, of those."""
    rows = connection.execute(
        """
        WITH dated AS (
            SELECT publisher, source_format, epoch($started - date_published) / 3600 AS hours FROM run_records
            WHERE date_published IS NOT NULL
        )
        SELECT publisher, source_format, count(*), count(*) FILTER (hours <= $most),
               quantile_cont(hours, [0.16, 0.5, 0.84]) FILTER (hours <= $most)
        FROM dated GROUP BY ALL ORDER BY ALL
        """,
        {"started": this.started, "most": 24 * RECENT_DAYS},
    ).fetchall()
    for publisher, source_format, dated, recent, hours in rows:
        source = Source(publisher, source_format)
        yield source, Found("recent_share", "", recent / dated, dated)
        middle, spread = (hours[1], (hours[2] - hours[0]) / 2) if hours else (None, None)
        yield source, Found("lag_hours", "", middle, recent, spread if recent > 1 else None)


def _suffixes(connection: duckdb.DuckDBPyConnection) -> Family:
    """The share of headlines that end in the same words after a dash or a bar: the site's name, left on."""
    rows = connection.execute(
        """
        WITH endings AS (
            SELECT publisher, source_format, suffix, count(*) AS n FROM run_records WHERE has_headline GROUP BY ALL
        )
        SELECT publisher, source_format, sum(n)::BIGINT, coalesce(max(n) FILTER (suffix IS NOT NULL AND n > 1), 0)
        FROM endings GROUP BY ALL ORDER BY ALL
        """
    ).fetchall()
    for publisher, source_format, headlines, same in rows:
        yield Source(publisher, source_format), Found("headline_suffix_share", "", same / headlines, headlines)
