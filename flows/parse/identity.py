"""Identities: all of them hashes of content, none of names or times."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256 as _sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

ARTICLE_ID_DIGITS = 32  # 128 bits: no two of a billion records meet by chance
_TRACKING = re.compile(r"(?:utm_|mtm_|at_)\w*|fbclid|gclid|dclid|mc_cid|mc_eid|cmpid|ocid|igshid|smid|ref_src")
_REVISION = re.compile(r":\d+[NUA]?$")  # how a NewsML 1 URN ends: revision, and whether it is an update


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


def work_id(article: str, uri: str | None, publisher: str | None, headline: str | None, day: date | None) -> str:
    """What all versions of an article have in common; `article` is its own id.

    Two records are versions of one article if they state the same address or agency id, or, where they state none, have
    the same publisher, headline and day. An article of which none of this is known has no other versions.
    """
    if key := _stated_identity(uri or ""):
        return sha256(key.encode("utf-8", "surrogatepass"))[:ARTICLE_ID_DIGITS]
    if publisher and headline and day:
        key = "\0".join((publisher.casefold(), " ".join(headline.casefold().split()), day.isoformat()))
        return sha256(key.encode("utf-8", "surrogatepass"))[:ARTICLE_ID_DIGITS]
    return article


def _stated_identity(uri: str) -> str:
    """An address without what does not tell pages apart, or an agency id without its revision; empty if it is that of
    a whole site."""
    if not uri.startswith(("http://", "https://")):
        return _REVISION.sub("", uri) if uri.startswith("urn:newsml:") and uri.count(":") >= 5 else uri
    try:
        parts = urlsplit(uri)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # brackets that hold no address
        return uri
    path = parts.path.rstrip("/")
    asked = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)])
    return f"{host}{path}?{asked}" if path or asked else ""
