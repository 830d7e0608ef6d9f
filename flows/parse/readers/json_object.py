"""One JSON object that is an article, from whatever dump it comes."""

from __future__ import annotations

from typing import Protocol

import orjson

from flows.parse.encoding import Undecodable, decode, one_newline
from flows.parse.html.fragment import read_markup
from flows.parse.model import Draft, Evidence, RawRecord, Rejection
from flows.parse.options import DEFAULT_OPTIONS, Options
from flows.parse.readers.contract import fields_met, left_out, refused
from flows.parse.readers.field_map import BodyHolder, FieldMap, body_holder, field_map_of, map_fields

BOM = b"\xef\xbb\xbf"


class Read(Protocol):
    """A reader's `read`."""

    def __call__(self, record: RawRecord, path: str, options: Options = ...) -> Draft | Rejection: ...


def object_reader(source_format: str) -> Read:
    """`read` of a format whose records are objects with named fields. A dump's path says nothing of an article."""

    def read(record: RawRecord, path: str, options: Options = DEFAULT_OPTIONS) -> Draft | Rejection:
        return read_object(record, source_format, options, path)

    return read


def read_object(
    record: RawRecord, source_format: str, options: Options = DEFAULT_OPTIONS, path: str = ""
) -> Draft | Rejection:
    """One object's fields; see `field_names.toml` for which names are known, besides those in `options`.

    `path` is that of the dump, whose schema contract counts.
    """
    field_map = field_map_of(options)
    data = record.data.removeprefix(BOM)
    evidence: tuple[Evidence, ...] = ()
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        repaired = _decoded_object(data)
        if repaired is None:
            return record.rejected("invalid_json", _explained(error, data))
        if isinstance(repaired, Undecodable):
            return record.rejected("undecodable", repaired.message)
        value, evidence = repaired
    if not isinstance(value, dict):
        kind = {list: "an array", str: "a string", type(None): "null"}.get(type(value), "a number or truth value")
        return record.rejected("not_an_object", f'this is {kind}; valid is an object: {{"text": …}}')
    body = body_holder(value, field_map)
    if body is None:
        found = ", ".join(f"`{name[:40]}`" for name in list(value)[:30]) or "none"
        known = ", ".join(f"`{name}`" for name in field_map.names["article_body"])
        message = f"no field holds the text; fields found: {found}; names known: {known}; name yours with --map"
        return record.rejected("missing_body", message)
    if not body.text.strip():
        return record.rejected("no_text", f"the field `{body.name}` has nothing but blanks")
    draft = _mapped(body, source_format, field_map, evidence)
    draft.fields = fields_met({**body.around, **body.fields} if body.around else body.fields, record, path)
    if options.contract and (unknown := options.contract.unknown(draft.fields)):
        verdict = refused(options.contract, record, draft, unknown)
        if isinstance(verdict, Rejection):
            return verdict
        if verdict:
            draft = _without(body, unknown, draft, field_map, evidence)
    read_markup(draft)
    try:
        orjson.dumps(draft.extra)
    except TypeError as error:
        return record.rejected("invalid_json", f"{error}: no field may be nested deeper than 250 levels")
    uri = draft.stated.get("uri")
    draft.path_hint = uri if isinstance(uri, str) else ""
    return draft


def _mapped(body: BodyHolder, source_format: str, field_map: FieldMap, evidence: tuple[Evidence, ...]) -> Draft:
    draft = Draft(one_newline(body.text), source_format, source_format, evidence=list(evidence))
    map_fields(body, draft, field_map)
    return draft


def _without(
    body: BodyHolder, names: list[str], draft: Draft, field_map: FieldMap, evidence: tuple[Evidence, ...]
) -> Draft:
    """The same record without some of its fields; the text is never left out."""
    out = [name for name in names if name != body.name]
    fields, around = (
        {name: value for name, value in side.items() if name not in out} for side in (body.fields, body.around)
    )
    found = _mapped(body._replace(fields=fields, around=around), draft.source_format, field_map, evidence)
    if out and draft.fields:
        found.fields = draft.fields._replace(refused=tuple(out))
        found.evidence.append(left_out(out))
    return found


def _decoded_object(data: bytes) -> tuple[object, tuple[Evidence, ...]] | Undecodable | None:
    """A line that is not UTF-8, as the standard asks, decoded all the same; None where that is not what is wrong."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        decoded = decode(data)
        if isinstance(decoded, Undecodable):
            return decoded
        try:
            return orjson.loads(decoded.text), decoded.evidence
        except orjson.JSONDecodeError:
            return None
    return None


def _explained(error: orjson.JSONDecodeError, data: bytes) -> str:
    """orjson's message, with the column in bytes: orjson counts characters."""
    column = len(error.doc[: error.pos].encode("utf-8")) + 1
    return f"{error.msg}, at byte {column:,} of {len(data):,}; valid is one JSON object"
