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


def make_secrets(folder: Path) -> list[str]:
    """Make those that are missing; their names."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    made = [
        _write(folder / "api_auth", f"copydesk:{secrets.token_hex(BYTES)}"),
        *(_write(folder / name, secrets.token_hex(BYTES)) for name in ("db_password", "redis_password")),
    ]
    for name, length in (("s3_access_key", 10), ("s3_secret_key", BYTES)):
        made.append(_write(folder / name, secrets.token_hex(length)))
    made.append(_write(folder / "s3_config", _s3_config(folder)))
    return [name for name in made if name]


def _write(path: Path, text: str) -> str:
    if path.exists():
        return ""
    path.write_text(text + "\n", encoding="utf-8")
    path.chmod(0o444)
    return path.name


def _s3_config(folder: Path) -> str:
    """SeaweedFS's own form: who may do what. Nobody else may do anything."""
    key, secret = ((folder / name).read_text(encoding="utf-8").strip() for name in ("s3_access_key", "s3_secret_key"))
    identity = {"name": "copydesk", "credentials": [{"accessKey": key, "secretKey": secret}],
                "actions": ["Admin", "Read", "Write", "List", "Tagging"]}  # fmt: skip
    return json.dumps({"identities": [identity]})


if __name__ == "__main__":
    made = make_secrets(Path(sys.argv[1]))
    print(f"{sys.argv[1]}: made {', '.join(made)}" if made else f"{sys.argv[1]}: all are there")
