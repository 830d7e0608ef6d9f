"""Archives: every file in them, whatever packed it; every cut, every bomb and every lie told."""

import io
import struct
import tarfile
import zipfile

import pytest
import zstandard

from flows.parse.containers.bounds import Budget
from flows.parse.containers.stream import ContainerError, Stream
from flows.parse.containers.unpack import decompressed, leaves
from flows.parse.limits import DEFAULT_LIMITS, Limits
from tests.flows.parse.containers.archives import FILES, WAYS, tarred, zipped


def unpacked(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[dict[str, bytes], list[str]]:
    """The files that came out whole, and the reasons given for the others."""
    budget, files, reasons = Budget(limits), {}, []
    for leaf in leaves(decompressed(Stream(iter([data] if data else [])), budget), budget):
        if leaf.stream is None:
            reasons.append(leaf.reason_code or getattr(leaf.error, "reason_code", ""))
            continue
        parts = []
        try:
            while part := leaf.stream.read():
                parts.append(part)
        except ContainerError as error:
            reasons.append(error.reason_code)
            continue
        files[leaf.name] = b"".join(parts)
    return files, reasons


@pytest.mark.parametrize("way", WAYS)
def test_all_files_come_out(way: str) -> None:
    assert unpacked(WAYS[way]) == (FILES, [])


@pytest.mark.parametrize("way", WAYS)
def test_no_cut_goes_unnoticed_and_what_was_whole_before_it_is_kept(way: str) -> None:
    whole = WAYS[way]
    first, end = 1, len(whole)
    if way.startswith("tar,"):  # the format's mark stands at byte 257; what fills the last record up is no loss
        first, end = 263, 512 * (len(whole.rstrip(b"\0")) // 512 + 3)
    for length in range(first, end, max(1, len(whole) // 700)):
        files, reasons = unpacked(whole[:length])
        assert reasons and set(reasons) <= {"truncated_container", "corrupt_container"}, length
        assert files.items() <= FILES.items(), length


def test_archives_in_archives() -> None:
    inner = zipped({"a.txt": b"Rain ahead", "b.jsonl.zst": zstandard.compress(b'{"text": "It rained."}')})
    files, reasons = unpacked(tarred({"day.zip": inner, "c.txt": b"Dry"}))
    assert files == {
        "day.zip!/a.txt": b"Rain ahead",
        "day.zip!/b.jsonl.zst": b'{"text": "It rained."}',
        "c.txt": b"Dry",
    }
    assert not reasons
    files, reasons = unpacked(zipped({"outer.zip": zipped({"inner.zip": inner}), "c.txt": b"Dry"}))
    assert files == {"c.txt": b"Dry"} and reasons == ["container_too_large"]


def test_folders_and_links(tmp_path: object) -> None:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        folder = tarfile.TarInfo("news")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        link = tarfile.TarInfo("news/latest.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "../../etc/passwd"
        archive.addfile(link)
    assert unpacked(target.getvalue()) == ({}, ["not_a_regular_file"])
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.mkdir("news")
        packed.writestr("news/a.txt", b"Rain")
    assert unpacked(target.getvalue()) == ({"news/a.txt": b"Rain"}, [])


def test_flipped_bytes_are_noticed() -> None:
    whole = zipped({"a.txt": b"The ferry was late again on Monday morning."}, zipfile.ZIP_STORED)
    position = whole.index(b"ferry")
    files, reasons = unpacked(whole[:position] + b"F" + whole[position + 1 :])
    assert not files and reasons == ["corrupt_container"]


def test_encrypted_and_unknown_methods_cost_only_themselves() -> None:
    whole = bytearray(zipped({"a.txt": b"one", "b.txt": b"two", "c.txt": b"three"}, zipfile.ZIP_STORED))
    whole[6] |= 1  # the first file's flag: encrypted
    second = whole.index(b"PK\x03\x04", 4)
    whole[second + 8] = 97  # the second file's method: WavPack
    files, reasons = unpacked(bytes(whole))
    assert files == {"c.txt": b"three"} and reasons == ["encrypted_container", "unsupported_format"]


def test_directory_that_lists_another_number_of_files_is_a_lie() -> None:
    whole = zipped(FILES)
    end = whole.rindex(b"PK\x05\x06")
    lying = whole[: end + 8] + struct.pack("<HH", 9, 9) + whole[end + 12 :]
    files, reasons = unpacked(lying)
    assert files == FILES and reasons == ["corrupt_container"]


@pytest.mark.parametrize("count", [4, 5])
def test_members_are_counted(count: int) -> None:
    data = {f"{n}.txt": b"Rain" for n in range(count)}
    files, reasons = unpacked(zipped(data), Limits(container_members=4))
    assert (len(files), reasons) == (4, ["container_too_large"] if count > 4 else [])


def test_bombs_in_archives_are_stopped() -> None:
    bomb = zipped({"a.txt": b"Rain", "zeros": bytes(40 << 20)})
    assert unpacked(bomb) == ({"a.txt": b"Rain"}, ["container_too_large"])
    kernel = zstandard.compress(bytes(40 << 20))
    files, reasons = unpacked(zipped({f"{n}.zst": kernel for n in range(3)}, zipfile.ZIP_STORED))
    assert not files and reasons == ["container_too_large"] * 3
    many = tarred({f"{n}.txt": bytes(1 << 20) for n in range(9)})
    files, reasons = unpacked(zstandard.compress(many), Limits(container_bytes=4 << 20))
    assert len(files) == 3 and reasons == ["container_too_large"] * len(reasons) and reasons
