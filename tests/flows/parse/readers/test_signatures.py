"""Formats are told by their first bytes, in time that grows no faster than they do."""

import pytest

from flows.parse.readers.registry import READERS, Reader, identify, sniff
from tests.timing import within

ATTACKS = [
    b"<", b"<!--", b"<?x>", b"<a", b"< ", b"[", b"{", b"{ ", b'{"', b'{"a":', b"[ ", b'"', b"a", b" ", b"\n", b"<!--->",
    b"{}\n", b"1", b"@", b"said ",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_are_told_in_linear_time(attack: bytes) -> None:
    head = (attack * 100_000)[:100_000]
    within(0.1, lambda: identify(head, "a.txt"))


def test_sniff_names_a_reader_or_nothing() -> None:
    assert sniff(b"Ferry late", "a") == "plain_text"
    assert sniff(b'{"text": "Ferry late"}', "a") == "jsonl"
    assert sniff(b"\x7fELF\x02\x01\x01", "a.txt") is None


def test_long_single_line_of_json() -> None:
    assert sniff(b'{"title": "Ferry late", "text": "' + b"x" * 65_536, "a.txt") == "jsonl"


def test_every_format_has_a_name_and_a_reader() -> None:
    from schemas.vocabularies import SOURCE_FORMATS

    assert set(READERS) == set(SOURCE_FORMATS)
    assert all(isinstance(reader, Reader) and reader.name == name for name, reader in READERS.items())
