"""A record of a web archive, whichever format it stands in, and bytes of one that make up no record."""

from __future__ import annotations

from typing import NamedTuple


class Archived(NamedTuple):
    """One record. `block` is what follows its header, or, of a block over the limit, its beginning.

    `kind` is the WARC-Type (ISO 28500, 5.5); an ARC record is a `response`, its first one `warcinfo`. `notes` say what
    is wrong with the record and was overlooked; `suspect`, why its bytes are not to be trusted without a digest.
    """

    archive: str  # "WARC/1.1", "ARC/1"
    number: int  # from 1, records that are none included
    offset: int
    kind: str
    url: str
    fetched: str  # ISO 8601; "" where the archive does not say, or says no time
    media_type: str  # as the record's own header states it
    header: bytes
    block: bytes
    length: int  # of the block
    record_id: str = ""
    block_digest: str = ""
    payload_digest: str = ""
    identified_type: str = ""  # WARC-Identified-Payload-Type
    truncated: str = ""  # WARC-Truncated: why the crawler stopped early
    segment: str = ""  # WARC-Segment-Number
    notes: tuple[str, ...] = ()
    suspect: str = ""

    @property
    def locator(self) -> str:
        return f"record:{self.number}"


class Broken(NamedTuple):
    """Bytes that are no whole record: what `Rejection` says of them."""

    locator: str
    offset: int
    reason_code: str
    message: str
    data: bytes
