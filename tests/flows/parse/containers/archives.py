"""Archives made by the test itself, one a way of packing."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping

FILES = {
    "news/ferry.txt": b"Ferry late\n\nThe ferry to Ardrossan was late on Monday, the harbour master said.\n" * 3,
    "news/2019/12/31/bridge with a long name that goes on and on and on, well past a hundred characters, as names "
    "made from headlines do.txt": b"Bridge shut\n\nThe bridge was shut.\n",
    "weather.txt": b"Rain ahead\n\nIt rained.\n",
}


class Pipe(io.RawIOBase):
    """A file that cannot be sought, so that sizes have to follow the data."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.data += data
        return len(data)


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED, *, streamed: bool = False) -> bytes:
    target: io.RawIOBase | io.BytesIO = Pipe() if streamed else io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:  # type: ignore[arg-type]
        for name, data in files.items():
            archive.writestr(name, data)
    return bytes(target.data) if isinstance(target, Pipe) else target.getvalue()  # type: ignore[union-attr]


def zip64(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(data)
    return target.getvalue()


def tarred(files: Mapping[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=form) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


WAYS = {
    "zip": zipped(FILES),
    "zip, stored": zipped(FILES, zipfile.ZIP_STORED),
    "zip, bzip2": zipped(FILES, zipfile.ZIP_BZIP2),
    "zip, streamed": zipped(FILES, streamed=True),
    "zip64": zip64(FILES),
    "tar, pax": tarred(FILES),
    "tar, GNU": tarred(FILES, tarfile.GNU_FORMAT),
    "tar.gz": gzip.compress(tarred(FILES), mtime=0),
}
