"""What the tests of statements share: a body made of paragraphs, the seed article, and hostile texts."""

from __future__ import annotations

import time
from collections.abc import Callable

from hypothesis import strategies as st

from flows.parse.model import Body, BodySpan

SEED = (
    "The United States is immediately deploying about 750 soldiers to the Middle East in response to the violent "
    "protests at the U.S. Embassy in Iraq, Defense Secretary Mark Esper said on Tuesday.",
    "Esper said in a statement he had authorized the deployment of an infantry battalion from the Immediate Response "
    "Force (IRF) of the 82nd Airborne Division. Apart from the immediate deployment, additional forces from the IRF "
    "are prepared to deploy over the next several days, he said.",
    '"This deployment is an appropriate and precautionary action taken in response to increased threat levels against '
    "U.S. personnel and facilities, such as we witnessed in Baghdad today,\" Esper's statement said.",
    "U.S. officials, speaking on condition of anonymity, said the 750 troops would initially be based out of Kuwait. "
    "The officials said that as many as 4,000 troops could be sent to the region in the coming days if needed.",
    "More than 5,000 U.S. troops are stationed in Iraq supporting local forces.",
    "Protesters angry about U.S. air strikes on Iraq hurled stones and torched a security post at the U.S. Embassy in "
    "Baghdad on Tuesday, setting off a confrontation with guards.",
    "The protests, led by Iranian-backed militias, posed a new foreign policy challenge for U.S. President Donald "
    "Trump, who faces re-election in 2020. He threatened to retaliate against Iran.",
)


def body(*paragraphs: str, kind: str = "paragraph") -> Body:
    """The paragraphs as one body, a blank line between them."""
    spans, position = [], 0
    for paragraph in paragraphs:
        spans.append(BodySpan(kind, position, position + len(paragraph)))
        position += len(paragraph) + 2
    return Body("\n\n".join(paragraphs), tuple(spans))


SIZE = 100_000
HOSTILE = {
    "quotation marks": '"' * SIZE,
    "quoted letters": '"a ' * (SIZE // 3),
    "apostrophes": "'" * SIZE,
    "at signs": "@" * SIZE,
    "digits": "1" * SIZE,
    "spaced digits": "1 " * (SIZE // 2),
    "dashed digits": "1-" * (SIZE // 2),
    "number words": "two " * (SIZE // 4),
    "said": "said " * (SIZE // 5),
    "spaces": " " * SIZE,
    "one word": "a" * SIZE,
    "capitals": "A" * SIZE,
    "parentheses": "(" * SIZE,
    "stops": "." * SIZE,
    "dashes": "—" * SIZE,
}

# Text as it comes: any character at all, and the words and signs that the rules look for, in any order.
_PIECES = (
    '"', "“", "”", "'", "‘", "’", "''", "«", "»", "„", " ", " ", " ", ". ", ", ", ": ", "—", "said", "told", "Ann Roe",
    "President", "Mr.", "he", "she",
    "according to ", "between", "and", "5", "1,000", "2019", "12", "three", "half", "a ",
    "million", "$", "€", "%", "percent", "people", "in",
    "March", "May", "Tuesday", "last week", "years ago", "today", "\n",
    "of", "Secretary of State", ", a professor of law,", "who", "İ", "ß", "½", "-", "(", ")", "1/2", "3-2", "'s",
)  # fmt: skip
ANY_TEXT = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of the quickest of four calls, so that a busy machine does not decide."""
    times = []
    for _ in range(4):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)
