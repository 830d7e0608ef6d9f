"""Were social-media posts told from the article, and read right?"""

from __future__ import annotations

from functools import partial

from expectations.checks import at_most, between, given, matches, never
from expectations.spec import INFO, WARNING, Expectation

FIRST_POST = "2004-02-04"  # the day on which the oldest of the platforms opened


_embeds = partial(Expectation, "embeds")

EXPECTATIONS = (
    _embeds("embeds_are_not_empty", "is_empty", WARNING, "Every embed has words or an address.",
            "Is there a post?", never()),
    _embeds("embeds_are_short_enough", "text_characters", WARNING,
            "No embed's text has over {max_value} characters.",
            "Does the post end where it should?", at_most()),
    _embeds("embeds_are_not_newer_than_the_article", "days_after_article", WARNING,
            "No post is more than {max_value} day newer than the last day the article can be of.",
            "Is the article's date right?", at_most()),
    _embeds("embeds_are_not_too_old", "posted_on", WARNING,
            "No post is older than the platforms.", "Was the post's date read right?", between(minimum=FIRST_POST)),
    _embeds("embeds_have_authors", "author_name", INFO, "Every embed names its author.", "Whose words are these?",
            given()),
    _embeds("embed_handles_are_handles", "author_handle", WARNING,
            "A handle is letters, digits, dots, hyphens and underscores, without @.",
            "Can the account be found?", matches(r"^[\w.\-]+$")),
    _embeds("embed_addresses_are_addresses", "url", WARNING,
            "An embed's address begins with a scheme or a domain and holds no blanks.",
            "Can the post be found?", matches(r"^(?:[a-z]+://|//)?[\w\-]+\.[\w\-]\S*$")),
)  # fmt: skip
