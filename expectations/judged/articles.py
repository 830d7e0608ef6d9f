"""Is it an article, and is its text whole and clean?"""

from __future__ import annotations

from functools import partial

from expectations.checks import always, at_least, at_most, between, given, never, within
from expectations.spec import CRITICAL, INFO, WARNING, Expectation

_article = partial(Expectation, "articles")

EXPECTATIONS = (
    _article("body_has_words", "words", CRITICAL, "The body has at least {min_value} words.",
             "Is there an article at all?", at_least()),
    _article("body_is_long_enough", "words", WARNING, "The body has at least {min_value} words.",
             "Is it more than a teaser?", at_least()),
    _article("body_is_short_enough", "words", WARNING, "The body has at most {max_value} words.",
             "Is it one article, and not a whole issue?", at_most()),
    _article("article_is_no_error_page", "only_boilerplate", CRITICAL,
             "Headline and body are more than an error page, a paywall or a cookie notice.",
             "Did the publisher serve the article?", never()),
    _article("page_is_an_article", "other_page_type", CRITICAL,
             "The page is no more likely a service's, a product's, a forum's or a section's page than an article.",
             "Is it an article, and not another kind of page?", never()),
    _article("body_is_legible", "damaged_share", CRITICAL,
             "At most {max_value:.0%} of the body's characters are lost or garbled by a wrong encoding.",
             "Can the text be read?", at_most()),
    _article("body_is_undamaged", "damaged_characters", WARNING,
             "No character of the body is lost or garbled by a wrong encoding.",
             "Is every character the one that was written?", between(maximum=0)),
    _article("body_is_not_one_paragraph_repeated", "one_paragraph_share", CRITICAL,
             "No paragraph, said three times or more, makes up over {max_value:.0%} of the body.",
             "Is it a text, and not a loop?", at_most()),
    _article("body_does_not_repeat_itself", "repeated_share", WARNING,
             "At most {max_value:.0%} of the body is paragraphs that stood there before.",
             "Is each paragraph there once?", at_most()),
    _article("body_has_no_markup", "markup_remnants", WARNING, "The body holds no HTML tags or entities.",
             "Was the page's markup taken off?", between(maximum=0)),
    _article("body_has_no_code", "holds_code", WARNING, "The body holds no script or style sheet.",
             "Is it text, and not the page's machinery?", never()),
    _article("body_has_no_control_characters", "control_characters", WARNING,
             "The body holds no control characters or characters of no width.",
             "Will it print, search and compare as it looks?", between(maximum=0)),
    _article("body_words_are_separated", "characters_per_word", WARNING,
             "A word has {min_value} to {max_value} characters on average, blanks counted in.",
             "Did the blanks between words survive?", within()),
    _article("body_has_no_overlong_word", "longest_word", WARNING, "No word has over {max_value} characters.",
             "Is it free of encoded data and endless addresses?", at_most()),
    _article("body_is_mostly_letters", "letter_share", WARNING, "At least {min_value:.0%} of the body is letters.",
             "Is it prose, and not a table or a list of results?", at_least()),
    _article("body_quotes_are_balanced", "unbalanced_paragraphs", WARNING,
             "At most {max_value} paragraphs open a quotation without closing it, or the other way round.",
             "Can quotations be told from the article's own words?", at_most()),
    _article("body_ends_like_a_sentence", "ends_like_sentence", INFO, "The body ends with a mark that ends sentences.",
             "Does the text come to an end?", always()),
    _article("article_is_whole", "is_truncated", WARNING, "The text does not break off before its end.",
             "Is all of it there?", never()),
    _article("language_is_known", "in_language", WARNING, "The language of the body is known.",
             "Which language is it in?", given()),
    _article("language_fits_script", "language_fits_script", WARNING,
             "The language is one that is written in the body's script.",
             "Is the language what it says?", always()),
    _article("quotes_leave_room", "quote_share", WARNING, "At most {max_value:.0%} of the body is inside quotations.",
             "Are quotations found where they are, and no more?", at_most()),
    _article("doubtful_fields_are_explained", "unexplained_fields", WARNING,
             "Headline, authors, date and language each have evidence for their value, or for having none.",
             "Why does the field say this?", between(maximum=0)),
)  # fmt: skip
