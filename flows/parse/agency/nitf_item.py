"""NITF 3.x (IPTC): one document is one story."""

from __future__ import annotations

from flows.parse.agency.elements import at, child, children, every, kept, name_of, value
from flows.parse.agency.item import Item
from flows.parse.agency.timestamps import extended
from flows.parse.agency.wire_text import from_element
from flows.parse.xml.document import Element, text_of

_IGNORED = frozenset(
    ("doc.copyright", "hedline", "byline", "distributor", "dateline", "abstract", "rights", "key-list")
)
_DOCDATA = {  # element → column, attributes that hold the value
    "date.issue": ("date_published", ("norm",)), "doc-id": ("uri", ("id-string",)),
}  # fmt: skip
_RENAMED = {  # element → its name in `extra`, attribute
    "urgency": ("urgency", "ed-urg"), "date.release": ("release", "norm"), "date.expire": ("expires", "norm"),
    "doc-scope": ("scope", "scope"), "du-key": ("du_key", "key"),
}  # fmt: skip


def fill_from_nitf(item: Item, root: Element) -> None:
    """What an `nitf` element says, into an item that may have been filled from around it."""
    head, body = child(root, "head"), child(root, "body")
    item.state("publisher", value(child(head, "pubdata"), "name"), "pubdata/name")
    _docdata(item, at(head, "docdata"))
    _head(item, head)
    _body_head(item, at(body, "body.head"))
    item.state("headline", text_of(child(head, "title")), "title")
    item.state("in_language", root.get("baselang") or "", "baselang")
    content = at(body, "body.content")
    if content is not None:
        whole = next((block for block in children(content, "block") if block.get("class") == "full_text"), content)
        text = from_element(whole)  # the New York Times' lead paragraph stands in a block of its own, too
        if (end := at(body, "body.end")) is not None:
            text.blocks += [
                block._replace(kind="note") if block.kind == "paragraph" else block
                for block in from_element(end).blocks
            ]
        item.offer_text(text, "body.content")


def _docdata(item: Item, docdata: Element | None) -> None:
    if docdata is None:
        return
    item.status = item.status or (docdata.get("management-status") or "").strip().lower()
    keywords: list[str] = []
    for part in children(docdata):
        name = name_of(part)
        if name in _DOCDATA:
            column, attributes = _DOCDATA[name]
            item.state(column, next((part.get(word) for word in attributes if part.get(word)), ""), name)
        elif name in _RENAMED:
            under, attribute = _RENAMED[name]
            item.keep(under, extended(value(part, attribute)))
        elif name == "key-list":
            keywords += [value(word, "key") for word in children(part, "keyword")]
        elif name == "ed-msg":
            item.keep("ednote", " ".join(word for word in (part.get("msg-type"), part.get("info")) if word))
        elif name == "identified-content":
            item.keep(name, kept(part))
            terms = [value(word, "value") for word in children(part, "classifier") if _is_descriptor(word)]
            keywords += terms
        elif name == "correction":
            item.keep(name, value(part, "info"))
        elif name == "doc.copyright":
            item.fill("publisher", value(part, "holder"), name)
            item.keep("copyrightholder", kept(part))
        elif name not in _IGNORED:
            item.keep(name, kept(part))
        if name == "du-key" and part.get("version"):
            item.keep("version", part.get("version"))
        if name == "doc-id" and part.get("regsrc"):
            item.keep("regsrc", part.get("regsrc"))
    if item.status == "embargoed" and (release := item.extra.get("release")):
        item.keep("embargoed", release)
    item.extend("keywords", list(dict.fromkeys(word for word in keywords if word)), "key-list")


def _is_descriptor(classifier: Element) -> bool:
    """Whether a classifier is a word for the story's subject, not a code or a shelf."""
    return (classifier.get("type") or "").endswith("descriptor")


def _head(item: Item, head: Element | None) -> None:
    subjects: list[str] = []
    for part in children(head):
        name = name_of(part)
        if name == "meta" and part.get("content"):
            item.keep(
                "meta", {"name": part.get("name") or part.get("http-equiv") or "", "content": part.get("content")}
            )
        elif name == "tobject":
            for subject in every(part, "tobject.subject"):
                levels = [subject.get(f"tobject.subject.{level}") for level in ("detail", "matter", "type")]
                subjects += [word for word in levels if word][:1]
                item.keep("subject", kept(subject))
            for genre in every(part, "tobject.property"):
                item.keep("genre", value(genre, "tobject.property.type"))
        elif name == "pubdata":
            item.state("article_section", part.get("position.section") or "", "pubdata/position.section")
            item.state("date_published", part.get("date.publication") or "", "pubdata/date.publication")
            item.keep("pubdata", kept(part))
        elif name == "revision-history":
            item.state("date_modified", part.get("norm") or "", "revision-history")
            item.keep("revision_history", kept(part))
        elif name not in ("docdata", "title", "meta"):
            item.keep(name, kept(part))
    item.extend("keywords", list(dict.fromkeys(subjects)), "tobject.subject")


def _body_head(item: Item, head: Element | None) -> None:
    hedline = child(head, "hedline")
    item.state("headline", text_of(child(hedline, "hl1")), "hl1")
    for second in children(hedline, "hl2", "hl3", "hl4"):
        if text_of(second) != item.stated.get("headline"):
            item.state("alternative_headline", text_of(second), "hl2")
    for line in children(head, "byline"):
        _byline(item, line)
    item.state("credit", text_of(child(head, "distributor")), "distributor")
    item.fill("publisher", text_of(child(head, "distributor")), "distributor")
    dateline = child(head, "dateline")
    if text_of(child(dateline, "location")):
        parts = (text_of(part) for part in children(dateline, "location", "story.date"))
        item.state("dateline", ", ".join(part for part in parts if part), "dateline")
    elif dateline is not None and not children(dateline):
        item.state("dateline", text_of(dateline), "dateline")
    item.state("date_published", value(child(dateline, "story.date"), "norm"), "story.date")
    item.state("abstract", " ".join(text_of(part) for part in children(head, "abstract")), "abstract")
    for part in children(head):
        if name_of(part) not in _IGNORED:
            item.keep("ednote" if name_of(part) == "note" else name_of(part), text_of(part) or kept(part))
        elif name_of(part) == "rights":
            item.keep("rights", text_of(part))


def _byline(item: Item, line: Element) -> None:
    """`By Ann Ash, Harbour Writer`; blanks are put where the file has none: `By<person>Ann Ash</person><byttl>…`."""
    parts: list[str] = [line.text or ""]
    people: list[str] = []
    titles: list[str] = []
    for part in children(line):
        (titles if name_of(part) == "byttl" else parts).append(text_of(part))
        parts.append(part.tail or "")
        if name_of(part) == "person":
            people.append(text_of(part))
    who = " ".join(" ".join(parts).split()).replace(" ,", ",")
    item.state("byline", ", ".join(word for word in (who, *titles) if word), "byline")
    item.state("authors", [person for person in people if " " in person], "byline/person")
