"""Times as agencies write them: ISO 8601 basic, with any offset."""

from __future__ import annotations

import re

_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(?:[.,]\d{1,9})?\s?(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE)


def extended(written: str) -> str:
    """`2017-01-02T22:28:00+01:00` of `20170102T222800+0100`; anything else as it stands.

    Midnight in no zone is the day.
    """
    written = written.strip()
    match = _BASIC.fullmatch(written)
    if match is None:
        return written
    year, month, day, hour, minute, second, zone = match.groups()
    if zone is None and (hour, minute, second) == ("00", "00", "00"):
        return f"{year}-{month}-{day}"
    offset = zone or ""
    if len(offset) == 5:
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{offset.upper()}"
