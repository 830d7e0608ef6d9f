"""CSV and TSV: a row is an article."""

import csv
import io
from pathlib import Path

import orjson
import pytest

from flows.parse.assemble import parse
from flows.parse.limits import DEFAULT_LIMITS
from flows.parse.model import ParsedArticle, RawRecord, Rejection
from flows.parse.options import Options
from flows.parse.record import file_format, records

ROWS = [
    {"title": "Ferry late", "content": 'The ferry was late,\n\nthe "harbour" said; again.', "date": "2024-05-03"},
    {"title": "Brücke gesperrt", "content": "Die Brücke ist gesperrt.", "date": "2024-05-04"},
    {"title": "Rain", "content": "It rained | all day.", "date": ""},
]


def table(delimiter: str = ",", end: str = "\r\n") -> str:
    target = io.StringIO()
    writer = csv.DictWriter(target, ["title", "content", "date"], delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(ROWS)
    return target.getvalue()


def found(folder: Path, data: bytes, name: str = "articles.csv") -> list[RawRecord | Rejection]:
    path = folder / name
    path.write_bytes(data)
    return list(records(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_are_records(tmp_path: Path, delimiter: str, end: str, encoding: str) -> None:
    items = found(tmp_path, table(delimiter, end).encode(encoding), "dump")
    assert [item.locator for item in items] == ["row:1", "row:2", "row:3"]
    assert [orjson.loads(item.data) for item in items] == [
        {name: value for name, value in row.items() if value} for row in ROWS
    ]
    assert file_format(tmp_path / "dump") == "csv"


def test_offsets_are_those_of_the_rows(tmp_path: Path) -> None:
    data = table().encode()
    for item, row in zip(found(tmp_path, data), ROWS, strict=True):
        assert data[item.byte_offset :].startswith(row["title"].encode())


def test_row_with_other_fields_costs_only_itself(tmp_path: Path) -> None:
    items = found(tmp_path, table().replace("2024-05-04\r\n", '2024-05-04,"one more"\r\n').encode())
    assert [getattr(item, "reason_code", "") for item in items] == ["", "invalid_csv", ""]


def test_byte_that_is_no_utf_8_costs_only_its_row(tmp_path: Path) -> None:
    many = table() + "".join(f"Nummer {n},Grüße vom Amt,\r\n" for n in range(400))
    data = many.encode().replace("Brücke ist".encode(), b"Br\xfccke ist")
    codes = [getattr(item, "reason_code", "") for item in found(tmp_path, data)]
    assert codes[:3] == ["", "undecodable", ""] and not any(codes[3:])


def test_cut_within_a_quoted_field_is_told(tmp_path: Path) -> None:
    data = table().encode()
    items = found(tmp_path, data[: data.index(b"said")])
    assert [getattr(item, "reason_code", "") for item in items] == ["truncated_file"]


def test_prose_with_commas_is_no_table(tmp_path: Path) -> None:
    found(tmp_path, b"Content, they say, is king\n\nThe ferry, the harbour said, was late.\n", "a.txt")
    assert file_format(tmp_path / "a.txt") == "plain_text"


def test_unknown_names_are_named_by_the_run(tmp_path: Path) -> None:
    items = found(tmp_path, "kopf;rumpf\nFähre verspätet;Die Fähre kam am Montag zu spät.\n".encode())
    (record,) = items
    assert isinstance(record, RawRecord)
    refused = parse(record, record.reader, "")
    assert isinstance(refused, Rejection) and refused.reason_code == "missing_body" and "--map" in refused.message
    options = Options(field_names={"article_body": ("rumpf",), "headline": ("Kopf",)})
    article = parse(record, record.reader, "", options)
    assert isinstance(article, ParsedArticle)
    assert (article.headline, article.article_body) == ("Fähre verspätet", "Die Fähre kam am Montag zu spät.")
    assert DEFAULT_LIMITS.record_bytes == 16 << 20
