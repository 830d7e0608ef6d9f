"""Times as agencies write them."""

import pytest

from flows.parse.agency.timestamps import extended


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("20170102T222800+0100", "2017-01-02T22:28:00+01:00"),
        ("20151210T191044Z", "2015-12-10T19:10:44Z"),
        ("20190129T1334", "2019-01-29T13:34:00"),
        ("20070101T000000", "2007-01-01"),
        ("20170102", "20170102"),
        ("2017-01-02T22:28:00+01:00", "2017-01-02T22:28:00+01:00"),
        ("May 3", "May 3"),
    ],
)
def test_basic_times_become_extended_ones(written: str, meant: str) -> None:
    assert extended(written) == meant
