"""When was it published, and can that be? Dates of the article and dates in its text."""

from __future__ import annotations

from functools import partial

from expectations.checks import always, at_least, at_most, given, never, not_below
from expectations.spec import CRITICAL, INFO, WARNING, Expectation

_date = partial(Expectation, "articles")
_phrase = partial(Expectation, "time_expressions")

EXPECTATIONS = (
    _date("date_is_not_in_the_future", "days_published_after_today", CRITICAL,
          "The date of publication is at most {max_value} days after the day of the run.",
          "Can it have been published then?", at_most()),
    _date("date_is_known", "date_published", WARNING, "The date of publication is known.",
          "When was it published?", given()),
    _date("date_is_no_default", "date_is_default", WARNING,
          "The date is not one that programs write where they have none, such as 1 January 1970.",
          "Is it a date at all?", never()),
    _date("date_is_explained", "date_half_known", WARNING,
          "A date of publication comes with its precision and its basis, and neither comes alone.",
          "How exactly is it known, and from what?", never()),
    _date("date_window_is_narrow", "publication_window_days", WARNING,
          "First and last day that fit are at most {max_value} days apart.",
          "Is the date exact enough to be used?", at_most()),
    _date("date_window_is_in_order", "date_published_latest", WARNING,
          "The last day that fits is not before the first.",
          "Do the two bounds agree?", not_below("date_published_earliest")),
    _date("date_is_inside_its_window", "days_outside_window", WARNING,
          "The date lies between first and last day that fit, give or take {max_value} day.",
          "Do date and bounds agree?", at_most()),
    _date("date_parts_are_not_swapped", "date_parts_swapped", WARNING,
          "Address, posts and text do not name the day that day and month make when exchanged.",
          "Was the day taken for the month?", never()),
    _date("date_agrees_with_address", "days_from_address", WARNING,
          "The date is at most {max_value} days from the one in the article's address.",
          "Do date and address agree?", at_most()),
    _date("change_is_not_before_publication", "hours_modified_after_published", WARNING,
          "The last change is not before publication, time zones allowed for.",
          "Do the two dates agree?", at_least()),
    _date("change_is_not_in_the_future", "days_modified_after_today", WARNING,
          "The last change is at most {max_value} days after the day of the run.",
          "Can it have been changed then?", at_most()),
    _phrase("time_expressions_match_body", "matches_body", CRITICAL,
            "Every dated phrase stands in the body where its offsets say.",
            "Can the phrase be shown in the text?", always()),
    _phrase("time_expressions_are_in_order", "latest", WARNING,
            "The last day that a phrase can mean is not before the first.",
            "Do the two bounds agree?", not_below("earliest")),
    _phrase("time_expressions_are_resolved", "earliest", INFO,
            "Every dated phrase is resolved to days.",
            "Which days does the phrase mean?", given()),
)  # fmt: skip
