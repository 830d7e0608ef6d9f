"""Markdown (CommonMark) with front matter, as static-site generators keep their articles."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date

import yaml
from markdown_it import MarkdownIt

from flows.parse.containers.stream import Stream
from flows.parse.encoding import Undecodable, decode
from flows.parse.html.fragment import fill_from_markup
from flows.parse.limits import Limits
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.options import DEFAULT_OPTIONS, Options
from flows.parse.readers.field_map import BodyHolder, field_map_of, map_fields
from flows.parse.readers.whole_file import one_record

NAME = "markdown"
SUFFIXES = (".md", ".markdown", ".mdown", ".mdx")
_FENCES = re.compile(r"(?s)\ufeff?(---|\+\+\+)[ \t]*\n(.*?\n)\1[ \t]*(?:\n|$)")
_FIRST_FIELD = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:---|\+\+\+)[ \t]*\r?\n(?:#[^\n]{0,200}\n|[ \t]*\r?\n){0,20}[\w\"-]{1,60}[ \t]{0,9}[:=]"
)


class _NoAliases(yaml.SafeLoader):
    """YAML without anchors: a few of them unfold into millions of values."""

    def compose_node(self, parent: yaml.nodes.Node | None, index: int) -> yaml.nodes.Node | None:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not read")
        return super().compose_node(parent, index)


def recognise(head: bytes, name: str) -> bool:
    """Front matter, or the name: Markdown without it is plain text by its bytes."""
    return bool(_FIRST_FIELD.match(head)) or name.lower().endswith(SUFFIXES)


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    yield from one_record(stream, limits, "a Markdown file")


def read(record: RawRecord, path: str, options: Options = DEFAULT_OPTIONS) -> Draft | Rejection:
    """The front matter's fields are mapped as a dump's are; what cannot be read of it is the record's rejection."""
    decoded = decode(record.data)
    if isinstance(decoded, Undecodable):
        return record.rejected("undecodable", decoded.message)
    fields: Mapping[str, object] = {}
    text = decoded.text
    if fences := _FENCES.match(text):
        try:
            fields = _fields(fences[1], fences[2])
        except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
            message = f"the front matter cannot be read: {' '.join(str(error).split())[:300]}; valid is YAML or TOML"
            return record.rejected("invalid_front_matter", message)
        text = text[fences.end() :]
    elif _FIRST_FIELD.match(record.data):
        return record.rejected("truncated_file", "the front matter has no closing line (`---` or `+++`)")
    if not text.strip():
        return record.rejected("no_text", "nothing but blanks after the front matter")
    draft = Draft(text, NAME, NAME, path_hint=path, evidence=list(decoded.evidence))
    map_fields(BodyHolder(fields, "", text, {}), draft, field_map_of(options))
    fill_from_markup(draft, MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text), "commonmark")
    return draft


def _fields(fence: str, text: str) -> Mapping[str, object]:
    value = tomllib.loads(text) if fence == "+++" else yaml.load(text, _NoAliases)  # noqa: S506 - a safe loader
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError(f"a list of fields was asked for, and this is {type(value).__name__}")
    return {str(name): _plain(member) for name, member in value.items()}


def _plain(value: object) -> object:
    """Dates as text, sets as lists: what JSON has words for."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): _plain(member) for name, member in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(member) for member in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
