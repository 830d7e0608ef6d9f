"""A part of the index: the signatures of some articles in one file, mapped into memory as it is.

The file is an Arrow file of one row, each column one list, uncompressed: hashes do not compress. Keys are sorted, so
that a look-up touches a few pages, and a small load is quick beside a million stored articles.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from warehouse.files import fsync_path
from warehouse.reprints.signature import OPENING_PERMUTATIONS, PERMUTATIONS, Signatures, select
from warehouse.reprints.wording import rules
from warehouse.reprints.words import Array

FORMAT = 1  # to be raised when signing or the columns of the file change


def _rules() -> bytes:
    return f"{FORMAT} {rules()}".encode()


class OtherFormatError(RuntimeError):
    """The file was written with other rules of signing, or is damaged."""


@dataclass(frozen=True, slots=True)
class Part:
    """Articles in the order of their texts' hashes, and each text among them that no earlier part has."""

    article_high: Array  # uint64: the first half of article_id
    article_low: Array  # uint64: the second
    article_body: Array  # uint64, ascending: the text of the article
    article_content: Array  # uint64: the head of content_sha256
    article_agency: Array  # uint8: the agency that its notes name, as in `Signatures`
    body: Array  # uint64, ascending: the texts
    words: Array  # uint32
    sketch: Array  # uint8, texts by PERMUTATIONS
    opening: Array  # uint8, texts by OPENING_PERMUTATIONS
    band_keys: Array  # uint32, ascending
    band_texts: Array  # uint32
    passage_keys: Array  # uint32, ascending
    passage_texts: Array  # uint32
    passage_words: Array  # uint16
    telling: Array  # uint16
    telling_starts: Array  # uint32: text t has telling[telling_starts[t]:telling_starts[t + 1]]

    @property
    def articles(self) -> int:
        return len(self.article_body)


WIDTHS = {"sketch": PERMUTATIONS, "opening": OPENING_PERMUTATIONS}
NAMES = tuple(field.name for field in fields(Part))


def build(articles: Array, content: Array, signatures: Signatures, known: Array) -> Part:
    """A part of these articles. `articles`: uint64, articles by 2; `known`: flags of texts that are stored already."""
    order = np.argsort(signatures.body, kind="stable")
    fresh = np.flatnonzero(~known & (signatures.body != 0))
    _, first = np.unique(signatures.body[fresh], return_index=True)
    texts = select(signatures, fresh[first])
    bands = np.argsort(texts.band_keys, kind="stable")
    passages = np.argsort(texts.passage_keys, kind="stable")
    return Part(
        article_high=articles[order, 0],
        article_low=articles[order, 1],
        article_body=signatures.body[order],
        article_content=content[order],
        article_agency=signatures.agency[order],
        body=texts.body,
        words=texts.words,
        sketch=texts.sketch,
        opening=texts.opening,
        band_keys=texts.band_keys[bands],
        band_texts=texts.band_texts[bands],
        passage_keys=texts.passage_keys[passages],
        passage_texts=texts.passage_texts[passages],
        passage_words=texts.passage_words[passages],
        telling=texts.telling,
        telling_starts=np.searchsorted(texts.telling_texts, np.arange(len(texts) + 1)).astype(np.uint32),
    )


def packed(part: Part) -> pa.Buffer:
    """A part as the bytes of its file."""
    schema = pa.schema([(name, pa.large_list(pa.from_numpy_dtype(getattr(part, name).dtype))) for name in NAMES])
    columns = []
    for name in NAMES:
        values = pa.array(getattr(part, name).ravel())
        columns.append(pa.LargeListArray.from_arrays(pa.array([0, len(values)], pa.int64()), values))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, schema.with_metadata({"rules": _rules()})) as file:
        file.write_table(pa.Table.from_arrays(columns, schema=schema))
    return sink.getvalue()


def write(folder: Path, part: Part) -> Path:
    """Write a part under a name made of its content's hash, durably; the same part gives the same file."""
    content, temporary = packed(part), folder / ".part.tmp"
    temporary.write_bytes(content)
    fsync_path(temporary)
    path = folder / f"part-{hashlib.sha256(content).hexdigest()[:32]}.arrow"
    temporary.replace(path)
    fsync_path(folder)
    return path


def is_sound(path: Path) -> bool:
    """The file's bytes are those that were written."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:32] == path.stem.removeprefix("part-")


def read(path: Path) -> Part:
    """Map a part into memory; OtherFormatError if it is of another format or no Arrow file."""
    try:
        table = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
    except (pa.ArrowInvalid, OSError) as error:
        raise OtherFormatError(f"{path} is damaged: {error}") from error
    if (table.schema.metadata or {}).get(b"rules") != _rules() or table.column_names != list(NAMES):
        raise OtherFormatError(f"{path} was written with other rules of signing")
    lists: dict[str, Any] = {name: table[name].chunk(0) for name in NAMES}
    columns = {name: values.values.to_numpy(zero_copy_only=True) for name, values in lists.items()}
    for name, width in WIDTHS.items():
        columns[name] = columns[name].reshape(-1, width)
    return Part(**columns)
