"""Sources that are no path: standard input, file://, http(s)://, and object stores through fsspec.

What is new is brought into the run's staging folder and read from there; it is known by its address. Credentials come
from the environment, as each store's own tools read them; an address that carries some is refused.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit
from urllib.request import url2pathname

STDIN = "-"
CHUNK_BYTES = 1 << 20
ALLOW_HTTP = "COPYDESK_ALLOW_HTTP"
TIMEOUT_SECONDS = 60.0
_SECRET = re.compile(r"token|secret|passw|signature|credential|api-?_?key|^(?:key|sig|auth|pwd)$", re.IGNORECASE)
HTTP = ("http", "https")


class SourceError(ValueError):
    """A source cannot be used; the message says what was received, what is valid and what to do."""


class Remote(NamedTuple):
    """One object of a store, as the store lists it. `version` changes when the object does."""

    url: str
    bytes: int
    version: int


def scheme(source: str) -> str:
    """`s3` of `s3://bucket/key`; empty for a path."""
    found, separator, _ = source.partition("://")
    return found.lower() if separator and found.replace("+", "").isalnum() else ""


def local_path(source: str) -> str:
    """A path, from a path or a file:// address."""
    if scheme(source) != "file":
        return source
    parts = urlsplit(source)
    if parts.netloc not in ("", "localhost"):
        raise SourceError(f"{source}: a file:// address names no host but localhost (file:///data/news)")
    return url2pathname(unquote(parts.path))


def check(source: str) -> None:
    """SourceError for an address that cannot be used, told before anything is started."""
    kind = scheme(source)
    if kind in ("", "file"):
        local_path(source)
        return
    parts = urlsplit(source)
    if parts.username or parts.password:
        raise SourceError(
            f"{kind}://…@{parts.hostname}: addresses with a user or password are refused, they end up in tables and "
            "logs; give credentials by the environment (AWS_ACCESS_KEY_ID, …)"
        )
    if kind in HTTP:
        if os.environ.get(ALLOW_HTTP, "") not in ("1", "true", "yes"):
            raise SourceError(f"{_shown(source)}: fetching from the web is off; set {ALLOW_HTTP}=1 to allow it")
        carried = next((name for name, _ in parse_qsl(parts.query, keep_blank_values=True) if _SECRET.search(name)), "")
        if carried:
            raise SourceError(
                f"{_shown(source)}?{carried}=…: addresses that carry a credential are refused, they end up in tables "
                "and logs; bring the file here by a tool that holds it, and ingest the file"
            )
        return
    _filesystem(source)


def listed(source: str) -> Iterator[Remote]:
    """The objects under an address, or those that match its pattern. OSError where the store cannot be reached."""
    if scheme(source) in HTTP:
        yield Remote(source, 0, 0)
        return
    files, root = _filesystem(source)
    prefix = f"{scheme(source)}://"
    is_pattern = any(character in root for character in "*?[")
    with _store_errors(source):
        found: dict[str, Any] = files.glob(root, detail=True) if is_pattern else files.find(root, detail=True)
    for name in sorted(found):
        entry = found[name]
        if entry.get("type") == "file" and not (entry.get("size") == 0 and name.endswith("/")):
            yield Remote(prefix + name, int(entry.get("size") or 0), _version(entry))


def fetch(url: str, folder: Path) -> tuple[Path, str, int]:
    """Bring one object into `folder`: where it is, its sha256 and its length. OSError if it cannot be had."""
    if scheme(url) in HTTP:
        return _over_http(url, folder)
    files, name = _filesystem(url)
    with _store_errors(url), files.open(name, "rb") as stream:
        return _kept(stream, folder, url)


def fetch_stdin(folder: Path) -> tuple[Path, str, int]:
    return _kept(sys.stdin.buffer, folder, "stdin")


@contextmanager
def _store_errors(source: str) -> Iterator[None]:
    """Whatever a store's client raises, as the OSError that it stands for."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:  # each store's client has errors of its own
        raise OSError(f"{_shown(source)}: {type(error).__name__}: {' '.join(str(error).split())}") from error


def _filesystem(source: str) -> tuple[Any, str]:
    import fsspec  # heavy, and only for these

    try:
        files, root = fsspec.core.url_to_fs(source)
    except ValueError as error:
        raise SourceError(
            f"{_shown(source)}: {error}; valid are paths, `-`, file://, http(s)://, s3:// and what fsspec knows"
        ) from error
    except ImportError as error:
        raise SourceError(f"{_shown(source)}: {error} (`pip install copydesk[s3]` for s3://)") from error
    return files, root


def _over_http(url: str, folder: Path) -> tuple[Path, str, int]:
    import httpx

    try:
        with httpx.stream("GET", url, follow_redirects=True, timeout=TIMEOUT_SECONDS) as answer:
            answer.raise_for_status()
            with closing(_Chunks(answer.iter_bytes(CHUNK_BYTES))) as stream:
                return _kept(stream, folder, url)
    except httpx.HTTPStatusError as error:  # its message holds the whole address
        raise OSError(f"{_shown(url)}: answered {error.response.status_code}") from error
    except httpx.HTTPError as error:
        raise OSError(f"{_shown(url)}: {error or type(error).__name__}") from error


class _Chunks:
    """Chunks of bytes as something that is read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def read(self, size: int) -> bytes:  # noqa: ARG002 - chunks come as long as they were asked for
        return next(self._chunks, b"")

    def close(self) -> None:
        """The connection is closed by whoever opened it."""


def _kept(stream: IO[bytes] | _Chunks, folder: Path, url: str) -> tuple[Path, str, int]:
    """Under the name it has, for the readers that look at it."""
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(url.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    base = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])[-80:].replace("/", "_").replace("\0", "")
    path, digest, size = folder / f"{name}-{base}", hashlib.sha256(), 0
    with path.open("wb") as target:
        while data := stream.read(CHUNK_BYTES):
            digest.update(data)
            size += target.write(data)
    return path, digest.hexdigest(), size


def _version(entry: dict[str, Any]) -> int:
    """What tells a changed object from an unchanged one of the same length: its time, else its tag."""
    for name in ("LastModified", "mtime", "last_modified", "created"):
        value = entry.get(name)
        if isinstance(value, datetime):
            return int(value.timestamp() * 1_000_000_000)
        if isinstance(value, int | float):
            return int(value * 1_000_000_000)
    tag = str(entry.get("ETag") or entry.get("etag") or entry.get("md5Hash") or "")
    return int.from_bytes(hashlib.sha256(tag.encode()).digest()[:7]) if tag else 0


def _shown(source: str) -> str:
    """An address without what may be a secret."""
    parts = urlsplit(source)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"
