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
from expectations.language_facts import fits_words
from expectations.site_name import names_publisher
from expectations.wordlists import not_people

Columns = dict[str, Any]

PARTICLE = 5  # letters of the longest particles of names: "della", "sobre"
_IN_BRACKETS = re.compile(r"\([^()]*\)")  # the agency, in "BAGHDAD (Reuters) -" and in "(CNN)"


def identity_facts(articles: Sequence[ArticleFacts]) -> Columns:
    """article_id: the identity that the writer will give the record, see schemas.column.ARTICLE_ID."""
    return {"article_id": objects([hashlib.sha256(article.data).hexdigest()[:32] for article in articles])}


def body_facts(rows: Rows, split: Sequence[list[str]]) -> Columns:
    """Facts on the body, `split` into its paragraphs.

    words; characters; characters_per_word; damaged_characters and damaged_share of all characters; markup, code and
    control characters left in it; the longest word and the share of letters (both null for scripts without blanks, or
    for an empty body); the share of its characters that is one paragraph said again and again, and that repeats any
    paragraph; paragraphs whose quotation marks do not pair up; whether it ends like a sentence; the script and
    whether the language is written in it, and whether the words are that language's; whether it may be, and whether it
    is, nothing but a notice of the page's, or ends with one; lines that lead to other articles; whether it begins in
    the middle of a sentence; whether it is no more than a headline, or than the abstract.
    """
    bodies = [body or "" for body in rows.columns["article_body"]]
    counted = [text.words(b, count or 0) for b, count in zip(bodies, rows.columns["word_count"], strict=True)]
    lengths = [len(body) for body in bodies]
    damaged = [text.damaged_characters(body) for body in bodies]
    scripts = [text.script(body) for body in bodies]
    spaced = [script not in text.UNSPACED_SCRIPTS for script in scripts]
    repeated = [text.repeated_shares(paragraphs) for paragraphs in split]
    doubled = [text.doubled_share(body) for body in bodies]
    noticed = list(map(text.notices, split, counted))
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
        "control_characters": numbers(list(map(text.control_characters, bodies))),
        "longest_word": numbers([
            text.longest_word(body) if blanks and body else None for body, blanks in zip(bodies, spaced, strict=True)
        ]),
        "letter_share": numbers([text.letter_share(body) for body in bodies]),
        "one_paragraph_share": numbers([one for one, _ in repeated]),
        "repeated_share": numbers([max(again, whole) for (_, again), whole in zip(repeated, doubled, strict=True)]),
        "unbalanced_paragraphs": numbers([text.unbalanced_paragraphs(paragraphs) for paragraphs in split]),
        "ends_like_sentence": flags([text.ends_like_sentence(body) if body else None for body in bodies]),
        "body_script": objects(scripts),
        "language_fits_script": flags(list(map(text.fits_script, languages, scripts))),
        "language_fits_words": flags(list(map(fits_words, languages, bodies))),
        "body_may_be_notice": flags([may for may, _ in noticed]),
        "body_is_notice": flags([is_one for _, is_one in noticed]),
        "ends_with_notice": flags([
            not may and text.ends_with_notice(paragraphs[-1])
            for (may, _), paragraphs in zip(noticed, split, strict=True)
        ]),
        "teaser_lines": numbers([text.teaser_lines(paragraphs) for paragraphs in split]),
        "only_a_headline": flags([
            headline is None and len(paragraphs) == 1 and blanks and text.is_headline(body)
            for headline, paragraphs, blanks, body in zip(rows.columns["headline"], split, spaced, bodies, strict=True)
        ]),
        "begins_mid_sentence": flags([body[:1].islower() for body in bodies]),
        "body_is_abstract": flags([
            None if abstract is None else abstract == body
            for abstract, body in zip(rows.columns["abstract"], bodies, strict=True)
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
            sum(names_publisher(name, publisher) for name in names)
            for names, publisher in zip(lowered, publishers, strict=True)
        ]),
        "authors_like_sentences": numbers([sum(map(_is_sentence, names)) for names in authors]),
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


def _is_sentence(name: str) -> bool:
    """Whether a name has words that no name has: two in small letters, and no particles ("van", "della")."""
    words = name.split()
    return len(words) > 2 and sum(word.islower() and len(word) > PARTICLE for word in words) > 1
