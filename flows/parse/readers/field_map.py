"""A JSON object's fields to the columns of `articles`, by the table in `field_names.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from flows.parse.model import Draft, Evidence
from flows.parse.options import Options
from flows.parse.readers.values import READ_AS, Unusable

BODY = "article_body"
LOSER_CONFIDENCE = 0.3
NOTE_CHARACTERS = 200

_TABLE = tomllib.loads(Path(__file__).with_name("field_names.toml").read_text("utf-8"))
_WRAPPERS: tuple[str, ...] = tuple(_TABLE.pop("wrappers")["names"])
FIELD_NAMES: dict[str, tuple[str, ...]] = {column: tuple(entry["names"]) for column, entry in _TABLE.items()}
_COMBINED = {column for column, entry in _TABLE.items() if entry.get("combined")}
_READERS: dict[str, Callable[[object], object]] = {
    column: READ_AS[entry["read_as"]] for column, entry in _TABLE.items()
}


@lru_cache(maxsize=4096)  # dumps repeat their names; an attacker's are forgotten again
def fold(name: str) -> str:
    """A field's name without case and separators."""
    return re.sub(r"[\W_]", "", name).casefold()


class FieldMap(NamedTuple):
    """names: for each column the fields it is taken from, the first that has a usable value. places: by folded name."""

    names: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, int]]


def _field_map(names: Mapping[str, tuple[str, ...]]) -> FieldMap:
    places: dict[str, tuple[str, int]] = {}
    for column, fields in names.items():
        for rank, name in enumerate(fields):
            places.setdefault(fold(name), (column, rank))
    return FieldMap(names, places)


KNOWN_FIELDS = _field_map(FIELD_NAMES)


def field_map_of(options: Options) -> FieldMap:
    """The known names, and before them those of the run's own mapping."""
    return _with_own(tuple(sorted(options.field_names.items()))) if options.field_names else KNOWN_FIELDS


@lru_cache(maxsize=16)
def _with_own(own: tuple[tuple[str, tuple[str, ...]], ...]) -> FieldMap:
    given = dict(own)
    taken = {fold(name) for names in given.values() for name in names}
    return _field_map({
        column: (*given.get(column, ()), *(name for name in names if fold(name) not in taken))
        for column, names in FIELD_NAMES.items()
    })  # fmt: skip


class BodyHolder(NamedTuple):
    """The object in which the article's text stands, that text, and its field's name."""

    fields: Mapping[str, object]
    name: str
    text: str
    around: Mapping[str, object]  # the members of the outer object, where `fields` is wrapped in one


class _Candidate(NamedTuple):
    rank: int
    name: str
    value: object


def body_holder(value: Mapping[str, object], field_map: FieldMap = KNOWN_FIELDS) -> BodyHolder | None:
    """Where the text is: in the object itself, or in the one it wraps. Blank text only if there is no other."""
    if (found := _body_in(value, {}, field_map)) and found.text.strip():
        return found
    for wrapper in _WRAPPERS:
        inner = value.get(wrapper)
        if isinstance(inner, dict):
            around = {name: member for name, member in value.items() if name != wrapper}
            if wrapped := _body_in(inner, around, field_map):
                return wrapped
    return found


def _body_in(fields: Mapping[str, object], around: Mapping[str, object], field_map: FieldMap) -> BodyHolder | None:
    blank: BodyHolder | None = None
    for candidate in _candidates(fields, field_map).get(BODY, ()):
        try:
            text = READ_AS["body"](candidate.value)
        except (Unusable, RecursionError):
            continue
        found = BodyHolder(fields, candidate.name, str(text), around)
        if found.text.strip():
            return found
        blank = blank or found
    return blank


def _candidates(fields: Mapping[str, object], field_map: FieldMap) -> dict[str, list[_Candidate]]:
    """For each column its fields, the one that goes first in front."""
    found: dict[str, list[_Candidate]] = {}
    for name, value in fields.items():
        if place := field_map.places.get(fold(name)):
            found.setdefault(place[0], []).append(_Candidate(place[1], name, value))
    for candidates in found.values():
        if len(candidates) > 1:
            candidates.sort(key=lambda candidate: candidate.rank)
    return found


def map_fields(body: BodyHolder, draft: Draft, field_map: FieldMap = KNOWN_FIELDS) -> None:
    """Fill `stated`, `named_in` and `extra` of the draft; what is refused or loses leaves evidence."""
    draft.named_in[BODY] = body.name
    draft.extra.update(body.around)
    used = {body.name}
    for column, candidates in _candidates(body.fields, field_map).items():
        read, combined = _READERS[column], column in _COMBINED
        for candidate in candidates:
            if candidate.name == body.name or candidate.value in (None, "", [], {}):
                used.add(candidate.name)
                continue
            if column == BODY or (column in draft.stated and not combined):
                winner = draft.named_in[column]
                _lost(draft, column, candidate, f"`{winner}` goes before it")
                continue
            try:
                value = read(candidate.value)
            except (Unusable, RecursionError) as error:
                _lost(draft, column, candidate, str(error))
                continue
            if value in ("", []):
                if isinstance(candidate.value, str):  # else there is more in it than what was asked for: it is kept
                    used.add(candidate.name)
                continue
            used.add(candidate.name)
            if column in draft.stated:
                draft.stated[column] = [*_list(draft.stated[column]), *_list(value)]
            else:
                draft.stated[column], draft.named_in[column] = value, candidate.name
    draft.extra.update({name: value for name, value in body.fields.items() if name not in used})


def _list(value: object) -> list[object]:
    assert isinstance(value, list)  # noqa: S101 - readers of combined columns give lists
    return value


def _lost(draft: Draft, column: str, candidate: _Candidate, why: str) -> None:
    value = candidate.value
    if isinstance(value, str) and value == draft.stated.get(column):
        return
    shown = value[:NOTE_CHARACTERS] if isinstance(value, str) else None
    note = f"not used, kept in `extra`: {why}"
    draft.evidence.append(Evidence(column, shown, f"field:{candidate.name}", LOSER_CONFIDENCE, note=note))
