"""The subject of a reporting verb: the noun phrase before it, or after it where the order is inverted.

No parser: a phrase is walked word by word from the verb to a word that cannot belong to it (a conjunction, another
verb, punctuation); appositions in commas and parentheses are stepped over.
"""

from __future__ import annotations

import re
from itertools import islice

from flows.parse.fields.cues import CUES
from flows.parse.fields.roles import is_role
from flows.parse.fields.sentence_words import WORDS

PRONOUNS = frozenset(
    ("he", "she", "they", "it", "we", "you", "who", "He", "She", "They", "It", "I", "We", "You", "others", "Others")
)
_SPEAKING = PRONOUNS - {"who"}
_DETERMINERS = WORDS["determiner"]
_LINKS = WORDS["link"]
_BREAKS = WORDS["break"]
_FILLERS = WORDS["filler"]
_RELATIVES = frozenset(("who", "which", "that"))
_FAR = _RELATIVES | {",", ")"}  # before these the subject may stand at any distance
_DAYS = WORDS["day"]
_SPANS = frozenset(("week", "weekend", "month", "year"))
_OPENERS = WORDS["opener"]
_ADVERBIAL = WORDS["adverbial"]
_TOKEN = re.compile(r"[^\s,;:()\"“”«»„—–!?\[\]]+|[,;:()\"“”«»„—–!?\[\]]|\n")
_WRITINGS = WORDS["writing"]
_BODIES = WORDS["body"]
_ABBREVIATION = re.compile(r"\w\.\w\.$|^(?:Jr|Sr)\.")
_STOP_AFTER = WORDS["after_subject"]
_BEFORE_NOUN = _DETERMINERS | _LINKS
_SENTENCE, _NEARBY = 300, 120  # characters before the verb: as far as a subject is looked for, and where most are
_LONGEST = 12  # words in a subject


def subject_before(text: str, verb: int, floor: int, clause: int | None = None) -> tuple[int, int] | None:
    """Offsets of the subject that stands before the verb at `verb`, not before `floor`; None without one.

    `clause` is where the sentence begins, if that lies before `floor`: a verb after `and` has its subject there.
    """
    word = text[text.rfind(" ", floor, verb - 1) + 1 : verb - 1]
    if word in _SPEAKING and verb - 1 - len(word) >= floor and text[verb - 1] == " ":
        return verb - 1 - len(word), verb - 1  # nearly half of all
    begin = max(floor, verb - _SENTENCE)
    near = max(begin, verb - _NEARBY)
    tokens = list(_TOKEN.finditer(text, near, verb))
    index, to_clause = _skip_fillers(tokens, len(tokens) - 1)
    if near > begin and (index < _LONGEST + 2 or tokens[index].group() in _FAR):
        tokens = list(_TOKEN.finditer(text, begin, verb))  # the walk may reach over the nearby words
        index, to_clause = _skip_fillers(tokens, len(tokens) - 1)
    if index < 0:
        return None
    word = tokens[index].group()
    if to_clause or word in ("and", "but", "or", "—", "–", "-"):
        return clause_subject(text, floor if clause is None else clause, verb)
    if word in _RELATIVES:
        index -= 1
        if index >= 0 and tokens[index].group() == ",":
            index -= 1
    elif word == ",":
        return _before_apposition(text, tokens, index, floor, verb)
    if index >= 0 and tokens[index].group() == ")":
        while index >= 0 and tokens[index].group() != "(":
            index -= 1
        index -= 1
    return _phrase_ending(tokens, index)


def _skip_fillers(tokens: list[re.Match[str]], index: int) -> tuple[int, bool]:
    to_clause = False
    while index >= 0:
        word = tokens[index].group()
        lower = word.lower()
        if lower in _SPANS and index and tokens[index - 1].group() in ("last", "this", "earlier"):
            index -= 2
        elif lower in _DAYS or (
            lower == "on" and index + 1 < len(tokens) and tokens[index + 1].group().lower() in _DAYS
        ):
            index -= 1
        elif lower in _FILLERS or lower.endswith(("n't", "n’t")) or (lower.endswith("ly") and word.islower()):
            to_clause = to_clause or lower in ("to", "on")
            index -= 1
        else:
            break
    return index, to_clause


def _before_apposition(
    text: str, tokens: list[re.Match[str]], index: int, floor: int, verb: int
) -> tuple[int, int] | None:
    """`Tom Ridge, a former secretary of homeland security, put it`: the phrase before the apposition's first comma."""
    for left in range(index - 1, -1, -1):
        if tokens[left].group() == ",":
            apposed = tokens[left + 1 : index]
            if (
                2 <= len(apposed) <= 4
                and all(t.group()[0].isupper() for t in apposed)
                and left
                and tokens[left - 1].group().islower()
            ):
                return apposed[0].start(), apposed[-1].end()  # "his wife, Ann Roe, wrote"
            end = left - 1
            if end >= 0 and tokens[end].group() == ")":
                while end >= 0 and tokens[end].group() != "(":
                    end -= 1
                end -= 1
            found = _phrase_ending(tokens, end)
            if found and (
                text[found[0]].isupper() or text[found[0] : found[1]].partition(" ")[0].lower() in _DETERMINERS
            ):
                return found
    return clause_subject(text, floor, verb) or _phrase_ending(tokens, index - 1)


def _phrase_ending(tokens: list[re.Match[str]], last: int) -> tuple[int, int] | None:
    first = last + 1
    index = last
    while index >= 0 and last - index < _LONGEST:
        word = tokens[index].group()
        lower = word.lower()
        if not (word[0].isalnum() or word[0] in "$'’@#&"):
            break
        if word in PRONOUNS:
            if index == last:
                first = index
            break
        if lower in _DETERMINERS and index < last:
            first = index
            if index and tokens[index - 1].group() in _LINKS:
                index -= 1
                continue
            break
        if lower in _LINKS and word == lower:
            if index == last or not _joins(tokens, index):
                break
            index -= 1
            continue
        if (
            lower == "and"
            and index < last
            and index
            and tokens[index - 1].group()[0].isupper()
            and tokens[index + 1].group()[0].isupper()
        ):
            index -= 1
            continue
        if lower in _BREAKS or (word.islower() and lower in CUES and CUES[lower][0] != "base" and not is_role(word)):
            break
        if word.endswith(".") and len(word) > 6:
            break
        if word.islower() and lower.endswith("ly"):
            break
        first = index
        index -= 1
    if first > last:
        return None
    return tokens[first].start(), tokens[last].end()


def _joins(tokens: list[re.Match[str]], index: int) -> bool:
    """Whether the preposition continues a noun phrase to its left (`a spokesman for the department`)."""
    if not index:
        return False
    before = tokens[index - 1].group()
    return before[0].isalnum() and before.lower() not in _BREAKS and before.lower() not in CUES


def clause_subject(text: str, floor: int, ceiling: int) -> tuple[int, int] | None:
    """Offsets of the noun phrase that opens the clause `text[floor:ceiling]`, adverbials in front stepped over."""
    ceiling = min(ceiling, floor + 400)
    tokens = list(islice(_TOKEN.finditer(text, floor, ceiling), 2 * _LONGEST))
    index = 0
    while index < len(tokens) and _before_clause(tokens[index].group()):
        index += 1
    if len(tokens) == 2 * _LONGEST and (
        index >= _LONGEST or tokens[index].group().lower() in _ADVERBIAL
    ):  # more words are needed
        tokens = list(_TOKEN.finditer(text, floor, ceiling))
        while index < len(tokens) and _before_clause(tokens[index].group()):
            index += 1
    if index < len(tokens) and tokens[index].group().lower() in _ADVERBIAL:
        comma = next((i for i in range(index, len(tokens)) if tokens[i].group() == ","), None)
        if comma is None:
            return None
        index = comma + 1
    if index >= len(tokens):
        return None
    return phrase_starting(tokens, index)


def _before_clause(word: str) -> bool:
    return word.lower() in _OPENERS or not word[0].isalnum()


def phrase_starting(tokens: list[re.Match[str]], first: int) -> tuple[int, int] | None:
    """The noun phrase that starts with the token `first`: to the first word that cannot belong to it."""
    word = tokens[first].group()
    if word in PRONOUNS:
        return tokens[first].start(), tokens[first].end()
    last = first - 1
    seen_name = False
    for index in range(first, min(len(tokens), first + _LONGEST)):
        word = tokens[index].group()
        lower = word.lower()
        if not (word[0].isalnum() or word[0] in "$'’@#&"):
            break
        if word == lower and index > first:
            if (
                lower in _BREAKS
                or lower in _RELATIVES
                or lower.endswith("ly")
                or (lower in _FILLERS and lower not in ("first", "only"))
            ):
                break
            if (
                lower in _STOP_AFTER
                and lower != "of"
                and not (lower == "from" and tokens[index - 1].group() in _WRITINGS)
            ):
                break
            if seen_name and lower not in _LINKS and lower not in _BODIES and lower != "the" and not is_role(word):
                break
            if lower in CUES and not is_role(word) and tokens[index - 1].group().lower() not in _BEFORE_NOUN:
                break
        seen_name = (
            seen_name
            or (word[0].isupper() and index > first)
            or (index == first and word[0].isupper() and lower not in _DETERMINERS)
        )
        if not (word == lower and (lower in _LINKS or lower in _DETERMINERS)) or index == first:
            last = index
    if last < first:
        return None
    return tokens[first].start(), tokens[last].end()


def inverted_subject(text: str, verb: int, verb_end: int, ceiling: int) -> tuple[int, int] | None:
    """The subject of a verb set in commas (`the bridge, says Ann Roe, is safe`): a name, with punctuation behind it."""
    if text[verb - 2 : verb] != ", ":
        return None
    found = subject_after(text, verb_end, ceiling)
    named = found is not None and text[found[0]].isupper() and text[found[1] : found[1] + 1] in (",", ".", ";", "")
    return found if named else None


def _leads_to_name(tokens: list[re.Match[str]]) -> bool:
    """Whether one to three plain nouns stand before a name (`said shop steward Ann Roe`)."""
    for index, token in enumerate(tokens[:4]):
        word = token.group()
        if word[0].isupper():
            return index > 0
        if not word.isalpha() or word in _BREAKS or word in _STOP_AFTER or word in _FILLERS or word.endswith("ly"):
            return False
    return False


def subject_after(text: str, start: int, ceiling: int) -> tuple[int, int] | None:
    """Offsets of the subject behind an inverted verb (`said Defense Secretary Mark Esper on Tuesday`)."""
    tokens = list(islice(_TOKEN.finditer(text, start, min(ceiling, start + 200)), 22))
    if not tokens:
        return None
    word = tokens[0].group()
    lower = word.lower()
    if word in PRONOUNS:
        return tokens[0].start(), tokens[0].end()
    if not word[0].isalnum() or (
        not word[0].isupper()
        and lower not in _DETERMINERS
        and not is_role(word)
        and lower != "former"
        and not _leads_to_name(tokens)
    ):
        return None
    if lower in _DAYS or (lower in ("that", "this", "both") and len(tokens) > 1 and tokens[1].group()[0].isupper()):
        return None
    last = 0
    relative = lower in ("one", "a", "an", "another")
    described = False  # inside "who marched in the parade": it runs to the comma
    for index in range(1, len(tokens)):
        word = tokens[index].group()
        lower = word.lower()
        if not (word[0].isalnum() or word[0] in "$'’@#&"):
            break
        if word == "who" and relative:
            described, last = True, index
            continue
        if described:
            last = index
            continue
        if lower in ("by", "from") and tokens[last].group() in _WRITINGS:
            continue
        if (
            (lower in _STOP_AFTER and word == lower and lower not in ("of", "at", "and"))
            or lower in _DAYS
            or word == "who"
            or lower in ("that", "because")
        ):
            break
        if word == lower and lower in ("of", "at", "for", "and", "the", "a"):
            continue
        last = index
        if word.endswith(".") and len(word) > 6:
            break
    end = tokens[last].end()
    word = tokens[last].group()
    if word.endswith(".") and len(word) > 3 and not _ABBREVIATION.search(word):
        end -= len(word) - len(word.rstrip("."))
    return tokens[0].start(), end
