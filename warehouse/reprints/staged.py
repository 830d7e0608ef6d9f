"""Signatures made where articles are parsed: there may be many workers, but there is one loader."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from warehouse.reprints import stored
from warehouse.reprints.part import Part, build
from warehouse.reprints.signature import sign


def signatures(articles: pa.Table) -> Part:
    """The signatures of staged articles."""
    content = np.array([int(str(digest)[:16], 16) for digest in articles["content_sha256"].to_pylist()], np.uint64)
    texts = zip(articles["headline"].to_pylist(), articles["article_body"].to_pylist(), strict=True)
    found = sign([(headline, str(body)) for headline, body in texts])
    return build(stored.numbers(articles["article_id"].to_pylist()), content, found, np.zeros(len(found), np.bool_))
