"""HOME/search: where the index lies, what state of the warehouse it reflects, and who may change it.

    HOME/search/current      symlink to the index that is asked
    HOME/search/index-…      an index; another is only there while one is built to take its place
    HOME/search/lock         held by whoever changes the index

What the index reflects stands in the index itself, as a document that is replaced in the same commit as the articles:
the two cannot disagree, whatever moment the process is killed at.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
from collections.abc import Iterator
from pathlib import Path

from tantivy import Document, Index, IndexWriter, Query

from warehouse.home import Home
from warehouse.limits import QueryError
from warehouse.search.fields import VERSION, register, schema

STATE = "state"  # the field, and its value in the one document that has it


class SearchError(QueryError):
    """A question that cannot be put to the index, or an index that cannot answer: the message says which."""


class IndexBusyError(SearchError):
    """Another process is changing the index."""


def index_folder(home: Home) -> Path:
    return home.root / "search"


def current(home: Home) -> Path:
    """Symlink to the index that is asked."""
    return index_folder(home) / "current"


def digest(home: Home) -> str:
    """What names the present state of the warehouse: the SHA-256 of its manifest."""
    return hashlib.sha256(home.manifest.read_bytes()).hexdigest()


@contextlib.contextmanager
def changing(home: Home, *, wait: bool) -> Iterator[None]:
    """Hold the index for changing it; without `wait`, IndexBusyError if another process does."""
    folder = index_folder(home)
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("a") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise IndexBusyError(f"the search index of {home.root} is being brought up to date. Try again.") from error
        yield


def create_index(path: Path) -> Index:
    """A new, empty index."""
    path.mkdir()
    return register(Index(schema(), path=str(path)))


def open_index(path: Path) -> tuple[Index, str] | None:
    """The index and the digest of the manifest it reflects; None if none is there, or it is damaged or of another
    version: it is to be built anew."""
    try:
        with damage_told(path):
            index = Index.open(str(path.resolve(strict=True)))
            found = _state(index)
    except (OSError, ValueError, SearchError):  # tantivy raises ValueError for whatever it cannot open, read or find
        return None
    return (register(index), found) if found else None


@contextlib.contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """SearchError where tantivy panics: it does on bytes that it did not write."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the only name it has; it is no Exception
            raise
        raise SearchError(
            f"the search index in {path} is damaged ({error}). Remove {path.parent}: it is built anew."
        ) from error


def _state(index: Index) -> str | None:
    """ValueError if the index has other fields."""
    searcher = index.searcher()
    hits = searcher.search(Query.term_query(index.schema, STATE, STATE), 1).hits
    if not hits:
        return None
    document = searcher.doc(hits[0][1])
    version, manifest = document.get_first("version"), document.get_first("manifest")
    return str(manifest) if version == VERSION else None


def write_state(writer: IndexWriter, manifest: str) -> None:
    """Replace the state; it takes effect with the writer's commit."""
    document = Document()
    document.add_text(STATE, STATE)
    document.add_unsigned("version", VERSION)
    document.add_text("manifest", manifest)
    writer.delete_documents_by_term(STATE, STATE)
    writer.add_document(document)
