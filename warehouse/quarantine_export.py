"""Records that were kept out, as a zip file that can be sent to someone: their bytes, and why."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

from warehouse.home import Home
from warehouse.remote.mirror import local_file
from warehouse.stored import StoredRecord, raw_bytes

README = """\
records.jsonl    one line a record: where it came from, and why it was kept out
bytes/<sha256>   the record's bytes, as they came; the name is the sha256 of what is in the file
bytes/<sha256>.zst   the same, compressed, of a raw file that is too large to be one record

`copydesk explain CODE` tells what a reason code means. The bytes are as the publisher sent them: open with care.
"""
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same records make the same zip file


def write_zip(home: Home, records: Sequence[StoredRecord], target: Path) -> int:
    """Write the zip file; returns of how many records there are bytes. OSError where it cannot be written."""
    by_part: dict[str, set[str]] = {}
    for record in records:
        if record.part:
            by_part.setdefault(record.part, set()).add(record.record_sha256)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, "README.txt", README.encode())
        lines = [json.dumps(_line(record), ensure_ascii=False) for record in records]
        _write(archive, "records.jsonl", "".join(f"{line}\n" for line in lines).encode())
        for part, digests in sorted(by_part.items()):
            if part.endswith(".zst"):
                archive.write(local_file(home, part), f"bytes/{Path(part).name}", zipfile.ZIP_STORED)
                continue
            for digest, (_, _, data) in sorted(raw_bytes(home, part, sorted(digests)).items()):
                _write(archive, f"bytes/{digest}", data)
    return sum(bool(record.part) for record in records)


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)


def _line(record: StoredRecord) -> dict[str, object]:
    row = record._asdict()
    del row["part"]
    return row | {"bytes": f"bytes/{Path(record.part).name if record.part.endswith('.zst') else record.record_sha256}"
                  if record.part else None}  # fmt: skip
