"""The social-media posts inside an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.parse.fields.post_cards import card
from flows.parse.fields.posts import Attribution, attributions, date_at, post_url
from flows.parse.model import Block, Embed

_URL = re.compile(r"(?:https?://|pic\.(?:twitter|x)\.com/)[^\s<>\"”]+")
_LABEL = re.compile(r"^(?:View|See) this post on \w{2,20}\s*|^Sieh dir diesen Beitrag auf Instagram an\s*")
_TRUTH = re.compile(r"\btruth ?social\b|\btruthsocial\.com\b", re.IGNORECASE)


def embeds(blocks: Sequence[Block]) -> list[Embed]:
    """One row for each block of kind `embed`, in order."""
    return [_embed(block) for block in blocks if block.kind == "embed"]


def _embed(block: Block) -> Embed:
    if block.reason and block.reason.endswith("_card") and (shown := card(block.text)):
        urls = _URL.findall(block.text)
        who = (shown.platform, shown.author_name, shown.author_handle, shown.posted_on, shown.words or None)
        return Embed(*who, urls[0].rstrip(".,;:)") if urls else None, block.source_start, block.source_end)
    found = attributions(block.text)
    attribution = found[-1] if found else _without_attribution(block.text)
    words = _LABEL.sub("", block.text[: attribution.start] + block.text[attribution.end :]).strip()
    urls = [url.rstrip(".,;:)") for url in _URL.findall(block.text)]
    posted_on = attribution.posted_on
    if posted_on is None and attribution.leads:  # name above, date below
        last_line = block.text.rpartition("\n")[2]
        posted_on, end = date_at(last_line, 0)
        words = words.removesuffix(last_line).strip() if posted_on and end == len(last_line) else words
    platform = attribution.platform
    if platform == "x" and _TRUTH.search(block.text):
        platform = "truth_social"
    return Embed(
        platform,
        attribution.author_name,
        attribution.author_handle,
        posted_on,
        words or None,
        urls[0] if urls else None,
        block.source_start,
        block.source_end,
    )


def _without_attribution(text: str) -> Attribution:
    """A post that nothing in the text credits: what its address tells, else only that it has a picture link."""
    for line in text.split("\n"):
        if address := post_url(line.strip()):
            return Attribution(address[0], None, address[1], None, len(text), len(text))
    return Attribution("x" if _URL.search(text) else "other", None, None, None, len(text), len(text))
