"""A run and its events, and addresses with a secret in them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flows.openlineage.events import Amount, Assertion, Identity, input_dataset, output_table, run_event
from flows.openlineage.names import Name, of_source, of_table
from schemas.registry import TABLES

NOW = datetime(2026, 5, 4, 6, 30, tzinfo=UTC)
RUN = Identity(Name("copydesk", "home.ingest"), "20260504T063000.000000Z", NOW)
Event = dict[str, Any]

SECRET = "tr0ub4dor"
LEAKS = [
    f"https://anna:{SECRET}@files.example/news.zip", f"https://{SECRET}@files.example/", f"https://x/?token={SECRET}",
    f"https://x/a?sig={SECRET}&x=1#y", f"https://x/a#{SECRET}", f"https://x/a;key={SECRET}", f"http://:{SECRET}@x:81/a",
    f"s3://anna:{SECRET}@bucket/key", f"s3://bucket/key?versionId={SECRET}", f"gs://bucket/a?token={SECRET}",
    f"sftp://anna:{SECRET}@host/a", f"ftp://anna:{SECRET}@host:21/a", f"HTTPS://ANNA:{SECRET}@HOST/A?b={SECRET}",
    f"zip://*.txt::https://anna:{SECRET}@host/a.zip?sig={SECRET}", f"abfs://c@acc/x?sv={SECRET}&se={SECRET}",
    f"https://anna:{SECRET}@[::1]:80/a", f"https://host/a?a=b@c&p={SECRET}", f"https://a@b:{SECRET}@host/x",
    f"https://anna:{SECRET}/x@host/a", f"https://anna:{SECRET}?x@host/a", f"https://anna:{SECRET}@[host/a",
    f"file:///data/news?token={SECRET}", f"hdfs://u:{SECRET}@node/a#f", f"webdav://u:{SECRET}@node/a;t={SECRET}",
]  # fmt: skip


def an_event(kind: str = "COMPLETE", error: str = "") -> Event:
    name = of_table("/srv/desk", "articles")
    asserted = [
        Assertion("articles_headline_given", "headline", "warning", "Every row has one.", False, 2, 62),
        Assertion("articles_types", "wrong_type", "critical", "Types are right.", True, 0, 62),
    ]
    reads = [
        input_dataset(of_source("/data/news"), Amount(78, 91_234, 53)),
        input_dataset(of_source("s3://press/2026")),
    ]
    return run_event(
        kind, NOW, RUN, reads, [output_table(name, TABLES["articles"], Amount(62, 99, 3), asserted)], error
    )
