"""An object store, or any other file system that fsspec knows, as far as a home needs one.

Credentials and endpoints come from the environment, as each store's own tools read them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

TAKEN = ("PreconditionFailed", "ConditionalRequestConflict", "412", "409")  # how stores say: it is there already


class StoreError(OSError):
    """The store cannot be used; the message says which, why, and what to do."""


@dataclass(frozen=True)
class Store:
    """A folder of a store; keys are relative to it."""

    url: str

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        import fsspec  # heavy, and only for homes that are not local

        parts = urlsplit(self.url)
        if parts.username or parts.password:
            raise StoreError(f"{parts.scheme}://…@{parts.hostname}: a home's address may not carry a user or password; "
                             "give credentials by the environment (AWS_ACCESS_KEY_ID, …)")  # fmt: skip
        try:
            files, root = fsspec.core.url_to_fs(self.url)
        except (ValueError, ImportError) as error:
            raise StoreError(f"{self.url}: {error} (`pip install copydesk[s3]` for s3://)") from error
        return files, root.rstrip("/")

    def read(self, key: str) -> bytes:
        """The bytes of an object; FileNotFoundError without one."""
        files, root = self._opened
        with self._told(key):
            data: bytes = files.cat_file(f"{root}/{key}")
        return data

    def write(self, key: str, data: bytes) -> None:
        """Put an object, in place of another."""
        files, root = self._opened
        with self._told(key):
            files.pipe_file(f"{root}/{key}", data)

    def create(self, key: str, data: bytes) -> bool:
        """Put an object unless there is one of that name: of two who try at the same time, one succeeds."""
        files, root = self._opened
        try:
            with self._told(key):
                if hasattr(files, "auto_mkdir"):  # a file system with real folders
                    files.makedirs(f"{root}/{key}".rpartition("/")[0], exist_ok=True)
                files.pipe_file(f"{root}/{key}", data, mode="create")
        except FileExistsError:
            return False
        except OSError as error:
            causes = (error, error.__cause__, getattr(error.__cause__, "__cause__", None))
            if any(name in str(cause) for cause in causes if cause for name in TAKEN):
                return False
            raise
        return True

    def put(self, files_by_key: Sequence[tuple[Path, str]]) -> None:
        """Upload files; an object appears whole, or not at all."""
        files, root = self._opened
        if files_by_key:
            with self._told(files_by_key[0][1]):
                files.put([str(path) for path, _ in files_by_key], [f"{root}/{key}" for _, key in files_by_key])

    def get(self, targets: Mapping[str, Path]) -> None:
        """Download objects: each target appears whole, or not at all. FileNotFoundError if one is not there."""
        if not targets:
            return
        files, root = self._opened
        downloads = {key: target.with_name(f".{target.name}.{os.getpid()}.tmp") for key, target in targets.items()}
        for target in targets.values():
            target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with self._told(next(iter(targets))):
                files.get([f"{root}/{key}" for key in downloads], [str(path) for path in downloads.values()])
            for key, path in downloads.items():
                path.replace(targets[key])
        finally:
            for path in downloads.values():
                path.unlink(missing_ok=True)

    def find(self, prefix: str) -> dict[str, datetime | None]:
        """Keys under a prefix, and when each was last written, where the store says so."""
        files, root = self._opened
        with self._told(prefix):
            files.invalidate_cache()
            try:
                found: dict[str, dict[str, Any]] = files.find(f"{root}/{prefix}", detail=True)
            except FileNotFoundError as error:
                raise StoreError(
                    f"{self.url}: there is no such bucket ({_short(error)}). Make it, or correct the address."
                ) from error
        start = len(root) + 1
        return {name[start:]: _written(entry) for name, entry in sorted(found.items())}

    def remove(self, keys: Sequence[str]) -> None:
        files, root = self._opened
        if keys:
            with self._told(keys[0]):
                files.rm([f"{root}/{key}" for key in keys])

    @contextmanager
    def _told(self, key: str) -> Iterator[None]:
        """Whatever the store's client raises, as an OSError that says where."""
        try:
            yield
        except (FileNotFoundError, FileExistsError, StoreError):
            raise
        except PermissionError as error:
            raise StoreError(
                f"{self.url}/{key}: refused ({_short(error)}). Look at the credentials in the environment, and at what "
                "they may do in this bucket: list, read and write."
            ) from error
        except Exception as error:  # each store's client has errors of its own
            raise StoreError(f"{self.url}/{key}: {_short(error)}") from error


def _written(entry: Mapping[str, Any]) -> datetime | None:
    """Each kind of store has a name of its own for it."""
    for name in ("LastModified", "last_modified", "updated", "created", "mtime"):
        value = entry.get(name)
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC)
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=UTC)
    return None


def _short(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}"[:300]
