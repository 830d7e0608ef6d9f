"""Sources that are no path: what is refused, what is found, what is brought in."""

import hashlib
import http.server
import io
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import fsspec
import pytest

from flows.fetch import SourceError, check, local_path
from flows.find import find
from flows.land import land

TEXT = b"Ferry late\n\nThe ferry was late on Monday, the harbour master said.\n"


class Nothing:
    def unchanged(self, files: Sequence[tuple[str, int, int]]) -> set[str]:
        return set()

    def known_bytes(self, digests: Sequence[str]) -> dict[str, str]:
        return {}


@pytest.fixture
def bucket() -> Iterator[str]:
    store = fsspec.filesystem("memory")
    for name in ("a.txt", "deep/b.txt", "deep/c.jsonl", "deep/.hidden.txt"):
        store.pipe(f"/news/{name}", TEXT + name.encode())
    yield "memory://news"
    store.rm("/news", recursive=True)


def test_objects_under_an_address(bucket: str, tmp_path: Path) -> None:
    files = land([bucket], Nothing(), tmp_path).files
    assert [(file.path.rpartition("/")[2], file.reason) for file in files] == [
        ("a.txt", None), (".hidden.txt", "hidden"), ("b.txt", None), ("c.jsonl", None),
    ]  # fmt: skip
    for file in files:
        if file.local:
            data = Path(file.local).read_bytes()
            assert (hashlib.sha256(data).hexdigest(), len(data)) == (file.sha256, file.bytes)
            assert file.local.endswith(file.path.rpartition("/")[2]) and file.modified_ns


def test_pattern_at_an_address(bucket: str) -> None:
    assert [file.path.rpartition("/")[2] for file in find([f"{bucket}/**/b*.txt"])] == ["b.txt"]


def test_address_under_which_nothing_lies(bucket: str) -> None:
    (file,) = find([f"{bucket}/none"])
    assert file.reason in ("source_not_found", "unreadable")


def test_store_that_cannot_be_reached_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_MAX_ATTEMPTS": "1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "kept-secret")
    (file,) = find(["s3://press/2024"])
    assert file.reason == "unreadable" and "Could not connect" in str(file.message)
    assert "kept-secret" not in str(file.message)


def test_file_addresses_are_paths(tmp_path: Path) -> None:
    path = tmp_path / "old news.txt"
    path.write_bytes(TEXT)
    assert local_path(path.as_uri()) == str(path)
    assert [file.path for file in find([path.as_uri()])] == [str(path)]
    with pytest.raises(SourceError, match="localhost"):
        check("file://elsewhere/a.txt")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("https://news.example/a.html?token=secret", "COPYDESK_ALLOW_HTTP=1"),
        ("s3://key:secret@bucket/a", "environment"),
        ("nosuch://bucket/a", "valid are"),
    ],
)
def test_addresses_that_are_refused(source: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COPYDESK_ALLOW_HTTP", raising=False)
    with pytest.raises(SourceError, match=words) as caught:
        find([source])
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("name", ["token", "access_token", "sig", "X-Amz-Signature", "api_key", "apikey", "password"])
def test_a_credential_in_a_query_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_ALLOW_HTTP", "1")
    with pytest.raises(SourceError, match="carry a credential") as caught:
        check(f"https://news.example/a.html?id=7&{name}=hidden")
    assert "hidden" not in str(caught.value)
    check("https://news.example/a.html?id=7&monkey=see&author=Poe&design=old")


def test_standard_input_is_known_by_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT)))
    (file,) = land(["-"], Nothing(), tmp_path).files
    assert file.path == f"stdin:{hashlib.sha256(TEXT).hexdigest()[:16]}" and Path(file.local).read_bytes() == TEXT
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    assert land(["-"], Nothing(), tmp_path).files[0].reason == "empty_file"


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/a.txt" else 404)
        self.end_headers()
        self.wfile.write(TEXT)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


def test_one_file_from_the_web_where_it_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_ALLOW_HTTP", "1")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}"
        good, bad = land([f"{root}/a.txt", f"{root}/none.txt"], Nothing(), tmp_path).files
        server.shutdown()
    assert Path(good.local).read_bytes() == TEXT and good.reason is None
    assert bad.reason == "unreadable" and "404" in str(bad.message)
