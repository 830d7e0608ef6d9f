"""Who a speaker is: `he`, `Esper` or `the former vice president` led back to the fullest name in the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.parse.fields.cast import Cast, Person, agrees
from flows.parse.fields.person_names import SUFFIXES
from flows.parse.fields.roles import FEMALE, MALE, PARTIES, is_role
from flows.parse.fields.sentence_words import WORDS

_WORD = re.compile(r"[^\W_](?:[\w’'.-]*\w)?")
_POSSESSIVE = re.compile(r"['’]s?$")
_NO_SPEAKER, _DETERMINERS, _BODIES = WORDS["no_speaker"], WORDS["determiner"], WORDS["body"]
_PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we", "you", "who", "others"))
_GENDER_OF = {"he": "m", "she": "f"}
_WHOEVER = frozenset(("it", "they"))
PERSONAL = _WHOEVER | _GENDER_OF.keys()  # stand for the last speaker, if that fits
_OTHER_PRONOUNS = frozenset(("his", "her", "its", "their", "i", "we", "who"))
_LOOK_BACK = 12  # paragraphs in which a pronoun's person is looked for
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
    cast: Cast, text: str, phrase: str, *, position: int, sentence: int, paragraph: int, recent: str | None
) -> str | None:
    """The full name that `phrase` at `position` stands for, or the phrase itself where it names nobody known.

    `sentence` and `paragraph` are where those begin; `recent` is the last speaker. None: a thing that has no voice of
    its own (a caption, a banner), or a pronoun that nobody fits.
    """
    lower = phrase.lower()
    words = lower.split()
    if words[-1] in _MUTE:
        return None
    if lower in _WHOEVER:
        return recent or phrase
    if lower in _GENDER_OF:
        return _antecedent(cast, text, _GENDER_OF[lower], position, sentence, paragraph, recent)
    named = _named(cast, phrase, position)
    if named is not None:
        return named
    if words[0] not in _OTHER_PRONOUNS and (words[0] == "the" or words[-1] in ("president", "minister")):
        return _described(cast, words, min(position, paragraph) or position) or phrase
    return phrase


def is_speaker(phrase: str) -> bool:
    """Whether a noun phrase can name who speaks: a name, a pronoun, a description with its article, or people."""
    words = phrase.split()
    first = words[0].lower()
    bare = first.partition("'")[0].partition("’")[0]
    if first in _NO_SPEAKER or (bare in _PRONOUNS and bare != first and "s" not in first[len(bare) :]):
        return False  # "He'd"
    if first in _PRONOUNS or words[0][0].isupper() or first in _DETERMINERS or any(word[0].isupper() for word in words):
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
    if head in _NEVER_NAMED or head.endswith("s") or not (is_role(head) or head in PARTIES):
        return None
    wanted = set(words) - {"the", "former"}
    latest = {person.name: place for place, person in cast.named(0, position)}
    titled = [
        (len(wanted & person.roles), latest.get(person.name, -1), person.name)
        for person in cast.by_role.get(head, ())
        if ("vice" in wanted) == ("vice" in person.roles) and person.start <= position
    ]
    if titled:
        return max(titled)[2]
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


def _antecedent(
    cast: Cast, text: str, gender: str, position: int, sentence: int, paragraph: int, recent: str | None
) -> str | None:
    """The person a pronoun stands for: the last speaker, else the first named in the sentences before, else in the
    paragraphs before, the nearest first."""
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


def _first_named(cast: Cast, start: int, end: int, gender: str) -> str | None:
    return next((person.name for _, person in cast.named(start, end) if agrees(cast.gender(person), gender)), None)


def _is_human(phrase: str) -> bool:
    """Whether a description can be `he` or `she`: its noun is a role, or a word for one person."""
    return any(is_role(word) or word in _ONE_PERSON for word in phrase.lower().split())
