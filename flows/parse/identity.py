"""Identities: all of them hashes of content, none of names or times."""

from hashlib import sha256 as _sha256

ARTICLE_ID_DIGITS = 32  # 128 bits: no two of a billion records meet by chance


def sha256(data: bytes) -> str:
    return _sha256(data).hexdigest()


def article_id(data: bytes) -> str:
    """Identity of the article in a record of these bytes, wherever and however often the record turns up."""
    return sha256(data)[:ARTICLE_ID_DIGITS]


def content_sha256(headline: str | None, body: str) -> str:
    """Hash of what a reader sees, to tell a changed article from one fetched again.

    A NUL, which no cleaned text holds, parts headline and body: moving a line from one to the other changes the hash.
    """
    return sha256(f"{headline or ''}\0{body}".encode("utf-8", "surrogatepass"))
