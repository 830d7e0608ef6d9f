"""What lies there goes in as it is: archives, dumps, standard input, an object store."""

from __future__ import annotations

import subprocess
import tarfile
import zipfile
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.conftest import COMMAND, Copydesk
from tests.object_store import client, object_store
from warehouse.home import Home
from warehouse.verify import verify

pytestmark = pytest.mark.xdist_group("ingest")


def text(number: int) -> str:
    return (
        f"Ferry {number} late again\n\nThe ferry to Ardrossan was {number} minutes late on Monday, the harbour master "
        "said. Passengers waited on the pier.\n\nA second boat will be hired in May, the company said."
    )


def fields(number: int) -> dict[str, str]:
    return {"title": f"Ferry {number} late again", "text": text(number).partition("\n\n")[2], "date": "2024-05-03"}


def heap(folder: Path) -> None:
    """One article in each wrapping, a broken file beside them."""
    (folder / "one.txt").write_text(text(1))
    with zipfile.ZipFile(folder / "day.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("news/two.txt", text(2))
        archive.writestr("__MACOSX/._two.txt", b"\0\5\26\7")
    with tarfile.open(folder / "week.tar.xz", "w:xz") as archive:
        (folder / "dump.jsonl").write_bytes(orjson.dumps(fields(3)) + b"\n" + orjson.dumps(fields(4)) + b"\n{broken\n")
        archive.add(folder / "dump.jsonl", "dump.jsonl")
        (folder / "dump.jsonl").unlink()
    (folder / "api.json").write_bytes(orjson.dumps({"articles": [fields(5), fields(6)]}, option=orjson.OPT_INDENT_2))
    (folder / "sheet.csv").write_text("title,text,date\n" + ",".join(f'"{value}"' for value in fields(7).values()))
    pq.write_table(pa.Table.from_pylist([fields(8), fields(9)]), folder / "table.parquet")
    whole = (folder / "day.zip").read_bytes()
    (folder / "cut.zip").write_bytes(whole[: len(whole) - 30])


def test_a_heap_of_everything(copydesk: Copydesk, tmp_path: Path) -> None:
    folder, home = tmp_path / "heap", tmp_path / "home"
    folder.mkdir()
    heap(folder)
    done = copydesk("ingest", folder, "--home", home)
    assert done.code == 3, done.err
    assert done.json["counts"] == {"seen": 14, "accepted": 9, "quarantined": 0, "rejected": 2, "skipped": 3}
    assert done.json["by_reason"] == {"invalid_json": 1, "truncated_container": 1, "duplicate_record": 1, "hidden": 2}
    rows = copydesk(
        "sql", "SELECT headline, source_format, record_locator FROM articles ORDER BY 1", "--home", home
    ).json
    assert [(row["source_format"], row["record_locator"]) for row in rows] == [
        ("plain_text", "file"), ("plain_text", "news/two.txt"), ("jsonl", "dump.jsonl#line:1"),
        ("jsonl", "dump.jsonl#line:2"), ("json", "item:1"), ("json", "item:2"), ("csv", "row:1"),
        ("parquet", "row:1"), ("parquet", "row:2"),
    ]  # fmt: skip
    assert verify(Home(home)) == []
    again = copydesk("ingest", folder, "--home", home)
    assert again.json["counts"]["accepted"] == 0 and again.json["files_unchanged"] == 7


def test_standard_input(environment: dict[str, str], tmp_path: Path) -> None:
    command = [COMMAND, "ingest", "-", "--home", str(tmp_path / "home")]
    done = subprocess.run(command, input=text(1).encode(), env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert orjson.loads(done.stdout)["counts"]["accepted"] == 1


def test_an_object_store(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = tmp_path / "heap"
    folder.mkdir()
    heap(folder)
    store = tmp_path / "store"
    store.mkdir()
    with object_store(store) as access:
        files = client(access)
        files.mkdir("press")
        files.put(str(folder) + "/", "press/2024/", recursive=True)
        command = [COMMAND, "ingest", "s3://press/2024", "--home", str(tmp_path / "home")]
        first, second = (
            subprocess.run(command, env=environment | access, capture_output=True, check=False) for _ in range(2)
        )
    assert first.returncode == 3, first.stderr
    counts = orjson.loads(first.stdout)["counts"]
    assert (counts["accepted"], counts["rejected"], counts["seen"]) == (9, 2, 14)
    assert orjson.loads(second.stdout)["files_unchanged"] == 7, second.stdout
    for output in (first.stdout + first.stderr, (tmp_path / "home" / "manifest.json").read_bytes()):
        assert access["AWS_SECRET_ACCESS_KEY"].encode() not in output
