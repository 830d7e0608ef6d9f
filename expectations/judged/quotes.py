"""Who said what: can each quotation be trusted?"""

from __future__ import annotations

from functools import partial

from expectations.checks import always, at_most, given, never
from expectations.spec import CRITICAL, INFO, WARNING, Expectation

_quotes = partial(Expectation, "quotes")

EXPECTATIONS = (
    _quotes("quotes_match_body", "matches_body", CRITICAL, "Every quotation stands in the body where its offsets say.",
            "Can the quotation be shown in the text?", always()),
    _quotes("quotes_have_letters", "has_letters", WARNING, "Every quotation has a letter.",
            "Was anything said?", always()),
    _quotes("quotes_are_short_enough", "characters", WARNING, "No quotation has over {max_value} characters.",
            "Does the quotation end where it should?", at_most()),
    _quotes("quotes_hold_no_marks", "holds_mark", WARNING, "No quotation holds double quotation marks.",
            "Is it one quotation, and not two with words between them?", never()),
    _quotes("quotes_do_not_overlap", "overlaps_one_before", WARNING, "No quotation begins inside another.",
            "Is nothing quoted twice?", never()),
    _quotes("quotes_have_speakers", "speaker", INFO, "Every quotation has a speaker.", "Who says it?", given()),
    _quotes("speakers_are_short_enough", "speaker_characters", WARNING,
            "No speaker has over {max_value} characters.",
            "Is it a speaker, and not a clause?", at_most()),
    _quotes("speakers_hold_no_quotes", "speaker_holds_mark", WARNING,
            "No speaker holds quotation marks or the end of a line.",
            "Is it a speaker, and not what is said?", never()),
    _quotes("speaker_names_have_speakers", "name_without_speaker", WARNING,
            "Every resolved name comes from words in the text.",
            "What says that it is this person?", never()),
)  # fmt: skip
