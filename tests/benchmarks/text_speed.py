"""How fast raw text becomes fields: `python -m tests.benchmarks.text_speed [FOLDER]`.

Prints articles and megabytes a CPU-second, all fields, parsed in groups as an ingest may do and one by one, and
milliseconds an article by family. The articles are those of FOLDER that have about 3 kB, or else generated: prose as
agencies write it, names and figures new in each. What is timed has not been parsed before; only the program is warm.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from unittest.mock import patch

from flows.parse import assemble
from flows.parse.assemble import Found
from flows.parse.model import RawRecord, Rejection

SIZE = 3_000  # bytes
NUMBER = 1_280
SLICE = 64
FAMILIES = (
    "structured", "body_of", "embeds", "_describe", "dateline", "_credit", "_date", "_language", "word_count",
    "is_truncated", "body_evidence", "mentions", "quotes", "quantities", "time_expressions",
)  # fmt: skip

_SYLLABLES = "ba den fer gol har kin lo mar nes pol quin ros sel tor ul vas wen yar zim".split()
_GIVEN = "Anna Boris Carla David Elena Frank Greta Henry Irene James Karen Louis Maria Nadia Oscar Paula".split()
_ROLES = ("Mayor", "Health Minister", "police spokesman", "union leader", "Prof.", "chief executive", "Sen.")
_JOBS = ("director", "a spokeswoman", "the head")
_PLACES = "Oslo Lisbon Nairobi Chicago Warsaw Manila Bogota Cairo Leeds Hamburg Osaka Quito".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_THINGS = "ferries households buses school places flood barriers wind turbines claims hospital beds".split()
# P and Q are persons, C a place, D a weekday, N a number, T things that are counted, O an organisation.
_HEADLINES = ("{C} council puts off vote on {T}", "{O} to cut {N} jobs in {C}", "Storm leaves {N} without power in {C}")
_PARAGRAPHS = (
    "The council of {C} voted on {D} to put off the plan for {N} new {T} until the autumn, after a debate that went on "
    "past midnight and ended with several members leaving the chamber.",
    "“We have waited long enough, and nobody has told us what it will cost,” said {R} {P}, who has led the talks since "
    "2019. “That has to end.”",
    '"The figures do not add up," {Q} told reporters outside the town hall. "{O} knows that as well as I do."',
    "{Q} said the decision was “a step backwards” for the region, where about {N} people depend on the harbour.",
    "According to {O}, at least {N} {T} were damaged between March 3 and March 9, most of them in the north of {C}.",
    "{P}, {A} of {O}, declined to comment, but an internal note seen by this newspaper puts the loss at ${N} million.",
    "The price of a ticket would rise by 4.5 percent next year, from €{N} to more than twice that, the operator said.",
    "It was not clear on {D} whether the agreement would hold. Similar promises were made last year and came to "
    "little.",
    "Rain is expected to move in from the west overnight, and the river, which rose by two metres within a day, may "
    "reach the level at which the lower streets have to be closed to traffic.",
    "Residents said that they had seen the water come over the wall in the early hours. Many had already left with "
    "what they could carry, and spent the night in a gymnasium that the {O} had opened for them.",
    "{Q} rejected that. “Nobody in {C} was asked,” he said, “and nobody will be.”",
    "A court in {C} is to rule on the matter by the end of the month; {Q}'s lawyer, {P}, said an appeal was likely.",
)

Texts = list[Found]


def generated(number: int, seed: int = 1) -> Texts:
    """As many articles, the same for the same seed."""
    rng = random.Random(seed)
    return [Found(RawRecord("file", 0, _article(rng).encode()), "plain_text", f"{i:06}.txt") for i in range(number)]


def _article(rng: random.Random) -> str:
    cast = [f"{rng.choice(_GIVEN)} {_coined(rng)}" for _ in range(5)]
    bodies = [f"{_coined(rng)} {kind}" for kind in ("Council", "Group", "University")]

    def filled(template: str) -> str:
        person = rng.choice(cast)
        return template.format(
            P=person, Q=person.split()[1], R=rng.choice(_ROLES), A=rng.choice(_JOBS),
            C=rng.choice(_PLACES), D=rng.choice(_DAYS), N=f"{rng.randint(3, 90_000):,}", T=rng.choice(_THINGS),
            O=rng.choice(bodies),
        )  # fmt: skip

    paragraphs = [filled(rng.choice(_HEADLINES)), f"By {cast[0]}"]
    while sum(map(len, paragraphs)) < SIZE:
        paragraphs.append(filled(rng.choice(_PARAGRAPHS)))
    return "\n\n".join(paragraphs) + "\n"


def _coined(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=3)).capitalize()


def stored(folder: Path, number: int) -> Texts:
    """Those of the folder's texts that have about 3 kB, mixed."""
    files = [path for path in sorted(folder.rglob("*.txt")) if abs(path.stat().st_size - SIZE) <= SIZE // 6]
    random.Random(1).shuffle(files)
    return [Found(RawRecord("file", 0, path.read_bytes()), "plain_text", str(path)) for path in files[:number]]


def _in_groups(articles: Sequence[Found]) -> float:
    """CPU-seconds."""
    started = time.process_time()
    for group in assemble.grouped(articles, lambda found: len(found.record.data)):
        for outcome in assemble.parse_together(group):
            if isinstance(outcome, Rejection):
                raise ValueError(f"{outcome.message}; valid are readable articles")
    return time.process_time() - started


def _one_by_one(articles: Sequence[Found]) -> float:
    started = time.process_time()
    for found in articles:
        assemble.parse(*found)
    return time.process_time() - started


@contextmanager
def _timed(taken: dict[str, float]) -> Iterator[None]:
    """Adds what each family takes, in CPU-seconds, while it is open."""

    def measured(name: str, work: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **named: object) -> object:
            started = time.process_time()
            try:
                return work(*args, **named)
            finally:
                taken[name] += time.process_time() - started

        return call

    with ExitStack() as stack:
        for name in FAMILIES:
            stack.enter_context(patch.object(assemble, name, measured(name, getattr(assemble, name))))
        yield


def main(folder: str | None = None) -> None:
    articles = stored(Path(folder), NUMBER) if folder else generated(NUMBER)
    slices = [articles[start : start + SLICE] for start in range(0, len(articles) - SLICE + 1, SLICE)]
    if len(slices) < 4:
        sys.exit(f"{len(articles)} texts of about {SIZE:,} bytes; valid is a folder with {4 * SLICE} or more")
    _in_groups(slices[0])
    size = sum(len(found.record.data) for found in articles) / len(articles)
    print(f"{len(articles):,} articles of {size:,.0f} bytes")
    for name, work, every in (("in groups", _in_groups, slices[1::3]), ("one by one", _one_by_one, slices[2::3])):
        rates = [SLICE / work(part) for part in every]
        middle = median(rates)
        print(f"{name:11}{middle:6,.0f} articles/CPU-s (best {max(rates):,.0f}), {middle * size / 1e6:.2f} MB/CPU-s")
    taken: dict[str, float] = defaultdict(float)
    rest = slices[3::3]
    with _timed(taken):
        taken["the rest"] = sum(map(_in_groups, rest)) - sum(taken.values())
    for name, seconds in sorted(taken.items(), key=lambda item: -item[1]):
        print(f"  {name.strip('_'):18}{1_000 * seconds / (SLICE * len(rest)):8.3f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:2])
