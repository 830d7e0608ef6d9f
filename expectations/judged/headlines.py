"""Is there a headline, and is it one?"""

from __future__ import annotations

from functools import partial

from expectations.checks import always, at_least, at_most, between, equal_to, given, never
from expectations.spec import INFO, WARNING, Expectation

_headline = partial(Expectation, "articles")

EXPECTATIONS = (
    _headline("headline_is_given", "headline", WARNING, "The article has a headline.", "What is it called?", given()),
    _headline("headline_is_short_enough", "headline_characters", WARNING,
              "The headline has at most {max_value} characters.",
              "Is it a headline, and not a paragraph?", at_most()),
    _headline("headline_is_long_enough", "headline_characters", WARNING,
              "The headline has at least {min_value} characters.",
              "Is it more than a label?", at_least()),
    _headline("headline_is_one_line", "headline_lines", WARNING, "The headline stands on one line.",
              "Is nothing else caught up in it?", between(maximum=1)),
    _headline("headline_has_letters", "headline_has_letters", WARNING, "The headline has a letter.",
              "Does it say anything?", always()),
    _headline("headline_is_whole", "headline_is_fragment", WARNING,
              "The headline does not break off at a comma or a connecting word.",
              "Is all of it there?", never()),
    _headline("headline_differs_from_body", "headline_opens_body", WARNING,
              "The body does not begin with the headline, a dateline left out.",
              "Were headline and text told apart?", never()),
    _headline("headline_is_no_notice", "headline_is_boilerplate", WARNING,
              "The headline is no notice such as \"Page not found\".",
              "Does it belong to the article?", never()),
    _headline("headline_has_no_markup", "headline_markup", WARNING, "The headline holds no HTML tags or entities.",
              "Was the page's markup taken off?", between(maximum=0)),
    _headline("headline_has_no_address", "headline_has_address", WARNING, "The headline holds no web address.",
              "Is it the headline, and not the link?", never()),
    _headline("headline_is_undamaged", "headline_damaged_characters", WARNING,
              "No character of the headline is lost or garbled by a wrong encoding.",
              "Is every character the one that was written?", between(maximum=0)),
    _headline("headline_leaves_site_out", "headline_names_site", INFO,
              "The headline does not go on with the site's name after a bar.",
              "Is it the article's headline, and not the page's title?", never()),
    _headline("headline_leaves_publisher_out", "headline_names_publisher", WARNING,
              "The headline does not end with the publisher's name, or as many others of the batch do.",
              "Is it the article's headline, and not the page's title?", never()),
    _headline("headline_is_about_the_body", "headline_share_in_body", WARNING,
              "At least {min_value:.0%} of the headline's words are in the body in some form.",
              "Do they belong together?", at_least()),
    _headline("headline_language_is_the_bodys", "headline_language_fits", WARNING,
              "The headline's small words are of the body's language.",
              "Do they belong together?", always()),
    _headline("headline_does_not_shout", "headline_shouts", INFO, "The headline is not all in capitals.",
              "Can names in it be told from words?", never()),
    _headline("headline_script_is_the_bodys", "headline_script", WARNING,
              "Headline and body are written in the same script.",
              "Do they belong together?", equal_to("body_script")),
    _headline("alternative_headline_differs", "headline_is_doubled", INFO,
              "The second headline is another one.",
              "Does it add anything?", never()),
)  # fmt: skip
