"""Facts that only a batch can tell: what an article has from the page around it, because other articles have it too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from expectations.article_facts import Columns
from expectations.columns import Rows, flags, numbers
from expectations.site_name import letters, site_letters

MANY = 5  # bodies with the same paragraph, or headlines with the same end
SHARE = 0.02  # of a batch's headlines; fewer share an end by chance
LINE = range(25, 251)  # characters of a paragraph that may be a notice or a teaser
TITLE = 25  # characters; shorter headlines are also names of columns
_BORDER = re.compile(r"\s(?:[|–—·»:-]|::)\s|\s?\|\s?")
_SITE_WORDS = 5  # of a site's name
_NAME = 3  # letters


def shared_facts(rows: Rows, paragraphs: Sequence[list[str]]) -> Columns:
    """One entry an article. paragraphs_of_others: short ones that stand in many bodies of the batch, where they are the
    lesser part of this one (copies of an article share all of them); headlines_of_others: paragraphs that are another
    article's headline; headline_names_publisher: the headline goes on with the publisher's name, or with the same
    words as many others.
    """
    headlines = [headline or "" for headline in rows.columns["headline"]]
    return {
        "paragraphs_of_others": numbers(_of_many(paragraphs)),
        "headlines_of_others": numbers(_of_others(headlines, paragraphs)),
        "headline_names_publisher": flags(_with_site(headlines, rows.columns["publisher"])),
    }


def _of_many(bodies: Sequence[list[str]]) -> list[int]:
    once = {tuple(body) for body in bodies}
    if len(once) < MANY:
        return [0] * len(bodies)
    lines = Counter(chain.from_iterable({p for p in body if len(p) in LINE} for body in once))
    common = {line for line, count in lines.items() if count >= MANY}
    found = [0 if common.isdisjoint(body) else sum(map(common.__contains__, body)) for body in bodies]
    return [count if 2 * count < len(body) else 0 for count, body in zip(found, bodies, strict=True)]


def _of_others(headlines: Sequence[str], bodies: Sequence[list[str]]) -> list[int]:
    titles = {headline for headline in headlines if len(headline) >= TITLE and headline.count(" ") > 2}
    return [
        0 if titles.isdisjoint(body) else sum(line in titles and line != own for line in body)
        for own, body in zip(headlines, bodies, strict=True)
    ]


def _with_site(headlines: Sequence[str], publishers: Sequence[str | None]) -> list[bool | None]:
    """For each headline, whether its last part is a site's name; None where there is no headline."""
    ends = [_end(headline) for headline in headlines]
    counts = Counter(filter(None, ends))
    many = max(MANY, SHARE * sum(map(bool, headlines)))
    common = {end for end, count in counts.items() if count >= many}
    return [
        None if not headline else bool(end) and (end in common or _is_name(end, publisher))
        for headline, end, publisher in zip(headlines, ends, publishers, strict=True)
    ]


def _end(headline: str) -> str:
    """What follows the last bar, dash or colon between blanks, in letters alone; empty where none does."""
    borders = list(_BORDER.finditer(headline))
    if not borders or borders[-1].start() == 0:
        return ""
    end = headline[borders[-1].end() :]
    return letters(end) if end.count(" ") < _SITE_WORDS else ""


def _is_name(end: str, publisher: str | None) -> bool:
    name = site_letters(publisher)
    return len(name) >= _NAME and end.removeprefix("the") == name
