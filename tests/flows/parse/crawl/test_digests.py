"""Digests as archives write them."""

import base64
import hashlib

import pytest

from flows.parse.crawl.digests import holds

DATA = b"The ferry was late."


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha512", "md5"])
def test_hexadecimal_and_base32(algorithm: str) -> None:
    digest = hashlib.new(algorithm, DATA)
    base32 = base64.b32encode(digest.digest()).decode()
    for written in (digest.hexdigest(), digest.hexdigest().upper(), base32, base32.lower(), base32.rstrip("=")):
        assert holds(f"{algorithm}:{written}", DATA) is True
        assert holds(f"{algorithm.upper()}: {written} ", DATA) is True
        assert holds(f"{algorithm}:{written}", DATA + b"!") is False


@pytest.mark.parametrize(
    "label", ["", "sha1", "sha1:", "sha1:zz", "crc32:0badcafe", "sha256:" + "A" * 32, "sha1:" + "1" * 32]
)
def test_labels_that_cannot_be_checked(label: str) -> None:
    assert holds(label, DATA) is None
