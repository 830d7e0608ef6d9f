"""Drift, simulated: `python -m tests.benchmarks.drift [SEEDS]`.

Daily runs of publishers of all sizes, with the rhythm of a week and the noise that runs have; in some of them something
breaks one day, and stays broken. Reports for each kind of breakage how often it was caught in its first or second run,
and how many of 100 publisher-days without one raise an alarm.
"""

from __future__ import annotations

import math
import random
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from expectations.drift.compare import compare
from expectations.drift.series import Point
from expectations.drift.settings import Drift

DAYS, PUBLISHERS, LEARNT = 40, 20, 15
FIRST = datetime(2026, 1, 5, 6, tzinfo=UTC)
FIELDS = ("byline", "authors", "dateline", "credit", "article_section", "keywords", "abstract", "images", "in_language")
Key = tuple[str, str]  # measure, field
BREAKAGES: dict[str, set[Key]] = {  # what each shows in
    "byline gone": {("fill_rate", "byline"), ("fill_rate", "authors")},
    "body halved": {("typical_words", "")},
    "dates shifted": {("lag_hours", ""), ("recent_share", "")},
    "volume ×0": {("volume", "")},
    "volume ×5": {("volume", "")},
    "headline suffix added": {("headline_suffix_share", "")},
}
SHIFTS = (1, 2, 7, 31, -1, -2)  # days


@dataclass
class Publisher:
    """What is typical of one publisher, and what breaks there, on which day."""

    volume: float
    weekend: float
    noise: float
    fill: dict[str, float]
    words: float
    words_spread: float
    lag: float
    old: float
    wobble: float  # of shares, from run to run, on the scale of log odds
    breakage: str = ""
    day: int = DAYS
    shift: int = 0
    history: dict[Key, list[Point]] = field(default_factory=lambda: defaultdict(list))


def invent(rng: random.Random, breakage: str) -> Publisher:
    fill = {name: rng.choice((0.0, 1.0, rng.uniform(0.02, 0.98), rng.uniform(0.9, 1.0))) for name in FIELDS}
    fill["byline"] = fill["authors"] = rng.uniform(0.75, 1.0)
    return Publisher(
        math.exp(rng.uniform(math.log(5), math.log(300))), rng.uniform(0.3, 1.0), rng.uniform(0.02, 0.25), fill,
        rng.uniform(250, 800), rng.uniform(0.3, 0.6), rng.uniform(2, 14), rng.uniform(0, 0.1), rng.uniform(0, 0.4),
        breakage, rng.randrange(LEARNT, DAYS - 2) if breakage else DAYS, rng.choice(SHIFTS),
    )  # fmt: skip


def poisson(rng: random.Random, mean: float) -> int:
    if mean > 50:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def wobbled(rng: random.Random, share: float, wobble: float) -> float:
    if share in (0.0, 1.0):
        return share
    return 1 / (1 + math.exp(-(math.log(share / (1 - share)) + rng.gauss(0, wobble))))


def run_of(rng: random.Random, publisher: Publisher, day: int) -> Iterator[tuple[Key, float | None, int, float | None]]:
    """(measure and field, value, records, spread) of one run, as warehouse.profiles measures them."""
    broken = publisher.breakage if day >= publisher.day else ""
    started = FIRST + timedelta(days=day)
    mean = publisher.volume * (publisher.weekend if started.weekday() > 4 else 1.0)
    mean *= math.exp(rng.gauss(0, publisher.noise)) * {"volume ×0": 0, "volume ×5": 5}.get(broken, 1)
    n = poisson(rng, mean)
    rejected, quarantined = (sum(rng.random() < share for _ in range(n)) for share in (0.02, 0.01))
    yield ("volume", ""), float(n), n, None
    yield ("rejected_share", ""), rejected / (n + rejected) if n + rejected else None, n + rejected, None
    if not n:
        return
    yield ("quarantined_share", ""), quarantined / n, n, None
    for name, usual in publisher.fill.items():
        share = wobbled(rng, usual, publisher.wobble)
        if broken == "byline gone" and name in ("byline", "authors"):
            share = rng.uniform(0, 0.03)
        yield ("fill_rate", name), sum(rng.random() < share for _ in range(n)) / n, n, None
    length = math.log(publisher.words) + rng.gauss(0, 0.05)
    words = [rng.gauss(length, publisher.words_spread) for _ in range(n)]
    if broken == "body halved":
        words = [w - math.log(2) for w in words]
    yield ("typical_words", ""), math.exp(trimmed(words)), n, spread(words)
    fresh = publisher.lag + rng.gauss(0, 0.5) - 6
    lags = [
        fresh + rng.triangular(0, 24, 4) if rng.random() > publisher.old else rng.uniform(24, 24 * 90) for _ in range(n)
    ]
    if broken == "dates shifted":
        lags = [lag + 24 * publisher.shift for lag in lags]
    recent = [lag for lag in lags if lag < 24 * 30]
    yield ("recent_share", ""), len(recent) / n, n, None
    yield ("lag_hours", ""), statistics.median(recent) if recent else None, len(recent), spread(recent)
    share = rng.uniform(0.9, 1.0) if broken == "headline suffix added" else 0.0
    same = sum(rng.random() < share for _ in range(n))
    yield ("headline_suffix_share", ""), (same if same > 1 else rng.choice((0, 0, 0, 2 if n > 10 else 0))) / n, n, None
    yield ("truncated_share", ""), sum(rng.random() < 0.02 for _ in range(n)) / n, n, None


def trimmed(values: list[float]) -> float:
    """The mean of what lies between the tenth and the ninetieth percentile."""
    low, high = quantile(values, 0.1), quantile(values, 0.9)
    return statistics.fmean([value for value in values if low <= value <= high] or values)


def quantile(values: list[float], share: float) -> float:
    """As SQL's quantile_cont gives it."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    return ordered[low] + (place - low) * (ordered[min(low + 1, len(ordered) - 1)] - ordered[low])


def spread(values: list[float]) -> float | None:
    """Half of the distance between the 16th and the 84th percentile."""
    return (quantile(values, 0.84) - quantile(values, 0.16)) / 2 if len(values) > 1 else None


@dataclass
class Score:
    """planted and caught: by kind of breakage; alarms: on clean publisher-days, by measure."""

    planted: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, float, int, int]] = field(default_factory=list)
    clean_days: int = 0
    alarm_days: int = 0
    alarms: Counter[Key] = field(default_factory=Counter)


def simulate(seed: int, score: Score, settings: Drift = Drift()) -> None:  # noqa: B008 - a tuple
    """One home: 20 publishers, of which 12 break, two of each kind."""
    rng = random.Random(seed)
    kinds = [*BREAKAGES, *BREAKAGES]
    for index in range(PUBLISHERS):
        publisher = invent(rng, kinds[index] if index < len(kinds) else "")
        found = {day: set(alarms(rng, publisher, day, settings)) for day in range(DAYS)}
        for day in range(min(publisher.day, DAYS)):
            score.clean_days += 1
            score.alarm_days += bool(found[day])
            score.alarms.update(found[day])
        if publisher.breakage:
            score.planted[publisher.breakage] += 1
            signs = BREAKAGES[publisher.breakage]
            first, second = (bool(found[publisher.day + step] & signs) for step in (0, 1))
            score.first[publisher.breakage] += first
            score.caught[publisher.breakage] += first or second
            if not (first or second):
                score.missed.append((publisher.breakage, publisher.volume, publisher.shift, publisher.day % 7))


def alarms(rng: random.Random, publisher: Publisher, day: int, settings: Drift) -> Iterator[Key]:
    """The measures that breach their bands on that day; the day becomes history."""
    for key, value, records, among in run_of(rng, publisher, day):
        history = publisher.history[key]
        now = Point(FIRST + timedelta(days=day), value, records, among)
        found = compare(key[0], now, history, settings)
        breach = found.band is not None and value is not None and not found.band.low <= value <= found.band.high
        if value is not None:
            history.append(now._replace(is_breach=breach, usual=found.band.usual if found.band else None))
        if breach:
            yield key


def main(seeds: int) -> None:
    score = Score()
    for seed in range(seeds):
        simulate(seed, score)
    for kind in BREAKAGES:
        planted = score.planted[kind]
        print(f"{kind:24} planted {planted:5}  caught in its first run {score.first[kind] / planted:6.1%}  "
              f"first or second {score.caught[kind] / planted:6.1%}")  # fmt: skip
    print(f"alarms on {score.alarm_days} of {score.clean_days} clean publisher-days: "
          f"{100 * score.alarm_days / score.clean_days:.2f} in 100")  # fmt: skip
    for key, count in score.alarms.most_common():
        print(f"    {' '.join(key):30} {count}")
    for kind, volume, shift, weekday in score.missed[:30]:
        print(f"    missed: {kind}, {volume:.0f} a day, shift {shift}, weekday {weekday}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
