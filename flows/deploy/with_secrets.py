"""Run a command with secrets from files: `python -m flows.deploy.with_secrets COMMAND …`.

`{secret:NAME}` in a variable of the environment becomes what the file NAME in /run/secrets (or SECRETS_FOLDER) holds,
escaped where the value is an address. So a secret stands in no compose file and in nothing that `docker inspect` shows,
and a service whose secret is missing, empty or short does not start.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

FOLDER = "/run/secrets"
LEAST = 16  # characters

_PLACE = re.compile(r"\{secret:([a-z0-9_]{1,64})\}")


class SecretError(ValueError):
    """A secret cannot be used; the message names its file, never its content."""


def read_secret(path: Path) -> str:
    """The content of a secret's file, without the newline at its end."""
    try:
        secret = path.read_text(encoding="utf-8").removesuffix("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SecretError(
            f"{path}: {getattr(error, 'strerror', None) or 'no text'}; a secret is needed there"
        ) from error
    if len(secret) < LEAST or not secret.isprintable() or " " in secret:
        raise SecretError(f"{path}: a secret is one word of at least {LEAST} characters; `make secrets` makes them")
    return secret


def resolved(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The environment with its secrets in place. SecretError for one that cannot be used."""
    return {name: _filled(value, folder) for name, value in environment.items()}


def _filled(value: str, folder: Path) -> str:
    if "{secret:" not in value:
        return value

    def secret(found: re.Match[str]) -> str:
        text = read_secret(folder / found[1])
        return quote(text, safe="") if "://" in value else text

    return _PLACE.sub(secret, value)


def main() -> NoReturn:
    """Replace this process by the command; exit code 2 where a secret cannot be used."""
    try:
        environment = resolved(os.environ, Path(os.environ.get("SECRETS_FOLDER", FOLDER)))
    except SecretError as error:
        sys.exit(f"copydesk: {error}")
    os.execvpe(sys.argv[1], sys.argv[1:], environment)  # noqa: S606  # the command is the compose file's


if __name__ == "__main__":
    main()
