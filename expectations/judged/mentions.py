"""Who and what is named: is each name one?"""

from __future__ import annotations

from functools import partial

from expectations.checks import always, at_most, never, within
from expectations.spec import CRITICAL, INFO, WARNING, Expectation

_mentions = partial(Expectation, "mentions")

EXPECTATIONS = (
    _mentions("mentions_match_body", "matches_body", CRITICAL,
              "Every mention stands in the body where its offsets say.",
              "Can the mention be shown in the text?", always()),
    _mentions("names_are_of_fair_length", "name_characters", WARNING,
              "A name has {min_value} to {max_value} characters.",
              "Is it a name, and not an initial or a sentence?", within()),
    _mentions("names_have_letters", "name_has_letters", WARNING, "Every name has a letter.", "Is it a name?", always()),
    _mentions("people_have_no_digits", "person_has_digit", WARNING, "No person's name has a digit.",
              "Is it a person?", never()),
    _mentions("names_stay_in_their_sentence", "name_crosses_sentences", WARNING,
              "No name runs over the end of a line, a question or an exclamation.",
              "Is it one name?", never()),
    _mentions("names_are_the_fullest", "name_shorter_than_text", INFO,
              "The name is not shorter than the words it stands for.",
              "Is the fullest form of the name the one that is kept?", never()),
    _mentions("titles_are_short_enough", "title_characters", WARNING, "No title has over {max_value} characters.",
              "Is it a role, and not a life?", at_most()),
    _mentions("positions_are_whole", "half_a_position", WARNING, "Latitude and longitude come together.",
              "Can the place be put on a map?", never()),
    _mentions("mentions_are_made_once", "is_repeated", WARNING, "No article has the same mention twice.",
              "How many people are named?", never()),
)  # fmt: skip
