"""A real S3 server on the loopback, for tests: SeaweedFS, from the binary that the development set-up installs."""

from __future__ import annotations

import json
import os
import random
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

START_SECONDS = 60.0
WEED = Path(sys.executable).with_name("weed")
_HALF = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 2
_RANGE = (12_000 + 5_000 * _HALF, 17_000 + 5_000 * _HALF)
_CHOOSE = random.Random()  # not as tests are seeded: runs at the same time must differ
_GIVEN: set[int] = set()


def free_ports(count: int) -> list[int]:
    """Ports that are free, and so are those 10,000 above: SeaweedFS takes each of these for gRPC, too.

    All lie below those that the kernel gives to outgoing connections, which could take one before its server does; two
    test processes never get the same.
    """
    found: list[int] = []
    while len(found) < count:
        port = _CHOOSE.randrange(*_RANGE)
        if port in _GIVEN:
            continue
        with socket.socket() as one, socket.socket() as other:
            try:
                one.bind(("127.0.0.1", port))
                other.bind(("127.0.0.1", port + 10_000))
            except OSError:
                continue
        _GIVEN.add(port)
        found.append(port)
    return found


@contextmanager
def object_store(folder: Path) -> Iterator[dict[str, str]]:
    """The environment that reaches the store: address and keys, as every S3 client reads them."""
    key, secret = secrets.token_hex(8), secrets.token_hex(16)
    config = folder / "s3.json"
    config.write_text(json.dumps({"identities": [
        _identity("tests", key, secret, "Admin", "Read", "Write", "List", "Tagging"),
        _identity("reader", *_reader(key, secret), "Read", "List"),
    ]}))  # fmt: skip
    master, volume, filer, s3 = free_ports(4)
    command = [
        str(WEED), "server", "-s3", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-volume.max=200",
        "-volume.minFreeSpace=1", "-volume.preStopSeconds=0", f"-master.port={master}", f"-volume.port={volume}",
        f"-filer.port={filer}",
        f"-s3.port={s3}", f"-s3.config={config}", "-s3.port.iceberg=0", "-s3.port.lance=0",
    ]  # fmt: skip
    address = f"http://127.0.0.1:{s3}"
    environment = {
        "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret, "AWS_ENDPOINT_URL": address,
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true",
    }  # fmt: skip
    log = (folder / "weed.log").open("wb")
    process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(process, environment, folder)
        yield environment
    finally:
        process.kill()  # it holds nothing that is needed, and takes half a minute to say goodbye
        process.wait(20)
        log.close()


def reader(environment: dict[str, str]) -> dict[str, str]:
    """The environment of someone who may read everything and write nothing."""
    key, secret = _reader(environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"])
    return environment | {"AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret}


def _reader(key: str, secret: str) -> tuple[str, str]:
    return f"{key}r", secret[::-1]


def _identity(name: str, key: str, secret: str, *actions: str) -> dict[str, Any]:
    return {"name": name, "credentials": [{"accessKey": key, "secretKey": secret}], "actions": list(actions)}


def client(environment: dict[str, str]) -> Any:
    """s3fs, reaching the store."""
    import s3fs

    return s3fs.S3FileSystem(
        key=environment["AWS_ACCESS_KEY_ID"], secret=environment["AWS_SECRET_ACCESS_KEY"],
        endpoint_url=environment["AWS_ENDPOINT_URL"], skip_instance_cache=True,
    )  # fmt: skip


def _wait(process: subprocess.Popen[bytes], environment: dict[str, str], folder: Path) -> None:
    """Until a bucket can be made and written to: the gateway answers before the store behind it is ready."""
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            files = client(environment)
            if not files.exists("ready"):
                files.mkdir("ready")
            files.pipe("ready/ready", b"yes")
            return
        except Exception:  # whatever botocore and s3fs make of a server that is not up yet; the end of it is below
            time.sleep(0.3)
    raise RuntimeError(f"the S3 server did not start: {(folder / 'weed.log').read_text()[-2000:]}")
