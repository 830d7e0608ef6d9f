"""The agency that an article comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.parse.fields.agencies import agency, first_agency
from flows.parse.fields.byline import Byline
from flows.parse.fields.dateline import Dateline
from flows.parse.model import Block


class Credit(NamedTuple):
    """An agency in its normal form, which line says so, and where."""

    agency: str
    method: str
    source_start: int | None
    source_end: int | None


# Reasons of credit blocks that say where the text comes from, the surest first. Picture credits say nothing of it.
_REASONS = ("agency_sign_off", "agency_name", "contributors", "copyright")


# A news service's terms, under each text that it gives away.
_CREATED_BY = re.compile(r"Content created by ([A-Z][^.,;()\n]{2,60}?) is available")


def credit(blocks: Sequence[Block], byline: Byline | None, dateline: Dateline | None) -> Credit | None:
    """The agency credited in the dateline, else in the byline, else on a credit line."""
    if dateline and dateline.agency:
        normal = agency(dateline.agency) or dateline.agency
        return Credit(normal, "dateline", dateline.source_start, dateline.source_end)
    if byline and byline.agency:
        return Credit(byline.agency, "byline", byline.source_start, byline.source_end)
    for reason in _REASONS:
        for index, block in enumerate(blocks):
            if block.kind != "credit" or block.reason != reason:
                continue
            if reason == "agency_name" and _amid_body(blocks, index):
                continue  # under a picture
            if created := _CREATED_BY.match(block.text):
                name = created[1].strip()
                return Credit(agency(name) or name, f"{reason}_line", block.source_start, block.source_end)
            if found := first_agency(block.text):
                return Credit(found[0], f"{reason}_line", block.source_start, block.source_end)
    return None


def _amid_body(blocks: Sequence[Block], index: int) -> bool:
    """Whether paragraphs stand on both sides of a block."""
    return any(block.kind == "paragraph" for block in blocks[:index]) and any(
        block.kind == "paragraph" for block in blocks[index + 1 :]
    )
