"""Web archives of invented pages, made for each test."""

import base64
import gzip
import hashlib
from collections.abc import Callable, Iterable
from io import BytesIO

from flows.parse.containers.stream import Stream
from flows.parse.crawl.archived import Archived, Broken

PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>Ferry late again</title></head><body><article>"
    "<h1>Ferry late again</h1>"
    "<p>The ferry to Skerry Island came in two hours late on Monday, the harbour office said.</p>"
    "<p>“Fog held us up,” said Ada Quill, the captain. Nobody was hurt.</p></article></body></html>"
).encode()
URL = "https://news.example/2019/12/31/ferry"
DATE = "2020-01-02T03:04:05Z"


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def http(body: bytes = PAGE, status: str = "200 OK", newline: str = "\r\n", **fields: str) -> bytes:
    stated = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    stated |= {name.replace("_", "-").title(): value for name, value in fields.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in stated.items() if value), "", ""]
    return newline.join(lines).encode() + body


def warc(block: bytes, kind: str = "response", newline: str = "\r\n", end: str | None = None, **fields: str) -> bytes:
    stated = {
        "WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:{hashlib.md5(block).hexdigest()}>", "WARC-Date": DATE,
        "WARC-Target-URI": "" if kind == "warcinfo" else URL,
        "Content-Type": "application/http; msgtype=response" if kind == "response" else "application/warc-fields",
    }  # fmt: skip
    named = {"url": "WARC-Target-URI", "type": "Content-Type", "length": "Content-Length", "date": "WARC-Date"}
    stated["Content-Length"] = str(len(block))
    stated |= {named.get(name, f"WARC-{name.replace('_', '-').title()}"): value for name, value in fields.items()}
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in stated.items() if value), "", ""]
    return newline.join(lines).encode() + block + (2 * newline if end is None else end).encode()


def arc(block: bytes, url: str = URL, media_type: str = "text/html", length: object = None) -> bytes:
    stated = len(block) if length is None else length
    return f"{url} 192.0.2.7 20200102030405 {media_type} {stated}\n".encode() + block + b"\n"


def version_block() -> bytes:
    block = b"1 0 Harbour Archive\nURL IP-address Archive-date Content-type Archive-length\n"
    return arc(block, "filedesc://harbour.arc", "text/plain")


def member_wise(records: Iterable[bytes]) -> bytes:
    """Each record a gzip member of its own, as crawlers write."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def stream(data: bytes, piece: int = 1 << 18) -> Stream:
    source = BytesIO(data)
    return Stream(iter(lambda: source.read(piece), b""))


def outline(items: Iterable[Archived | Broken]) -> list[str]:
    """`response` of a record, `broken_record` of what is none."""
    return [item.kind if isinstance(item, Archived) else item.reason_code for item in items]


def blocks(items: Iterable[Archived | Broken]) -> list[bytes]:
    return [item.block for item in items if isinstance(item, Archived)]


Records = Callable[..., Iterable[Archived | Broken]]
