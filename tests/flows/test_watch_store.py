"""Watching a bucket of a real S3 server: what comes later is seen, and named by its address."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from flows.find import RawFile
from flows.watch import Announced, Watch, state_file
from tests.object_store import client, object_store


@pytest.mark.slow
def test_objects_that_come_later_are_announced_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    def hear(files: Sequence[RawFile]) -> None:
        heard.extend(file.path for file in files)

    with object_store(tmp_path) as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        files, source = client(environment), "s3://news/in"
        type(files).clear_instance_cache()  # an earlier test's store is not this one
        files.mkdir("news")
        files.pipe("news/in/a.txt", b"One")
        watching = Watch(source, Announced(state_file(tmp_path / "home", source)), hear, settle=2.0)
        watching.look(0.0), watching.look(2.0)
        assert heard == ["s3://news/in/a.txt"]
        files.pipe("news/in/b.txt", b"Two")
        watching.look(4.0), watching.look(6.0), watching.look(8.0)
        assert heard == ["s3://news/in/a.txt", "s3://news/in/b.txt"]
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    with pytest.raises(OSError, match="s3://news/in"):
        watching.look(10.0)
