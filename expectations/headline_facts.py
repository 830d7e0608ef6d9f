"""Facts on the headline: is it one, and is it that of this body? Null where there is none."""

from __future__ import annotations

import re
from typing import Any

import expectations.text_facts as text
from expectations.article_facts import Columns
from expectations.columns import Rows, flags, numbers, objects
from expectations.language_facts import headline_fits
from expectations.wordlists import function_words

_WORD = re.compile(r"[^\W\d_]{4,}")
ENOUGH = 40  # words of a body; one of fewer may leave out what the headline says
STEM = 6  # characters that forms of a word share
FEWEST_WORDS = 4  # of a headline, that its body might say; of fewer, all may be a play on words
_BEFORE = ("\n", '"', "“", "‘", "'", "’", "(", "-", "–", "—", "/", "[", "„", "«", "#", "@")
_DATELINE = re.compile(r"^[^\n]{0,80}?\s?[-–—]{1,2}\s")
SHORT = 10  # characters; a text may well begin with a headline of one word


def headline_facts(rows: Rows, body: Columns) -> Columns:
    """Facts on the headline, null where there is none; and only_boilerplate, on headline and body together."""
    headlines = rows.columns["headline"]
    bodies, languages = rows.columns["article_body"], rows.columns["in_language"]
    notices = [None if h is None else text.headline_is_boilerplate(h) for h in headlines]

    def each(fact: Any) -> list[Any]:
        return [None if headline is None else fact(headline) for headline in headlines]

    return {
        "headline_characters": numbers(each(len)),
        "headline_has_letters": flags(each(text.has_letters)),
        "headline_is_fragment": flags([
            None if headline is None else text.ends_like_fragment(headline, language)
            for headline, language in zip(headlines, languages, strict=True)
        ]),
        "headline_opens_body": flags([
            _opens(headline, body) for headline, body in zip(headlines, bodies, strict=True)
        ]),
        "headline_is_boilerplate": flags(notices),
        "headline_shouts": flags(each(lambda h: h.isupper() and h.count(" ") >= 3)),
        "headline_markup": numbers(each(text.markup_remnants)),
        "headline_has_address": flags(each(lambda h: "://" in h or "www." in h)),
        "headline_damaged_characters": numbers(each(text.damaged_characters)),
        "headline_names_site": flags(each(lambda h: " | " in h or " :: " in h)),
        "headline_lines": numbers(each(lambda h: h.count("\n") + 1)),
        "headline_script": objects(each(text.script)),
        "headline_is_doubled": flags([
            None if headline is None or other is None else headline == other
            for headline, other in zip(headlines, rows.columns["alternative_headline"], strict=True)
        ]),
        "headline_share_in_body": numbers([
            _share_said(*its) if words >= ENOUGH else None
            for *its, words in zip(headlines, bodies, languages, body["words"].tolist(), strict=True)
        ]),
        "headline_language_fits": flags([
            None if headline is None else headline_fits(language, headline)
            for headline, language in zip(headlines, languages, strict=True)
        ]),
        "only_boilerplate": flags([
            notice is not False and empty
            for notice, empty in zip(notices, body["body_may_be_notice"].tolist(), strict=True)
        ]),
    }  # fmt: skip


def _opens(headline: str | None, body: str | None) -> bool | None:
    """Whether a body begins with its headline, a dateline left out, or with what the headline is cut from."""
    if headline is None:
        return None
    start, body = headline.rstrip(" .…"), body or ""
    if len(start) <= SHORT:
        return False
    return body.startswith(start) or _DATELINE.sub("", body[: len(start) + 100], count=1).startswith(start)


def _share_said(headline: str | None, body: str | None, language: str | None) -> float | None:
    """The share of a headline's words, small ones left out, that its body says in one form or another.

    Where over half of them follow a blank, those after other marks are not counted.
    """
    if headline is None or not body:
        return None
    small = function_words().get((language or "en").split("-", 1)[0].lower(), frozenset())
    stems = {word[:STEM] for word in _WORD.findall(headline.casefold()) if word not in small}
    if len(stems) < FEWEST_WORDS:
        return None
    said = body.casefold()
    missing = [stem for stem in stems if f" {stem}" not in said]
    if 2 * len(missing) > len(stems):  # else enough is said, and the rest need not be looked for
        missing = [s for s in missing if not said.startswith(s) and not any(f"{mark}{s}" in said for mark in _BEFORE)]
    return (len(stems) - len(missing)) / len(stems)
