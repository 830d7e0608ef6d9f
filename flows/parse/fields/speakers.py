"""Who a speaker is: `he`, `Esper` or `the former vice president` led back to the fullest name in the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.parse.fields.cast import Cast, Person, agrees
from flows.parse.fields.continental_words import DETERMINERS, PRONOUNS, ROLE_ENDINGS, bare_name, head_nouns
from flows.parse.fields.person_names import SUFFIXES
from flows.parse.fields.roles import FEMALE, MALE, PARTIES, is_role
from flows.parse.fields.sentence_words import WORDS

_WORD = re.compile(r"[^\W_](?:[\w’'.-]*\w)?")
_POSSESSIVE = re.compile(r"['’]s?$")
_NO_SPEAKER, _DETERMINERS, _BODIES = WORDS["no_speaker"], WORDS["determiner"], WORDS["body"]
_PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we", "you", "who", "others"))
_GENDER_OF = {
    "he": "m", "she": "f", "er": "m", "sie": "f", "il": "m", "elle": "f", "él": "m", "ella": "f", "lui": "m",
    "lei": "f", "ele": "m", "ela": "f", "hij": "m", "zij": "f", "ze": "f",
}  # fmt: skip
_WHOEVER = frozenset(("it", "they"))
PERSONAL = _WHOEVER.union(_GENDER_OF)  # stand for the last speaker, if that fits
_OTHER_PRONOUNS = frozenset(("his", "her", "its", "their", "i", "we", "who"))
_ARTICLES = {"der": "m", "die": "f", "le": "m", "la": "f", "el": "m", "il": "m"}
_LOOK_BACK = 12  # paragraphs in which a pronoun's person is looked for
_NO_APPOSITION = WORDS["break"] | {"who", "which", "whose", "whom", "led", "with", "from", "said", "says"}
_APPOSITION_END = re.compile(r"[,;\n]|[.!?](?=\s|$)|\s[—–]|\swho\b")
_APPOSITION = 90  # characters in which a name stands behind a description
_OPENING = 60  # characters in which the subject that opens a sentence stands
_NEAR = 600  # characters in which a description's person is looked for
# What a person says through: "Esper's statement said" is Esper.
_WRITINGS = WORDS["voice"]
_NEVER_NAMED = WORDS["nameless"]
_OFTEN_NAMELESS = frozenset(
    ("spokesman", "spokeswoman", "spokesperson", "lawyer", "judge", "witness", "attorney", "aide")
)
_MUTE = frozenset(("caption", "headline", "banner", "sign", "placard", "signs", "banners", "placards", "sticker"))
_ONE_PERSON = frozenset(("source", "official", "man", "woman", "one", "another"))
_AFTER_NAME = frozenset(("of", "himself", "herself", "who"))


def resolve(
    cast: Cast, text: str, phrase: str, *, position: int, sentence: int, paragraph: int, recent: str | None,
    before: int | None = None,
) -> str | None:  # fmt: skip
    """The full name that `phrase` at `position` stands for, or the phrase itself where it names nobody known.

    `sentence` and `paragraph` are where those begin; `recent` is the last speaker, `before` where
    the sentence before begins, if the paragraph holds one. None: a thing that has no voice of
    its own (a caption, a banner), or a pronoun that nobody fits.
    """
    lower = phrase.lower()
    words = lower.split()
    if words[-1] in _MUTE:
        return None
    if lower in _WHOEVER:
        return recent or phrase
    if lower in _GENDER_OF:
        return _antecedent(cast, text, _GENDER_OF[lower], position, sentence, paragraph, recent, before)
    named = cast.known.get(phrase) or _named(cast, phrase, position)
    if named is not None:
        return named
    apposed = _apposed(cast, text, position + len(phrase))
    if apposed is not None:
        return apposed
    if words[0] in DETERMINERS:
        return _called(cast, words, position) or bare_name(phrase) or phrase
    if words[0] not in _OTHER_PRONOUNS and (words[0] == "the" or words[-1] in ("president", "minister")):
        return _described(cast, words, min(position, paragraph) or position) or phrase
    return bare_name(phrase) or phrase if not phrase.isascii() or words[0].endswith(ROLE_ENDINGS) else phrase


def _apposed(cast: Cast, text: str, end: int) -> str | None:
    """`The dissenter, health director Ann Roe, said`: the person that an apposition behind the phrase ends in."""
    if not text.startswith(", ", end):
        return None
    close = _APPOSITION_END.search(text, end + 2, end + _APPOSITION)
    if close is None:
        return None
    named = text[end + 2 : close.start()].split(" ")
    persons = cast.called(named[-1])
    if (
        not persons
        or persons[0].family != named[-1]
        or not named[0][0].isalnum()
        or not _NO_APPOSITION.isdisjoint(named)
    ):
        return None
    return persons[0].name


def is_speaker(phrase: str) -> bool:
    """Whether a noun phrase can name who speaks: a name, a pronoun, a description with its article, or people."""
    words = phrase.split()
    first = words[0].lower()
    bare = first.partition("'")[0].partition("’")[0]
    if (
        first in _NO_SPEAKER
        or words == ["That"]
        or (bare in _PRONOUNS and bare != first and "s" not in first[len(bare) :])
    ):
        return False  # "He'd"
    if (
        first in _PRONOUNS
        or first in DETERMINERS
        or first in PRONOUNS
        or words[0][0].isupper()
        or first in _DETERMINERS
        or any(word[0].isupper() for word in words)
    ):
        return True
    last = words[-1].lower()
    return any(is_role(word) for word in words) or last in _BODIES or last in _ONE_PERSON


def _named(cast: Cast, phrase: str, position: int) -> str | None:
    """The person whose surname ends the phrase, or whose statement it is."""
    words = [word.group() for word in _WORD.finditer(phrase)]
    for index in range(len(words) - 1, -1, -1):
        bare = words[index]
        if bare[-1] in "s'’":  # spares most words the pattern
            bare = _POSSESSIVE.sub("", bare)
        candidates = cast.called(bare)
        if not candidates:
            continue
        following = [word.lower() for word in words[index + 1 :] if word.lower() not in SUFFIXES]
        if bare != words[index]:
            if not following or following[-1] not in _WRITINGS:
                continue
        elif following and following[0] not in _AFTER_NAME:
            continue
        if len(candidates) == 1:
            name = cast.known[phrase] = candidates[0].name
            return name
        return _choose(cast, candidates, words, bare, position).name
    return None


def _choose(cast: Cast, candidates: Sequence[Person], words: list[str], bare: str, position: int) -> Person:
    """Of persons with one surname: the one named in full, or whose honorific or title fits, or named last before."""
    whole = " ".join(words)
    for person in candidates:
        if person.name in whole:
            return person
    sharing = [person for person in candidates if person.family == bare] or list(candidates)
    if len(sharing) == 1:
        return sharing[0]
    before = {_POSSESSIVE.sub("", word) for word in words[:-1]}
    honorific = words[0].rstrip(".").lower()
    wanted = "f" if honorific in ("mrs", "ms", "miss") else "m" if honorific == "mr" else "u"
    sharing = [person for person in sharing if agrees(cast.gender(person), wanted)] or sharing
    roles = {word.lower() for word in words}
    for person in sharing:
        if person.given in before or person.roles & roles:
            return person
    earlier = [person for person in sharing if person.start <= position]
    return (earlier or sharing)[-1]


def _described(cast: Cast, words: list[str], position: int) -> str | None:
    """`the former vice president`, `the California Democrat`: the titled person, else the one named last before."""
    head = words[-1]
    aged = head.endswith("-year-old")
    if head in _NEVER_NAMED or head.endswith("s") or not (aged or is_role(head) or head in PARTIES):
        return None
    wanted = set(words) - {"the", "former"}
    bearers = [
        person
        for person in cast.by_role.get(head, ())
        if ("vice" in wanted) == ("vice" in person.roles) and person.start <= position
    ]
    if len(bearers) == 1:
        return bearers[0].name
    if bearers:
        latest = {person.name: place for place, person in cast.named(0, position)}
        return max((len(wanted & person.roles), latest.get(person.name, -1), person.name) for person in bearers)[2]
    if head in _OFTEN_NAMELESS or words == ["the", "president"]:
        return None
    gender = "f" if head in FEMALE else "m" if head in MALE else "u"
    return next(
        (
            person.name
            for _, person in reversed(cast.named(max(0, position - _NEAR), position))
            if agrees(cast.gender(person), gender)
        ),
        None,
    )


def _called(cast: Cast, words: list[str], position: int) -> str | None:
    """`la alcaldesa`, `der Bürgermeister`: the person with that title, the one named last before."""
    nouns = (words[1:2] or words) + words[-1:]
    found = [
        (person.start, person.name)
        for noun in nouns
        for person in cast.by_role.get(noun, ())
        if person.start <= position and person.title and noun in head_nouns(person.title)
    ]
    if found:
        return max(found)[1]
    head = words[-1]
    if head.endswith(ROLE_ENDINGS) and len(words) == 2:
        gender = _ARTICLES.get(words[0], "u")
        near = reversed(cast.named(max(0, position - _NEAR), position))
        return next((person.name for _, person in near if agrees(cast.gender(person), gender)), None)
    return None


def _antecedent(
    cast: Cast, text: str, gender: str, position: int, sentence: int, paragraph: int, recent: str | None,
    before: int | None,
) -> str | None:  # fmt: skip
    """The person a pronoun stands for: the last speaker, else the first named in the sentences before, else in the
    paragraphs before, the nearest first."""
    subject = None if before is None else _subject_of(cast, text, gender, before, sentence)
    if subject is not None:
        return subject
    if recent is not None:
        person = cast.by_name.get(recent)
        if agrees(cast.gender(person), gender) if person else _is_human(recent):
            return recent
    first = _first_named(cast, paragraph, sentence, gender) or _first_named(cast, sentence, position, gender)
    end = paragraph - 2
    for _ in range(_LOOK_BACK):
        if first is not None or end <= 0:
            break
        start = text.rfind("\n\n", 0, end)
        start = 0 if start < 0 else start + 2
        first = _first_named(cast, start, end, gender)
        end = start - 2
    return first


def _subject_of(cast: Cast, text: str, gender: str, begin: int, sentence: int) -> str | None:
    """`Judge Ann Roe was not convinced. "…," she said`: who opens the sentence `text[begin:sentence]`, if it quotes
    nobody."""
    stretch = text[begin:sentence]
    if '"' in stretch or "“" in stretch or "''" in stretch:
        return None
    named = cast.named(begin, min(sentence, begin + _OPENING))
    if not named:
        return None
    place, person = named[0]
    preceding, after = text[begin:place].split(" "), text[place + len(person.family) : place + len(person.family) + 2]
    opens = all(word[:1].isupper() for word in preceding if word) and not after.startswith(("'", "’", ","))
    return person.name if opens and agrees(cast.gender(person), gender) and after[1:].islower() else None


def _first_named(cast: Cast, start: int, end: int, gender: str) -> str | None:
    return next((person.name for _, person in cast.named(start, end) if agrees(cast.gender(person), gender)), None)


def _is_human(phrase: str) -> bool:
    """Whether a description can be `he` or `she`: its noun is a role, or a word for one person."""
    return any(is_role(word) or word in _ONE_PERSON for word in phrase.lower().split())
