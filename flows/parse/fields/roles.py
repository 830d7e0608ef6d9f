"""Titles and roles: the words before and after a name that say what the person is.

House style puts a role before the name without a comma ("Defense Secretary Mark Esper"), or after it in apposition
("Paul Ashworth, chief U.S. economist for Capital Economics, said"). The role noun, from `data/titles.txt`, is what
tells a title from any other word.
"""

from __future__ import annotations

import re

from flows.parse.fields.lexicon import sections
from flows.parse.fields.sentence_words import WORDS

_LISTS = sections("titles.txt")
ROLES = frozenset(_LISTS["role"])
ABBREVIATIONS = frozenset(_LISTS["abbreviation"])
HONORIFICS = frozenset(_LISTS["honorific"])
MODIFIERS = frozenset(_LISTS["modifier"])
FEMALE = frozenset(_LISTS["female"])
MALE = frozenset(_LISTS["male"])
KIN = frozenset(_LISTS["kin"])  # always somebody's: the possessor belongs to the title

PARTIES = frozenset(("republican", "democrat", "democrats", "republicans", "socialist", "libertarian", "conservative"))
ROLE_FORMS = ROLES | ABBREVIATIONS | {role + "s" for role in ROLES}
# What stands before a blank tells most words from roles, without looking for the word's start.
ROLE_ENDINGS = frozenset((" " + form)[-3:] for form in ROLE_FORMS)
_STOP = WORDS["before_title"]
_APPOSITION = re.compile(
    r"(?: ?\([^()\n]{1,40}\))?(?:,? (?:(?:Jr|Sr)\.|\d{1,3}))?, (?:who is |then |now )?"
    r"(?:(?:an?|the|his|her|their|its|one of the) )?([^\n,;:()\"“”—–]{3,140})"
)
_OWNED = re.compile(r"(?:[\w.-]+ ){0,4}[\w.-]+['’]s? ")
_SENTENCE_END = re.compile(r"(?<=[a-z]{2})\. ")
_SHORTENED = re.compile(r"(?:\w\.)+|\w{2,5}\.")
_ADJECTIVE = re.compile(r"(?:ial|ous|ful|ed)$")
_DAYS = frozenset(sections("capitalised_words.txt")["day"])
_LONGEST_WORD = 42
_POSSESSIVE = re.compile(r"['’]s?$")
_CUT = re.compile(
    r" (?:who|whom|whose|which|that|where|when|and (?:a|an|the|his|her|one)|as|said|says|told|is|was|has|had|will|"
    r"would|[a-z]{3,}ing|because|while|but|after|before|since|if|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_FOLLOWED_BY = frozenset(("of", "for", "at", "in", "with", "on", "to", "from"))


def is_role(word: str) -> bool:
    """Whether the word names a role, in singular or plural, shortened or not; its case does not matter."""
    return word.lower() in ROLE_FORMS


def word_before(text: str, end: int, floor: int) -> tuple[int, str]:
    """The word that ends at `end`, and its start; an empty word where punctuation stands there."""
    floor = max(floor, end - _LONGEST_WORD)
    begin = text.rfind(" ", floor, end) + 1 or floor
    word = text[begin:end]
    if word.isalpha() and end - begin < _LONGEST_WORD:  # nearly all
        return begin, word
    word = word.rpartition("\n")[2]
    bare = word.lstrip("\"“”‘'([{—–")
    if "—" in bare or "–" in bare:
        bare = bare.replace("–", "—").rpartition("—")[2]
    if not bare or not (bare[-1].isalnum() or bare[-1] in ".'’") or len(bare) >= _LONGEST_WORD:
        return end, ""
    return end - len(bare), bare


def singular(title: str) -> str:
    """`Senators` before two names is `Senator` for each; `Sens.` is `Sen.`."""
    if " of " in title:
        return title
    head, _, last = title.rpartition(" ")
    lower = last.lower()
    if lower in ("sens.", "reps.", "govs.", "gens."):
        last = last[:-2] + "."
    elif lower not in ROLES and lower.endswith("s") and lower[:-1] in ROLES:
        last = last[:-1]
    return f"{head} {last}".strip()


def title_before(text: str, start: int, floor: int) -> str | None:
    """The role that stands directly before the name at `start`, as written; None without one.

    Walks left from the role noun over capitalised words, known modifiers and nouns, as far as a determiner, a
    preposition, a possessive or punctuation; an attributive adjective in front ("Controversial") stays out.
    """
    end = start - 1
    if end <= floor or text[end] != " ":
        return None
    comma = text[end - 1] == ","  # "the administration's technology chief, Todd Park,"
    end -= comma
    at, word = word_before(text, end, floor)
    if not word:
        return None
    begin = _of_title(text, end, floor) if word[0].isupper() or word == "staff" else None
    if begin is None:
        if not is_role(word):
            return None
        begin = _left_edge(text, at, floor)
    owner = _owner(text, begin, floor)
    if comma:
        before = text[max(floor, begin - 20) : begin].rstrip().lower()
        introduced = (
            owner is not None
            or not before
            or before.endswith((" the", " and", " after", " by", " with", " to", " of", " from", "\nthe", "."))
        )
        if word.lower() in PARTIES or not introduced:
            return None
    if owner is not None and word.lower() in KIN:
        begin = owner  # a wife is always somebody's
    return text[begin:end]


def _of_title(text: str, end: int, floor: int) -> int | None:
    """Start of a title with `of` in it: `Secretary of State`, `Chairman of the Council of Economic Advisers`."""
    window = text[max(floor, end - 90) : end]
    at = window.rfind(" of ")
    while at > 0:
        inside = window[at + 4 :].split(" ")
        if not all(w[:1].isupper() or w in ("the", "and", "of", "staff") for w in inside):
            return None
        head, role = word_before(window, at, 0)
        if is_role(role):
            return _left_edge(text, end - len(window) + head, floor)
        at = window.rfind(" of ", 0, at)
    return None


def _left_edge(text: str, begin: int, floor: int) -> int:
    """Start of the title whose last word starts at `begin`."""
    plain: list[int] = []  # where what follows a lower-case word that no list knows begins
    for _ in range(7):
        if begin - 2 < floor or text[begin - 1] != " ":
            break
        at, found = word_before(text, begin - 1, floor)
        if not found:
            begin = _programme(text, begin, floor)
            break
        lower = found.lower()
        if found.endswith((".", "’s", "'s", "s'", "s’", "’", "'")) and not _SHORTENED.fullmatch(found):
            break
        if (
            lower in _STOP
            or lower in _DAYS
            or lower.endswith(("n't", "n’t"))
            or (found[0].isdigit() and not found[-1].isalpha())
        ):
            break
        if not found[0].isupper() and lower not in MODIFIERS and not is_role(found):
            plain.append(begin)
            if len(plain) > 2 or text[begin].isupper() or lower.endswith(("ed", "ly", "ing", "ous", "ful")):
                break
        elif found[0].isupper() and plain:
            return plain[0]  # "Ann Roe met engineer": as likely a verb as a noun
        elif _ADJECTIVE.search(lower) and lower not in MODIFIERS and (at <= floor or text[at - 2] in ".?!\n"):
            break  # an adjective that opens the sentence
        begin = at
    return begin


def _programme(text: str, begin: int, floor: int) -> int:
    """Start of a programme's name in marks that belongs to the title: `"60 Minutes" correspondent`."""
    closing = text[begin - 2]
    opening = "“" if closing == "”" else '"'
    mark = text.rfind(opening, max(floor, begin - 40), begin - 2) if closing in '"”' else -1
    titled = mark >= 0 and all(not word[0].islower() for word in text[mark + 1 : begin - 2].split(" ") if len(word) > 3)
    return mark if titled and text[begin - 3] not in ".?!," else begin


def _owner(text: str, begin: int, floor: int) -> int | None:
    """Start of the possessor before a word of kinship: `Balla’s wife`, `her husband`."""
    at, word = word_before(text, begin - 1, floor)
    if not word:
        return None
    return at if word.lower() in ("his", "her", "their", "my", "our") or _POSSESSIVE.search(word) else None


def title_after(text: str, end: int, ceiling: int) -> str | None:
    """The role in an apposition after the name that ends at `end`, leading article left out; None without one."""
    if end >= ceiling or text[end] not in ", (":
        return None
    found = _APPOSITION.match(text, end, min(ceiling, end + 260))
    if not found:
        return None
    phrase = found.group(1)
    if text[found.start(1) - 1] != " ":
        return None
    cut = _CUT.search(phrase)
    if cut:
        phrase = phrase[: cut.start()]
    owned = _OWNED.match(phrase)
    if owned:
        phrase = phrase[owned.end() :]
    phrase = phrase.rstrip(" .?!")
    sentence_end = _SENTENCE_END.search(phrase)
    if sentence_end:
        phrase = phrase[: sentence_end.start()]
    words = phrase.split(" ")
    for position, word in enumerate(words[:8]):
        if word.lower() in _FOLLOWED_BY or word.lower() in _STOP:
            break
        following = words[position + 1].lower() if position + 1 < len(words) else ""
        if is_role(word) and (not following or following in _FOLLOWED_BY or following in _STOP):
            if word.lower() in PARTIES:
                return None
            return " ".join(words) if len(words) <= 16 else " ".join(words[: position + 1])
    return None
