"""Parquet files as a Croissant dataset (1.1, https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html).

Each file stands in `distribution` with its size and digest; of a table in several files, a FileSet says which they are.
Each table is a RecordSet with its key, and each column a Field with its type, its description and the standard term
that it comes from. `references` is left out: readers of Croissant join the tables where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from schemas.column import Column, Table, Type
from schemas.metadata.terms import address

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
PARQUET = "application/x-parquet"
CONTEXT: dict[str, Any] = {  # as the specification gives it
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
DATA_TYPES: dict[Type, str] = {
    Type.TEXT: "sc:Text",
    Type.INTEGER: "sc:Integer",
    Type.REAL: "sc:Float",
    Type.BOOLEAN: "sc:Boolean",
    Type.DATE: "sc:Date",
    Type.TIMESTAMP: "sc:DateTime",
    Type.TEXT_LIST: "sc:Text",
    Type.JSON: "sc:Text",
}


class DataFile(NamedTuple):
    """One Parquet file: its path beside the document, its table, size in bytes, and SHA-256."""

    path: str
    table: str
    bytes: int
    sha256: str


class About(NamedTuple):
    """What the data themselves do not say. `date_published`: ISO 8601; empty text is left out."""

    name: str
    description: str
    version: str
    date_published: str = ""
    license: str = ""


def croissant(about: About, tables: Iterable[Table], files: Sequence[DataFile]) -> dict[str, Any]:
    """The document as an object that JSON can write; the same for the same arguments."""
    distribution: list[dict[str, Any]] = []
    record_sets: list[dict[str, Any]] = []
    for table in tables:
        own = [file for file in files if file.table == table.name]
        if not own:
            continue
        distribution += map(_file_object, own)
        source = {"fileObject": {"@id": own[0].path}}
        if len(own) > 1:
            distribution.append(_file_set(table))
            source = {"fileSet": {"@id": _set_id(table)}}
        record_sets.append(_record_set(table, source))
    found = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": about.name,
        "description": about.description,
        "version": about.version,
        "datePublished": about.date_published,
        "license": about.license,
        "keywords": ["news"],
        "distribution": distribution,
        "recordSet": record_sets,
    }
    return {name: value for name, value in found.items() if value not in ("", None)}


def _file_object(file: DataFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": PARQUET,
        "sha256": file.sha256,
    }


def _set_id(table: Table) -> str:
    return f"{table.name}-files"


def _file_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": _set_id(table),
        "name": _set_id(table),
        "encodingFormat": PARQUET,
        "includes": f"{table.name}/*/*.parquet",
    }


def _record_set(table: Table, source: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": f"A record is {table.row}.",
        "key": [{"@id": f"{table.name}/{name}"} for name in table.primary_key],
        "field": [_field(table, column, source) for column in table.columns],
    }


def _field(table: Table, column: Column, source: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": DATA_TYPES[column.type],
        "source": source | {"extract": {"column": column.name}},
    }
    if column.type is Type.TEXT_LIST:
        found |= {"isArray": True, "arrayShape": "-1"}
    if definition := address(column.term):
        found["equivalentProperty"] = definition
    return found
