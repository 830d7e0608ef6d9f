"""Facts on articles: the body, the headline, and who is credited. One list a column, one entry an article.

A fact that an article cannot have (the headline's length where there is no headline) is null: no expectation but
one that asks for a value fails on it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any

import expectations.text_facts as text
from expectations.article import ArticleFacts
from expectations.columns import Rows, flags, numbers, objects
from expectations.wordlists import not_people

Columns = dict[str, Any]

_IN_BRACKETS = re.compile(r"\([^()]*\)")  # the agency, in "BAGHDAD (Reuters) -" and in "(CNN)"


def identity_facts(articles: Sequence[ArticleFacts]) -> Columns:
    """article_id: the identity that the writer will give the record, see schemas.column.ARTICLE_ID."""
    return {"article_id": objects([hashlib.sha256(article.data).hexdigest()[:32] for article in articles])}


def body_facts(rows: Rows) -> Columns:
    """Facts on the body.

    words; characters; characters_per_word; damaged_characters and damaged_share of all characters; markup, code and
    control characters left in it; the longest word and the share of letters (both null for scripts without blanks, or
    for an empty body); the share of its characters that is one paragraph said again and again, and that repeats any
    paragraph; paragraphs whose quotation marks do not pair up; whether it ends like a sentence; the script and
    whether the language is written in it; whether it is nothing but boilerplate.
    """
    bodies = [body or "" for body in rows.columns["article_body"]]
    split = [body.split("\n\n") for body in bodies]
    counted = [text.words(b, count or 0) for b, count in zip(bodies, rows.columns["word_count"], strict=True)]
    lengths = [len(body) for body in bodies]
    damaged = [text.damaged_characters(body) for body in bodies]
    scripts = [text.script(body) for body in bodies]
    spaced = [script not in text.UNSPACED_SCRIPTS for script in scripts]
    repeated = [text.repeated_shares(paragraphs) for paragraphs in split]
    languages = rows.columns["in_language"]
    return {
        "words": numbers(counted),
        "characters": numbers(lengths),
        "characters_per_word": numbers([
            length / count if count and blanks else None
            for length, count, blanks in zip(lengths, counted, spaced, strict=True)
        ]),
        "damaged_characters": numbers(damaged),
        "damaged_share": numbers([d / length if length else 0.0 for d, length in zip(damaged, lengths, strict=True)]),
        "markup_remnants": numbers([text.markup_remnants(body) for body in bodies]),
        "holds_code": flags([text.holds_code(body) for body in bodies]),
        "control_characters": numbers([text.control_characters(paragraphs) for paragraphs in split]),
        "longest_word": numbers([
            text.longest_word(body) if blanks and body else None for body, blanks in zip(bodies, spaced, strict=True)
        ]),
        "letter_share": numbers([text.letter_share(body) for body in bodies]),
        "one_paragraph_share": numbers([one for one, _ in repeated]),
        "repeated_share": numbers([again for _, again in repeated]),
        "unbalanced_paragraphs": numbers([text.unbalanced_paragraphs(paragraphs) for paragraphs in split]),
        "ends_like_sentence": flags([text.ends_like_sentence(body) if body else None for body in bodies]),
        "body_script": objects(scripts),
        "language_fits_script": flags(list(map(text.fits_script, languages, scripts))),
        "body_is_boilerplate": flags(list(map(text.body_is_boilerplate, split, counted))),
    }  # fmt: skip


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
            None if headline is None else len(headline) > 10 and (body or "").startswith(headline)
            for headline, body in zip(headlines, bodies, strict=True)
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
        "only_boilerplate": flags([
            notice is not False and empty
            for notice, empty in zip(notices, body["body_is_boilerplate"].tolist(), strict=True)
        ]),
    }  # fmt: skip


def credit_facts(rows: Rows) -> Columns:
    """Facts on byline, authors and dateline: how many authors are no persons, and why; lengths in characters."""
    agencies, other_words = not_people()
    authors = [names or () for names in rows.columns["authors"]]
    lowered = [[name.lower() for name in names] for names in authors]
    publishers = [(publisher or "").lower() for publisher in rows.columns["publisher"]]
    credits_ = zip(rows.columns["byline"], authors, rows.columns["credit"], strict=True)
    return {
        "author_count": numbers([len(names) for names in authors]),
        "longest_author": numbers([max(map(len, names), default=None) for names in authors]),
        "authors_with_digits": numbers([sum(text.has_digit(name) for name in names) for names in authors]),
        "authors_with_address": numbers([
            sum("@" in name or "://" in name or ".com" in name or "www." in name for name in names)
            for names in lowered
        ]),
        "authors_naming_publisher": numbers([
            sum(name == publisher for name in names) for names, publisher in zip(lowered, publishers, strict=True)
        ]),
        "authors_naming_agency": numbers([sum(name in agencies for name in names) for names in lowered]),
        "authors_with_other_words": numbers([
            sum(not other_words.isdisjoint(name.split()) and name not in agencies for name in names)
            for names in lowered
        ]),
        "authors_repeated": numbers([len(names) - len(set(names)) for names in lowered]),
        "byline_characters": numbers([None if b is None else len(b) for b in rows.columns["byline"]]),
        "byline_unresolved": flags([
            None if byline is None else not names and credit is None for byline, names, credit in credits_
        ]),
        "dateline_characters": numbers([None if d is None else len(d) for d in rows.columns["dateline"]]),
        "dateline_without_place": flags([
            None if dateline is None else place is None and text.has_letters(_IN_BRACKETS.sub("", dateline))
            for dateline, place in zip(rows.columns["dateline"], rows.columns["dateline_place"], strict=True)
        ]),
    }  # fmt: skip
