"""The title in an apposition after a name: `Paul Ashworth, chief U.S. economist for Capital Economics, said`."""

from __future__ import annotations

import re

from flows.parse.fields.roles import KIN, PARTIES, ROMANCE, is_german_role, is_role
from flows.parse.fields.sentence_words import WORDS
from flows.parse.fields.tongue import ENGLISH, GERMAN

_STOP = WORDS["before_title"]
_APPOSITION = re.compile(
    r"(?: ?\([^()\n]{1,40}\))?(?:,? (?:(?:Jr|Sr)\.|(?:de )?\d{1,3}(?: ans| años| Jahre)?))?, "
    r"(?:who is |then |now |alors |entonces |qui est )?"
    r"(?:(?:an?|the|his|her|their|its|one of the|l['’](?=\w)|une?|una|uma?|il|lo|le|la|les|el|los|o|der|die|das|eine?|"
    r"sein|seine|ihr|ihre) |l['’])?"
    r"([^\n,;:()\"“”—–]{3,140})"
)
_POSSESSORS = ("his ", "her ")
_OWNED = re.compile(r"(?:[\w.-]+ ){0,4}[\w.-]+['’]s? ")
_SENTENCE_END = re.compile(
    r"(?<=[a-zà-ÿ]{2})(?<!Mrs)(?<!Gov)(?<!Sen)(?<!Rep)(?<!Gen)(?<!Corp)(?<!Inc)(?<!Ltd)"
    r"(?<!Col)(?<!Rev)(?<!Prof)(?<!Sens)(?<!Reps)\. |(?<=[A-Z]{3})\. "
)
_CUT = re.compile(
    r" (?:who|whom|whose|which|that|where|when|and (?:a|an|the|his|her|one)|as|said|says|told|is|was|has|had|will|"
    r"would|[a-z]{3,}ing|because|while|but|after|before|since|if|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"qui|de \d+ ans|dont|où|quien|donde|sagte|hat|ist|wird|und (?:ein|der|die|sein|ihr)\w*)\b"
)
_FOLLOWED_BY = frozenset(
    "of for at in with on to from de du des del d' da do das dos di della dei delle "
    "von vom für im am bei beim der à au aux en pour para".split()
)
# An apposition that has an article and no known role: nouns for who does something end so.
_DOER = re.compile(
    r"(?:an?|the|his|her) (?:[\w-]+ ){0,2}[a-z]{3,}(?:er|or|ist|ian|man|woman)\b(?=,| (?:of|for|at|in|from)\b)"
)
_NO_DOERS = frozenset(
    "number matter order letter paper power chapter quarter river winter summer dinner corner disaster figure "
    "another other order offer murder border cover danger favor labor error horror honor minor major color flavor "
    "harbor tower shower weather water matter theater center feeder trailer drawer folder".split()
)


def title_after(text: str, end: int, ceiling: int, tongue: str = ENGLISH) -> str | None:
    """The role in an apposition after the name that ends at `end`, leading article left out; None without one."""
    if text[end : end + 1] != "," and text[end : end + 2] != " (":
        return None
    found = _APPOSITION.match(text, end, min(ceiling, end + 260))
    if not found or text[found.start(1) - 1] not in " '’":
        return None
    phrase = found.group(1)
    cut = _CUT.search(phrase)
    if cut:
        phrase = phrase[: cut.start()]
    owned = _OWNED.match(phrase) if "'" in phrase or "’" in phrase else None
    if owned and not any(map(is_role, owned.group().split(" "))):
        phrase = phrase[owned.end() :]
    phrase = phrase.rstrip(" .?!")
    if ". " in phrase and (sentence_end := _SENTENCE_END.search(phrase)):
        phrase = phrase[: sentence_end.start()]
    words = phrase.split(" ")
    for position, word in enumerate(words[:8]):
        lower = word.lower()
        following = words[position + 1].lower() if position + 1 < len(words) else ""
        if (_is_german(word) if tongue == GERMAN else is_role(word)) and (
            not following
            or following in _FOLLOWED_BY
            or following in _STOP
            or following.startswith(("d'", "d’", "dell'", "dell’"))
            or (lower in ROMANCE and position == 0 and words[1][0].islower())
        ):
            if lower in KIN and text.startswith(_POSSESSORS, found.start(1) - 4):
                words.insert(0, text[found.start(1) - 4 : found.start(1) - 1])
            return None if lower in PARTIES else _short(words, position)
        if lower in _FOLLOWED_BY or lower in _STOP:
            break
    doer = tongue == ENGLISH and _DOER.match(
        text, found.start(1) - 2 if text[found.start(1) - 2] == "a" else found.start(1) - 3
    )
    if doer and doer.group().rpartition(" ")[2] not in _NO_DOERS:
        return _short(words, doer.group().count(" ") - 1)
    return None


def _is_german(word: str) -> bool:
    return word[:1].isupper() and (is_role(word) or is_german_role(word))


def _short(words: list[str], head: int) -> str:
    """The phrase; a long one up to its role."""
    return " ".join(words) if len(words) <= 16 else " ".join(words[: head + 1])
