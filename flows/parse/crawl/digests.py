"""Digests as WARC labels them (`sha1:3I42H3S6…`), in base32 or hexadecimal."""

from __future__ import annotations

import base64
import binascii
import hashlib

_ALGORITHMS = {"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256", "sha512": "sha512",
               "sha-512": "sha512", "md5": "md5"}  # fmt: skip


def holds(label: str, data: bytes) -> bool | None:
    """Whether `data` has this digest; None where the label is none, or of an algorithm that is not known here."""
    algorithm, _, written = label.partition(":")
    known = _ALGORITHMS.get(algorithm.strip().lower())
    expected = known and _bytes(written.strip(), hashlib.new(known, usedforsecurity=False).digest_size)
    if not known or not expected:
        return None
    return hashlib.new(known, data, usedforsecurity=False).digest() == expected


def _bytes(written: str, size: int) -> bytes | None:
    try:
        if len(written) == 2 * size and "=" not in written:
            return bytes.fromhex(written)
        found = base64.b32decode(written.upper().rstrip("=") + "=" * (-len(written.rstrip("=")) % 8))
    except (ValueError, binascii.Error):
        return None
    return found if len(found) == size else None
