"""Who wrote it, and where? Byline, authors and dateline."""

from __future__ import annotations

from functools import partial

from expectations.checks import at_most, between, never
from expectations.spec import INFO, WARNING, Expectation

_credit = partial(Expectation, "articles")

EXPECTATIONS = (
    _credit("authors_have_no_digits", "authors_with_digits", WARNING, "No author's name has a digit.",
            "Is it a name, and not a date or a number?", between(maximum=0)),
    _credit("authors_are_no_addresses", "authors_with_address", WARNING,
            "No author is an e-mail or web address or a handle.",
            "Is it a name, and not how to reach someone?", between(maximum=0)),
    _credit("authors_are_not_the_publisher", "authors_naming_publisher", WARNING,
            "No author is the publisher, or a part of it.",
            "Is a person credited, and not the paper?", between(maximum=0)),
    _credit("authors_are_no_agencies", "authors_naming_agency", WARNING,
            "No author is a news agency; agencies stand in `credit`.",
            "Is a person credited, and not an agency?", between(maximum=0)),
    _credit("authors_are_people", "authors_with_other_words", WARNING,
            "No author is a desk, a role or a team.",
            "Is it somebody's name?", between(maximum=0)),
    _credit("authors_are_no_sentences", "authors_like_sentences", WARNING,
            "No author's name has several words in small letters.",
            "Is it a name, and not what is said of somebody?", between(maximum=0)),
    _credit("authors_are_named_once", "authors_repeated", WARNING, "No author is named twice.",
            "How many people wrote it?", between(maximum=0)),
    _credit("authors_are_few_enough", "author_count", WARNING, "At most {max_value} authors are named.",
            "Are these the writers, and not a mailing list?", at_most()),
    _credit("authors_are_short_enough", "longest_author", WARNING,
            "No author's name has over {max_value} characters.",
            "Is it a name, and not a sentence?", at_most()),
    _credit("byline_is_short_enough", "byline_characters", WARNING, "The byline has at most {max_value} characters.",
            "Is it a byline, and not a paragraph?", at_most()),
    _credit("byline_is_resolved", "byline_unresolved", INFO, "Every byline names an author or an agency.",
            "Who does the byline credit?", never()),
    _credit("dateline_has_place", "dateline_without_place", WARNING,
            "Every dateline that is more than an agency in brackets names a place.",
            "Where was it reported from?", never()),
    _credit("dateline_is_short_enough", "dateline_characters", WARNING,
            "The dateline has at most {max_value} characters.",
            "Is it a dateline, and not the first sentence?", at_most()),
)  # fmt: skip
