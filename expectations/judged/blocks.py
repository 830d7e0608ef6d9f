"""Is every part of the raw text accounted for, once, and as what it is?"""

from __future__ import annotations

from functools import partial

from expectations.checks import always, at_least, at_most, between
from expectations.spec import CRITICAL, INFO, WARNING, Expectation

_blocks = partial(Expectation, "articles")

EXPECTATIONS = (
    _blocks("blocks_do_not_overlap", "overlapping_characters", CRITICAL, "No character lies in two blocks.",
            "Is nothing counted twice?", between(maximum=0)),
    _blocks("blocks_cover_the_text", "uncovered_characters", CRITICAL,
            "Every visible character of a plain text lies in a block.",
            "Is nothing lost?", between(maximum=0)),
    _blocks("spans_lie_in_the_text", "spans_outside_source", CRITICAL,
            "Every block and embed begins and ends inside the record's text.",
            "Can it be shown in the raw file?", between(maximum=0)),
    _blocks("evidence_lies_in_the_text", "evidence_outside_source", WARNING,
            "Every piece of evidence begins and ends inside the record's text.",
            "Can it be shown in the raw file?", between(maximum=0)),
    _blocks("body_is_its_blocks", "body_is_its_blocks", WARNING,
            "The body is its paragraphs, headings and list items, a blank line between them.",
            "Do body and blocks tell the same?", always()),
    _blocks("one_headline_block", "headline_blocks", WARNING, "At most {max_value} block is a headline.",
            "Is it one article?", at_most()),
    _blocks("body_has_paragraphs", "paragraphs", WARNING, "At least {min_value} block is a paragraph.",
            "Is there running text?", at_least()),
    _blocks("boilerplate_is_the_lesser_part", "boilerplate_share", WARNING,
            "At most {max_value:.0%} of the text is boilerplate.",
            "Is it an article, and not the page around it?", at_most()),
    _blocks("embeds_are_the_lesser_part", "embed_share", WARNING,
            "At most {max_value:.0%} of the text is social-media posts.",
            "Is it an article, and not a list of posts?", at_most()),
    _blocks("headings_are_the_lesser_part", "heading_share", INFO,
            "At most {max_value:.0%} of the text is headings.",
            "Were paragraphs taken for headings?", at_most()),
    _blocks("blocks_are_short_enough", "longest_block", INFO, "No block has over {max_value} characters.",
            "Did the breaks between paragraphs survive?", at_most()),
)  # fmt: skip
