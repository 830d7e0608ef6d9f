"""What an agency item says, whatever its format, and the draft or the refusal that it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.parse.agency.elements import add
from flows.parse.agency.status import is_media, is_reference, is_still, is_withdrawn
from flows.parse.agency.timestamps import extended
from flows.parse.agency.wire_text import WireText
from flows.parse.headline import squashed
from flows.parse.model import Block, Draft, RawRecord, Rejection
from schemas.vocabularies import BODY_KINDS

_DATES = ("date_published", "date_modified")
_EXCERPT = 100  # characters of a headline that a message shows
_OPENING_BLOCKS = 8  # in which a text may repeat its headlines
_FEWEST_OF_A_SCRIPT = 2  # paragraphs: a film may come with its script, and with no more than a caption


@dataclass(slots=True)
class Item:
    """`stated`, `named_in` and `extra` are those of `Draft`. `kind` is text, picture, composite …; `parts` are the
    addresses of the items that this one lists."""

    stated: dict[str, object] = field(default_factory=dict)
    named_in: dict[str, str] = field(default_factory=dict)
    extra: dict[str, object] = field(default_factory=dict)
    text: WireText = field(default_factory=WireText)
    text_name: str = ""
    kind: str = ""
    status: str = ""
    parts: list[str] = field(default_factory=list)

    def state(self, column: str, value: object, name: str) -> bool:
        """The first value a column gets is the one it keeps; a later one goes to `extra`, unless it is the same."""
        if isinstance(value, str):
            value = extended(value) if column in _DATES else value.strip()
        if value in ("", [], None):
            return False
        if column in self.stated:
            if value != self.stated[column] and column not in _DATES:
                self.keep(name.rpartition("/")[2].lower(), value)
            return False
        self.stated[column], self.named_in[column] = value, name
        return True

    def fill(self, column: str, value: object, name: str) -> None:
        """As `state`, for what is only asked where nothing better says it."""
        if column not in self.stated:
            self.state(column, value, name)

    def extend(self, column: str, rows: Sequence[object], name: str) -> None:
        """More pictures, links or names."""
        known = self.stated.get(column)
        if rows:
            self.stated[column] = [*(known if isinstance(known, list) else ()), *rows]
            self.named_in.setdefault(column, name)

    def keep(self, name: str, value: object) -> None:
        """`value` under `name` in `extra`; a second one makes a list."""
        if value not in ("", [], {}, None):
            add(self.extra, name, value)

    def offer_text(self, text: WireText, name: str) -> bool:
        """Take a text if it is longer than the one there is."""
        if text.length() <= self.text.length():
            return False
        self.text, self.text_name = text, name
        return True


def drafted(item: Item, record: RawRecord, name: str, path: str) -> Draft | Rejection:
    """The item as a draft. Withdrawn items, pictures and lists of items are told apart: they are no articles."""
    if refusal := _refused(item):
        about = str(item.stated.get("uri", ""))
        return Rejection(record.locator, record.byte_offset, *refusal, record.data, about)
    _settle(item)
    stated, named_in = item.stated, item.named_in
    item.extend("images", item.text.images, item.text_name)
    item.extend("links", item.text.links, item.text_name)
    if record.context:
        item.extra["message"] = dict(record.context)
    if item.status:
        item.extra["pubstatus"] = item.status
    named_in["article_body"] = item.text_name
    blocks = _told(item)
    text = "\n\n".join(block.text for block in blocks)
    return Draft(
        text, name, name, stated, named_in, item.extra, path, blocks=blocks, embeds=item.text.embeds, is_whole=True
    )


def _refused(item: Item) -> tuple[str, str] | None:
    """Reason code and message for what is no article."""
    known_as = " ".join(
        word for word in (
            str(item.stated.get("uri", "without an id")),
            f"version {item.extra['version']}" if item.extra.get("version") else "",
            f"({str(item.stated['headline'])[:_EXCERPT]})" if item.stated.get("headline") else "",
        ) if word
    )  # fmt: skip
    if is_withdrawn(item.status):
        return "withdrawn", f"{known_as} is {item.status}: it is not to be used, nor are its earlier versions"
    if is_reference(item.kind):
        return "reference_item", f"{known_as} is of class {item.kind}: data about the news"
    paragraphs = sum(block.kind in BODY_KINDS and block.kind != "heading" for block in item.text.blocks)
    if is_media(item.kind) and (is_still(item.kind) or paragraphs < _FEWEST_OF_A_SCRIPT):
        return "media_item", f"{known_as} is of class {item.kind}, without a text of its own"
    if paragraphs:
        return None
    if item.parts:
        listed = ", ".join(item.parts[:5])
        return "item_list", f"{known_as} lists {len(item.parts):,} items: {listed}"
    if item.text.blocks:
        return None  # a flash: its headline is all there is
    return "no_text", f"{known_as} holds no text; what it is about stands elsewhere, or was cut"


def _told(item: Item) -> list[Block]:
    """The blocks; where the text opens with the item's headlines, these under their kinds."""
    titles = {
        squashed(value): column for column in ("alternative_headline", "headline")
        if isinstance(value := item.stated.get(column), str)
    }  # fmt: skip
    blocks = list(item.text.blocks)
    opening = True
    for place, block in enumerate(blocks[:_OPENING_BLOCKS]):
        opening = opening and block.kind not in ("paragraph", "list_item")
        repeated = titles.get(squashed(block.text))
        if repeated and (block.kind in ("heading", "headline") or (block.kind == "paragraph" and place == 0)):
            blocks[place] = block._replace(kind=repeated, reason=f"repeats_{repeated}")
            opening = True
        elif block.kind == "headline" and not opening:
            blocks[place] = block._replace(kind="heading")
    return blocks


def _settle(item: Item) -> None:
    """What only the whole item tells: who is credited, and second headlines that are no headlines."""
    if "publisher" in item.stated:
        item.stated.setdefault("credit", item.stated["publisher"])
        item.named_in.setdefault("credit", item.named_in["publisher"])
    second, words = item.stated.get("alternative_headline"), item.stated.get("keywords")
    if isinstance(second, str) and isinstance(words, list) and squashed(second) in map(squashed, words):
        del item.stated["alternative_headline"], item.named_in["alternative_headline"]
    line = item.stated.get("dateline")
    if isinstance(urgency := item.extra.get("urgency"), str) and urgency.isdecimal():
        item.extra["urgency"] = int(urgency)
    if isinstance(version := item.extra.get("version"), int):
        item.extra["version"] = str(version)
    if isinstance(line, str) and line[0].isdigit():  # when it was sent, not where it was written
        item.keep("dateline", item.stated.pop("dateline"))
