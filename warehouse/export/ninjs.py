"""Articles as items of ninjs 3, IPTC's standard for news in JSON (https://iptc.org/std/ninjs/).

The names are those of version 3.2's schema. ninjs has no place for quotes, figures and evidence: they stay behind.
What it asks in another form:

* `uri` must be there: an article without an address gets its id, as a UUID.
* Its instants are whole: of a date known to the day, midnight UTC.
* `dateline` has no member; it opens the body, as it does in `article_body`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote
from uuid import UUID

VERSION = "3.2"
STANDARD = {
    "name": "ninjs",
    "version": VERSION,
    "schema": f"https://www.iptc.org/std/ninjs/ninjs-schema_{VERSION}.json",
}
CHILDREN = ("blocks", "mentions", "images")  # tables that an item is made of, beside `articles`
MEMBERS = {"person": "people", "organisation": "organisations", "place": "places"}
_TAGS = {"paragraph": "p", "heading": "h2", "list_item": "li"}
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-\[\]_a-z~]+")  # no blank, no <>"{}|^`
_KEPT = "%/:?#[]@!$&'()*+,;=-._~"


def item(article: Mapping[str, Any], withdrawn: Collection[str] = ()) -> dict[str, Any]:
    """One article with its `CHILDREN` as a ninjs item. `withdrawn`: the `work_id`s that an agency took back."""
    body = {
        "role": "main", "contentType": "text/html", "value": _markup(article),
        "charCount": len(article["article_body"]), "wordCount": article["word_count"],
    }  # fmt: skip
    members: dict[str, Any] = {
        "standard": STANDARD,
        "uri": uri_of(article),
        "type": "text",
        "representationType": "partial" if article["is_truncated"] else "full",
        "version": str(article["version"]),
        "firstCreated": article["date_published"],
        "versionCreated": article["date_modified"],
        "pubStatus": "canceled" if article["work_id"] in withdrawn else "usable",
        "language": article["in_language"],
        "headlines": _roles(main=article["headline"], subheadline=article["alternative_headline"]),
        "descriptions": _roles(summary=article["abstract"]),
        "by": article["byline"] or " and ".join(article["authors"]),
        "located": article["dateline_place"],
        "infoSources": [
            {"name": article[column], "role": role}
            for column, role in (("publisher", "publisher"), ("credit", "credit"))
            if article[column]
        ],
        "subjects": list(_subjects(article)),
        **{name: list(_named(article["mentions"], kind)) for kind, name in MEMBERS.items()},
        "bodies": [body],
        "associations": list(_pictures(article["images"])),
        "altIds": [{"role": role, "value": article[role]} for role in ("article_id", "work_id")],
    }
    return {name: value for name, value in members.items() if value not in (None, "", [])}


def uri_of(article: Mapping[str, Any]) -> str:
    """The article's address if it can be a URI, else its id as one."""
    return _uri(article["uri"]) or UUID(article["article_id"]).urn


def _uri(address: str | None) -> str | None:
    """An address with its letters beyond ASCII escaped; None if that does not make a URI of it."""
    escaped = quote(address or "", safe=_KEPT)
    return escaped if _URI.fullmatch(escaped) else None


def _roles(**values: str | None) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": value} for role, value in values.items() if value]


def _subjects(article: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    if article["article_section"]:
        yield {"name": article["article_section"], "rel": "section"}
    yield from ({"name": word, "rel": "keyword"} for word in article["keywords"] if word)


def _named(mentions: Sequence[Mapping[str, Any]], kind: str) -> Iterator[dict[str, Any]]:
    for mention in mentions:
        if mention["kind"] == kind:
            named = {"name": mention["name"] or mention["text"], "rel": "mentions"}
            if kind == "place" and None not in (mention["latitude"], mention["longitude"]):
                at = [mention["longitude"], mention["latitude"]]  # GeoJSON has the east first
                yield named | {"geoJSON": {"type": "Point", "coordinates": at}}
            else:
                yield named


def _pictures(images: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Pictures that have an address anyone can ask."""
    for number, image in enumerate(images, 1):
        if (address := _uri(image["url"])) and address.startswith("http"):
            picture = {
                "name": f"picture{number}", "uri": address, "type": "picture",
                "descriptions": _roles(caption=image["caption"]), "by": image["credit"],
                "renditions": [{"name": "main", "href": address}],
            }  # fmt: skip
            yield {name: value for name, value in picture.items() if value not in (None, "", [])}


def _markup(article: Mapping[str, Any]) -> str:
    """The body as HTML, of its blocks where they are the body, else of its paragraphs."""
    blocks = [(block["kind"], block["text"]) for block in article["blocks"] if block["kind"] in _TAGS]
    if "\n\n".join(text for _, text in blocks) != article["article_body"]:
        blocks = [("paragraph", text) for text in article["article_body"].split("\n\n")]
    parts, in_list = [], False
    for kind, text in blocks:
        if in_list != (kind == "list_item"):
            in_list = not in_list
            parts.append("<ul>" if in_list else "</ul>")
        tag = _TAGS[kind]
        parts.append(f"<{tag}>{html.escape(text, quote=False).replace(chr(10), '<br>')}</{tag}>")
    return "".join((*parts, "</ul>" if in_list else ""))
