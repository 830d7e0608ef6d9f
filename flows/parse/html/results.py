"""What the parts of HTML reading hand to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from flows.parse.model import Block, Embed, Evidence, Image, Link


@dataclass(slots=True)
class Metadata:
    """What the page states about its article, arbitrated.

    `stated` and `named_in` are those of `Draft`: the winner for each column of `articles`, and where it stood
    (`json_ld.headline`, `og:title`). `evidence` has a row for each candidate that lost, with the reason in its note.
    `extra` holds what no column takes (`is_accessible_for_free`, …).
    """

    stated: dict[str, object] = field(default_factory=dict)
    named_in: dict[str, str] = field(default_factory=dict)
    extra: dict[str, object] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    article_body: str | None = None  # JSON-LD's own text of the article, markup removed: a rival to extraction
    types: tuple[str, ...] = ()  # schema.org and OpenGraph types: NewsArticle, Product, og:website …


class Extraction(NamedTuple):
    """The article cut out of the page: blocks in the page's order, without source offsets."""

    blocks: list[Block]
    embeds: list[Embed]
    images: list[Image]
    links: list[Link]
    method: str  # paragraph_clusters, json_ld.article_body, resiliparse …
    confidence: float  # 0 to 1
    evidence: tuple[Evidence, ...] = ()


class NotArticle(NamedTuple):
    """Why a page is no article: `kind` is listing, product, forum, login, error, home …"""

    kind: str
    signals: tuple[str, ...]
