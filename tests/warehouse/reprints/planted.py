"""A planted set: invented stories, prints of them as papers would make them, and stories that only look alike."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from tests.benchmarks.corpus import paragraphs

RARE_WORDS = 20_000
HOUSE_NOTICES = 40
LEFT = 0.4  # what is left of an article that is cut


class Print(NamedTuple):
    """An article; those with the same `story` are prints of one another."""

    body: str
    story: int
    kind: str

    @property
    def article_id(self) -> str:
        return hashlib.sha256(f"{self.kind}|{self.story}|{self.body}".encode()).hexdigest()[:32]


@cache
def common_words() -> list[str]:
    """The words of the example articles, as often as they stand there."""
    return [word.strip('.,"“”()') for text in paragraphs()[1] for word in text.split() if word.islower()]


@cache
def rare_words() -> list[str]:
    """Invented words: the long tail of a language."""
    rng = random.Random(7)
    syllables = [
        a + b for a in "b br d f g k l m n p r s st t tr v".split() for b in "a e i o u an el er in or".split()
    ]
    return ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(RARE_WORDS)]


def sentence(rng: random.Random) -> str:
    """8 to 30 words: common ones, some rare, a name or a number here and there."""
    words = []
    for _ in range(rng.randint(8, 30)):
        chance = rng.random()
        if chance < 0.80:
            words.append(rng.choice(common_words()))
        elif chance < 0.92:
            words.append(rare_words()[int(RARE_WORDS * rng.random() ** 3)])
        elif chance < 0.97:
            words.append(rng.choice(rare_words()).capitalize())
        else:
            words.append(f"{rng.randint(2, 9_999):,}")
    return " ".join([words[0].capitalize(), *words[1:]]) + "."


def paragraph(rng: random.Random) -> str:
    return " ".join(sentence(rng) for _ in range(rng.randint(1, 3)))


def story(rng: random.Random, size: int = 3_000) -> list[str]:
    """The paragraphs of a story of `size` characters."""
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        parts.append(paragraph(rng))
    return parts


@cache
def notices() -> list[str]:
    """What papers print under many articles."""
    rng = random.Random(11)
    return [paragraph(rng) for _ in range(HOUSE_NOTICES)]


def edited(rng: random.Random, parts: Sequence[str], share: float | None = None) -> list[str]:
    """Some words replaced, dropped or added."""
    share = rng.uniform(0.02, 0.10) if share is None else share

    def word(old: str) -> str:
        chance = rng.random()
        if chance >= share:
            return old
        new = rng.choice(common_words())
        return "" if chance < share / 4 else f"{old} {new}" if chance < share / 2 else new

    return [" ".join(filter(None, map(word, part.split()))) for part in parts]


def with_notices(rng: random.Random, parts: Sequence[str]) -> list[str]:
    own = [
        *parts,
        *rng.sample(notices(), rng.randint(1, 3)),
        "Copyright 2024 The Associated Press. All rights reserved.",
    ]
    own.insert(rng.randint(1, len(parts)), "Read more: " + sentence(rng))
    return own


def cut(rng: random.Random, parts: Sequence[str]) -> list[str]:
    """The first 40 % of the text, ended inside a paragraph."""
    text = "\n\n".join(parts)
    return text[: int(len(text) * LEFT)].split("\n\n")


def merged(rng: random.Random, parts: Sequence[str]) -> list[str]:
    """Fewer, longer paragraphs."""
    own, rest = [], list(parts)
    while rest:
        number = rng.randint(2, 4)
        own.append(" ".join(rest[:number]))
        rest = rest[number:]
    return own


def wired(rng: random.Random, parts: Sequence[str]) -> list[str]:
    """With dateline and tail, as an agency sends it."""
    tail = "(Reporting by Ada Lindqvist and Jon Berg; Editing by Mia Roth)"
    return [f"LINDHOLM, March {rng.randint(1, 28)} (Reuters) - {parts[0]}", *parts[1:-1], f"{parts[-1]} {tail}"]


def shouted(rng: random.Random, parts: Sequence[str]) -> list[str]:
    """Other quotation marks and blanks, and the opening in capitals."""
    return [" ".join(parts[0].split()[:4]).upper() + " " + " ".join(parts[0].split()[4:]) + " ", *parts[1:]]


def cut_and_merged(rng: random.Random, parts: Sequence[str]) -> list[str]:
    return merged(rng, cut(rng, edited(rng, parts, 0.02)))


def cut_with_notices(rng: random.Random, parts: Sequence[str]) -> list[str]:
    return with_notices(rng, cut(rng, parts))


KINDS: tuple[Callable[[random.Random, Sequence[str]], list[str]], ...] = (
    edited, with_notices, cut, merged, wired, shouted, cut_and_merged, cut_with_notices,
)  # fmt: skip


def planted(stories: int, copies: int, seed: int = 1) -> list[Print]:
    """`stories` originals, each with `copies` prints of kinds that follow one another."""
    rng = random.Random(seed)
    found = []
    for number in range(stories):
        parts = story(rng, rng.randint(1_200, 4_500))
        found.append(Print("\n\n".join(parts), number, "original"))
        for copy in range(copies):
            kind = KINDS[(number + copy) % len(KINDS)]
            found.append(Print("\n\n".join(kind(rng, parts)), number, kind.__name__))
    return found


def forms(number: int, seed: int = 2, *, first_story: int = 1_000_000) -> list[Print]:
    """Reports written to a form: the same sentences with other figures and names, each a story of its own."""
    rng = random.Random(seed)
    found = []
    patterns = [[_pattern(rng) for _ in range(rng.randint(10, 20))] for _ in range(max(1, number // 25))]
    for index in range(number):
        filled = [_filled(rng, pattern) for pattern in patterns[index % len(patterns)]]
        text = "\n\n".join(" ".join(filled[i : i + 3]) for i in range(0, len(filled), 3))
        found.append(Print(text, first_story + index, "form"))
    return found


def _pattern(rng: random.Random) -> str:
    words = sentence(rng).rstrip(".").split()
    for blank in ("{number}", "{name}", "{number}")[: rng.randint(1, 3)]:
        words.insert(rng.randint(1, len(words)), blank)
    return " ".join(words) + "."


def _filled(rng: random.Random, pattern: str) -> str:
    return " ".join(
        word.replace("{number}", f"{rng.randint(1, 999)}.{rng.randint(0, 9)}").replace(
            "{name}", rng.choice(rare_words()).capitalize()
        )
        for word in pattern.split()
    )


def sequels(prints: Sequence[Print], number: int, seed: int = 3, *, first_story: int = 2_000_000) -> list[Print]:
    """New stories that repeat a third of an old one as background."""
    rng = random.Random(seed)
    originals = [item for item in prints if item.kind == "original"][:number]
    found = []
    for index, item in enumerate(originals):
        old = item.body.split("\n\n")
        background = old[-max(1, len(old) // 3) :]
        new = story(rng, 2 * sum(map(len, background)))
        found.append(Print("\n\n".join([*new, *background]), first_story + index, "sequel"))
    return found
