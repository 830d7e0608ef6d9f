"""Which numbers, of what: can each be computed with?"""

from __future__ import annotations

from functools import partial

from expectations.checks import always, at_least, at_most, given, never, not_below
from expectations.spec import CRITICAL, INFO, WARNING, Expectation

_quantities = partial(Expectation, "quantities")

EXPECTATIONS = (
    _quantities("quantities_match_body", "matches_body", CRITICAL,
                "Every quantity stands in the body where its offsets say.",
                "Can the number be shown in the text?", always()),
    _quantities("quantities_are_finite", "is_finite", WARNING, "No value is infinite or not a number.",
                "Can it be added up?", always()),
    _quantities("quantities_are_not_too_low", "value", WARNING, "No value is under {min_value}.",
                "Was a dash taken for a minus?", at_least()),
    _quantities("quantities_are_not_too_high", "value", WARNING, "No value is over {max_value:.0e}.",
                "Was a telephone number taken for a quantity?", at_most()),
    _quantities("quantity_ranges_are_in_order", "value_high", WARNING,
                "The upper end of a range is not below the lower.",
                "Do the two ends agree?", not_below("value")),
    _quantities("percentages_are_plausible", "percent", WARNING, "No percentage is over {max_value}.",
                "Was the decimal mark read right?", at_most()),
    _quantities("quantities_have_digits_or_words", "has_digit_or_letter", WARNING,
                "Every quantity has a digit or a letter.", "Is there a number?", always()),
    _quantities("units_are_given", "unit", INFO, "Every quantity has a unit.", "Of what?", given()),
    _quantities("units_are_short_enough", "unit_characters", WARNING, "No unit has over {max_value} characters.",
                "Is it a unit, and not a sentence?", at_most()),
    _quantities("quantities_are_no_years", "looks_like_year", INFO,
                "No bare whole number from 1900 to 2100 is a quantity.",
                "Was a year taken for a number?", never()),
)  # fmt: skip
