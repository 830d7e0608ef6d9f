"""The title in front of a name, as written: `Defense Secretary Mark Esper`, `le ministre de l'Intérieur Jean Roe`."""

from __future__ import annotations

import re

from flows.parse.fields.lexicon import sections
from flows.parse.fields.name_words import STRONG
from flows.parse.fields.roles import KIN, MODIFIERS, PARTIES, ROLE_ENDINGS, ROLES, is_german_role, is_role
from flows.parse.fields.sentence_words import WORDS
from flows.parse.fields.tongue import ENGLISH, GERMAN

_STOP = WORDS["before_title"]
_SHORTENED = re.compile(r"(?:\w\.)+|\w{2,5}\.")
_ADJECTIVE = re.compile(r"(?:ial|ous|ful|ed)$")
_DAYS = frozenset(sections("capitalised_words.txt")["day"])
_LONGEST_WORD = 42
_POSSESSIVE = re.compile(r"['’]s?$")
# Words that tie a complement to its role in German, French and Spanish, and articles that may follow them.
_LINKS = frozenset(
    "de du des del der von vom für im in am à au aux da do das dos di della dei delle dell' a en pour para et y "
    "und".split()
)
_ARTICLES = frozenset("la le les l' il lo gli i o os as los las el der die das den dem".split())
# What stands before a title that a comma parts from its name.
_INTRODUCING = frozenset(
    "the a an and after by with to of from el la le les los un une una al del du au der die das dem den ein "
    "eine il lo gli o os as do da".split()
)
_POSSESSIVES = frozenset("his her their my our its su sus son sa leur ihr ihre sein seine".split())
_ELIDED = ("l'", "l’", "d'", "d’", "L'", "L’")
_COMPLEMENT_WORDS = 9


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


def title_before(text: str, start: int, floor: int, tongue: str = ENGLISH) -> str | None:
    """The role that stands directly before the name at `start`, as written; None without one.

    Walks left from the role noun over capitalised words, known modifiers and nouns, as far as a determiner, a
    preposition, a possessive or punctuation; an attributive adjective in front ("Controversial") stays out.
    """
    end = start - 1
    if end <= floor or text[end] != " ":
        return None
    comma = text[end - 1] == ","  # "the administration's technology chief, Todd Park,"
    if (
        tongue == ENGLISH
        and not comma
        and text[end - 3 : end] not in ROLE_ENDINGS
        and text[text.rfind(" ", floor, end) + 1].islower()
        and not text.startswith("staff", end - 5)
    ):
        return None  # nearly all: a small word that is no role
    end -= comma
    at, word = word_before(text, end, floor)
    if not word:
        return None
    begin = _of_title(text, end, floor) if word[0].isupper() or word == "staff" else None
    if begin is None:
        if word.startswith(_ELIDED):
            at, word = at + 2, word[2:]
        role = _is_head(word, tongue)
        begin = None if role or tongue == ENGLISH else _with_complement(text, end, floor, tongue)
        if begin is None:
            if not role:
                return None
            begin = at
        begin = _german_edge(text, begin, floor) if tongue == GERMAN else _left_edge(text, begin, floor)
    owner = _owner(text, begin, floor)
    if comma and (word.lower() in PARTIES or not (owner is not None or _is_introduced(text, begin, floor))):
        return None
    if owner is not None and word.lower() in KIN:
        begin = owner  # a wife is always somebody's
    return text[begin:end]


def _is_introduced(text: str, begin: int, floor: int) -> bool:
    if begin <= floor or text[begin - 1] in "'’" or text[begin - 2] in ".\n":
        return True
    return word_before(text, begin - 1, floor)[1].lower() in _INTRODUCING


def _of_title(text: str, end: int, floor: int) -> int | None:
    """Start of a title with `of` in it: `Secretary of State`, `Chairman of the Council of Economic Advisers`."""
    window = text[max(floor, end - 90) : end]
    at = window.rfind(" of ")
    while at > 0:
        inside = window[at + 4 :].split(" ")
        if not all(w[:1].isupper() or w in ("the", "and", "of", "staff") for w in inside):
            return None
        if any((not w.isalpha() and w[-1] in ',”"') or w.lower() in STRONG for w in inside if w):
            return None  # another's name, or another's title
        head, role = word_before(window, at, 0)
        if is_role(role):
            return _left_edge(text, end - len(window) + head, floor)
        at = window.rfind(" of ", 0, at)
    return None


def _with_complement(text: str, end: int, floor: int, tongue: str) -> int | None:
    """Start of a role with its complement: `ministre de l'Intérieur`, `Sprecher der SPD`.

    Read from the right: nouns and adjectives, small ones no more than two, then what ties them to the role.
    """
    place, following, small, tied = end, "", 0, False
    for _ in range(_COMPLEMENT_WORDS):
        at, word = word_before(text, place, floor)
        if not word:
            return None
        if word.startswith(_ELIDED):  # one word with what follows: "l'Intérieur"
            at, word = at + 2, word[2:]
        lower = word.lower()
        if lower in _LINKS or lower in _ARTICLES:
            if not following:
                return None
            small, tied = 0, tied or lower in _LINKS
        elif tied and small < 2 and (following in _LINKS or small) and _is_head(word, tongue):
            return at
        elif word[0].islower():
            small += 1
            if small > 2 or lower in _STOP or tongue == GERMAN:
                return None
        elif small or word[-1] == ".":
            return None
        elided = text[at - 2 : at] in _ELIDED
        tied = tied or (elided and text[at - 2] == "d")
        following = "de" if elided else lower
        if elided:
            small = 0
        place = at - 3 if elided else at - 1
        if elided and text[place : place + 1] != " ":
            return None
    return None


def _is_head(word: str, tongue: str) -> bool:
    return is_role(word) or (tongue == GERMAN and is_german_role(word))


def _german_edge(text: str, begin: int, floor: int) -> int:
    """Start of a German title: adjectives belong to it, with a capital (`Kölner`) or if they are known modifiers."""
    for _ in range(4):
        at, found = word_before(text, begin - 1, floor)
        if not found or begin - 2 < floor or text[begin - 1] != " " or found.lower() in _STOP:
            break
        capital = found[0].isupper() and found.endswith(("er", "e", "en")) and not is_german_role(found)
        opens = at <= floor or text[at - 2] in ".?!\n"
        if found.lower() not in MODIFIERS and (not capital or opens):
            break
        begin = at
    return begin


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
        if found.startswith(_ELIDED):
            break
        if lower == "and" and text[begin].isupper():  # "Energy and Mining Minister"
            left, portfolio = word_before(text, at - 1, floor)
            if not (portfolio[:1].isupper() and portfolio.lower() in MODIFIERS):
                break
            begin = left
            continue
        if found.endswith((".", "’s", "'s", "s'", "s’", "’", "'")) and not _SHORTENED.fullmatch(found):
            break
        if found.endswith(".") and found[:-1].isupper() and len(found) > 3 and found[:-1].isalpha():
            break  # a sentence ended in an acronym
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
    return at if word.lower() in _POSSESSIVES or _POSSESSIVE.search(word) else None
