"""The secrets of the stack: `python -m flows.deploy.make_secrets FOLDER` (`make secrets`).

The folder is its owner's alone; a file in it can be read by whichever user a container runs as, because Docker mounts
it as it is. What is there already stays.
"""

from __future__ import annotations

import json
import secrets
import sys
from pathlib import Path

BYTES = 32
IDENTITIES = {  # of the store: who, and what they may do
    "s3": ["Admin", "Read", "Write", "List", "Tagging"],
    "s3_reader": ["Read", "List"],  # the report's
}


def make_secrets(folder: Path) -> list[str]:
    """Make those that are missing; their names."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    made = [
        _write(folder / "api_auth", f"copydesk:{secrets.token_hex(BYTES)}"),
        *(_write(folder / name, secrets.token_hex(BYTES)) for name in ("db_password", "redis_password")),
    ]
    for identity in IDENTITIES:
        made.append(_write(folder / f"{identity}_access_key", secrets.token_hex(10)))
        made.append(_write(folder / f"{identity}_secret_key", secrets.token_hex(BYTES)))
    made.append(_write_anew(folder / "s3_config", _s3_config(folder)))
    return [name for name in made if name]


def _write(path: Path, text: str) -> str:
    if path.exists():
        return ""
    path.write_text(text + "\n", encoding="utf-8")
    path.chmod(0o444)
    return path.name


def _write_anew(path: Path, text: str) -> str:
    """Write what follows from other secrets, in place of what followed from fewer."""
    if path.exists() and path.read_text(encoding="utf-8") == text + "\n":
        return ""
    path.unlink(missing_ok=True)
    return _write(path, text)


def _s3_config(folder: Path) -> str:
    """SeaweedFS's own form: who may do what. Nobody else may do anything."""
    identities = []
    for identity, actions in IDENTITIES.items():
        names = (f"{identity}_access_key", f"{identity}_secret_key")
        key, secret = ((folder / name).read_text(encoding="utf-8").strip() for name in names)
        credentials = [{"accessKey": key, "secretKey": secret}]
        identities.append({"name": identity, "credentials": credentials, "actions": actions})
    return json.dumps({"identities": identities})


if __name__ == "__main__":
    made = make_secrets(Path(sys.argv[1]))
    print(f"{sys.argv[1]}: made {', '.join(made)}" if made else f"{sys.argv[1]}: all are there")
