"""What an entry of any feed comes to: fields, and one text as markup or plain."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from flows.parse.html.fragment import fill_from_markup
from flows.parse.model import Draft, Image, Link, RawRecord, Rejection

_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,500}|!--[^<>]{0,500}--)>")
_SUMMARY = "the feed gives only a summary"


@dataclass(slots=True)
class Entry:
    """`stated` and `named_in` are those of `Draft`; the text is the fullest the entry has."""

    stated: dict[str, object] = field(default_factory=dict)
    named_in: dict[str, str] = field(default_factory=dict)
    extra: dict[str, object] = field(default_factory=dict)
    text: str = ""
    text_name: str = ""
    is_markup: bool = False
    is_summary: bool = False

    def state(self, column: str, value: object, name: str) -> bool:
        """The first value a column gets is the one it keeps."""
        if value in ("", [], None) or column in self.stated:
            return False
        self.stated[column], self.named_in[column] = value, name
        return True


def plain(value: str) -> str:
    """A line of text from one that may hold markup or escaped markup, as titles do."""
    if "<" in value:
        value = _TAG.sub(" " if "<br" in value or "<p" in value else "", value)
    return " ".join(html.unescape(value).split())


def holds_markup(value: str) -> bool:
    return bool(_TAG.search(value))


def drafted(entry: Entry, record: RawRecord, name: str, path: str) -> Draft | Rejection:
    """The entry as a draft; a rejection where it has no text at all."""
    if not plain(entry.text):
        message = "an entry without content or summary; valid is one of description, content:encoded, content, summary"
        return record.rejected("no_text", message)
    for column in ("publisher", "in_language"):
        entry.state(column, record.context.get(column, ""), f"feed:{column}")
    base = str(entry.stated.get("uri") or record.context.get("url", ""))
    if entry.stated.get("uri"):
        entry.stated["uri"] = urljoin(record.context.get("url", ""), str(entry.stated["uri"]))
    draft = Draft(entry.text, name, name, entry.stated, entry.named_in, entry.extra, base or path)
    if entry.is_markup:
        fill_from_markup(draft, entry.text, entry.text_name)
    else:
        draft.text = html.unescape(entry.text)
        draft.named_in["article_body"] = entry.text_name
    draft.truncated_because = _SUMMARY if entry.is_summary else None
    _absolute(draft, urljoin(record.context.get("url", ""), base))
    return draft


def _absolute(draft: Draft, base: str) -> None:
    links, images = draft.stated.get("links"), draft.stated.get("images")
    if isinstance(links, list):
        draft.stated["links"] = [link._replace(url=urljoin(base, link.url)) for link in links if isinstance(link, Link)]
    if isinstance(images, list):
        draft.stated["images"] = [
            image._replace(url=urljoin(base, image.url) if image.url else None)
            for image in images if isinstance(image, Image)
        ]  # fmt: skip
