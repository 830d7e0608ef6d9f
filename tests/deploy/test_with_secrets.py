"""Secrets come from files, into the process alone; a service without its secret does not start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flows.deploy.make_secrets import make_secrets
from flows.deploy.with_secrets import SecretError, read_secret, resolved


def test_they_are_filled_in_and_escaped_in_addresses(tmp_path: Path) -> None:
    (tmp_path / "word").write_text("a@b/c:d%e?f#0123456789\n")
    given = {"PLAIN": "{secret:word}", "URL": "redis://default:{secret:word}@redis:6379/0", "OTHER": "{not:one}"}
    assert resolved(given, tmp_path) == {
        "PLAIN": "a@b/c:d%e?f#0123456789", "OTHER": "{not:one}",
        "URL": "redis://default:a%40b%2Fc%3Ad%25e%3Ff%230123456789@redis:6379/0",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "\n", "short", "two words of some length", "two\nlines of some length", "a\0" * 20]
)
def test_what_is_no_secret_is_refused_and_not_shown(tmp_path: Path, text: str) -> None:
    path = tmp_path / "word"
    path.write_text(text)
    with pytest.raises(SecretError, match="at least 16 characters") as told:
        read_secret(path)
    assert text.strip() == "" or text not in str(told.value)


def test_a_command_gets_them_and_without_them_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "word").write_text("0123456789abcdef\n")
    command = [
        sys.executable,
        "-m",
        "flows.deploy.with_secrets",
        sys.executable,
        "-c",
        "import os; print(os.environ['A'])",
    ]
    environment = {"SECRETS_FOLDER": str(tmp_path), "A": "{secret:word}"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "0123456789abcdef\n")
    done = subprocess.run(
        command, env=environment | {"A": "{secret:other}"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "other: No such file" in done.stderr


def test_secrets_are_made_once_and_for_their_owner(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    assert len(make_secrets(folder)) == 8
    assert folder.stat().st_mode & 0o777 == 0o700
    before = {path.name: path.read_text() for path in folder.iterdir()}
    assert len({*before.values()}) == 8
    assert make_secrets(folder) == []
    assert {path.name: path.read_text() for path in folder.iterdir()} == before
    for name in before.keys() - {"s3_config"}:
        assert len(read_secret(folder / name)) >= 16
    for name in before.keys() - {"s3_config", "api_auth", "db_password", "redis_password"}:
        assert before[name].strip() in before["s3_config"]


def test_secrets_of_an_earlier_version_stay_and_the_new_ones_come_to_them(tmp_path: Path) -> None:
    make_secrets(tmp_path)
    before = {path.name: path.read_text() for path in tmp_path.iterdir()}
    for name in ("s3_reader_access_key", "s3_reader_secret_key"):
        (tmp_path / name).unlink()
    assert set(make_secrets(tmp_path)) == {"s3_reader_access_key", "s3_reader_secret_key", "s3_config"}
    assert (tmp_path / "s3_access_key").read_text() == before["s3_access_key"]
    assert (tmp_path / "s3_reader_access_key").read_text().strip() in (tmp_path / "s3_config").read_text()
