"""Is the batch as a whole what a batch of news looks like? These name no records."""

from __future__ import annotations

from functools import partial

from expectations.checks import distinct_at_most, mean_at_most, mean_within, median_within, share_distinct, share_given
from expectations.spec import BATCH, INFO, WARNING, Expectation

_batch = partial(Expectation, BATCH)

EXPECTATIONS = (
    _batch("batch_headlines_are_given", "headline", WARNING,
           "At least {min_value:.0%} of the articles have a headline.",
           "Does this source keep its headlines?", share_given()),
    _batch("batch_dates_are_known", "date_published", WARNING, "At least {min_value:.0%} of the articles have a date.",
           "Can this source be put in order of time?", share_given()),
    _batch("batch_languages_are_known", "in_language", WARNING,
           "At least {min_value:.0%} of the articles have a language.",
           "Is this text in languages that are known?", share_given()),
    _batch("batch_bylines_are_given", "byline", INFO, "At least {min_value:.0%} of the articles have a byline.",
           "Does this source say who writes?", share_given()),
    _batch("batch_bodies_are_distinct", "body_hash", WARNING, "At least {min_value:.0%} of the bodies are distinct.",
           "Is the same text not taken in again and again?", share_distinct()),
    _batch("batch_headlines_are_distinct", "headline", WARNING,
           "At least {min_value:.0%} of the headlines are distinct.",
           "Is the headline the article's, and not the site's?", share_distinct()),
    _batch("batch_records_are_distinct", "article_id", INFO, "At least {min_value:.0%} of the records are distinct.",
           "Are there copies among the records?", share_distinct()),
    _batch("batch_length_is_usual", "words", WARNING, "Half of the bodies have {min_value} to {max_value} words.",
           "Are these articles, and not teasers or books?", median_within()),
    _batch("batch_cuts_are_few", "is_cut", WARNING, "At most {max_value:.0%} of the articles break off.",
           "Does this source give whole articles?", mean_at_most()),
    _batch("batch_damage_is_small", "damaged_share", WARNING,
           "At most {max_value:.1%} of an average body's characters are garbled.",
           "Was the source's encoding told right?", mean_at_most()),
    _batch("batch_boilerplate_is_the_lesser_part", "boilerplate_share", WARNING,
           "At most {max_value:.0%} of an average text is boilerplate.",
           "Does the source hand over articles, and not pages?", mean_at_most()),
    _batch("batch_quotes_are_usual", "quotes_per_article", INFO,
           "An article has {min_value} to {max_value} quotations on average.",
           "Are quotations found in this source?", mean_within()),
    _batch("batch_blocks_are_usual", "blocks_per_article", INFO,
           "An article has {min_value} to {max_value} blocks on average.",
           "Do the breaks between paragraphs survive in this source?", mean_within()),
    _batch("batch_languages_are_few", "in_language", INFO, "The articles are in at most {max_value} languages.",
           "Are the languages told right?", distinct_at_most()),
)  # fmt: skip
