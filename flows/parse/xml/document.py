"""An XML document's tree, or why there is none."""

from __future__ import annotations

from html.entities import html5
from typing import Any

from lxml import etree

Element = Any  # lxml ships no types


class XmlError(ValueError):
    """The bytes are no XML that is read; the message says what was received."""

    def __init__(self, reason_code: str, message: str) -> None:
        super().__init__(message)
        self.reason_code = reason_code


def parse_xml(data: bytes) -> Element:
    """The root element. XmlError for what is not well-formed, what a parser warns of, and entities of its own.

    A DOCTYPE that only names a DTD is let through, and the DTD is not fetched; its entities are those of HTML, which
    NITF's are.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, recover=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data.lstrip(b" \t\r\n"), parser)  # blanks before the declaration are no loss
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        ends = "EndTag" in str(error) or "Premature end" in str(error) or "not found" in str(error)
        cut = ends and not data.rstrip().endswith(b">")
        code = "truncated_file" if cut or "Premature end" in str(error) else "invalid_xml"
        raise XmlError(code, f"the XML cannot be read: {str(error)[:300]}") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and (next(dtd.iterentities(), None) is not None or next(dtd.iterelements(), None) is not None):
        raise XmlError("xml_with_entities", "the XML brings declarations of its own (<!DOCTYPE … [ … ]>)")
    if warnings := [entry.message for entry in parser.error_log]:
        raise XmlError("invalid_xml", f"the XML parser warns: {'; '.join(warnings)[:300]}")
    _with_characters(root)
    return root


def local_name(element: Element) -> str:
    """`encoded` of `{http://purl.org/rss/1.0/modules/content/}encoded`."""
    return str(etree.QName(element).localname)


def namespace(element: Element) -> str:
    return str(etree.QName(element).namespace or "")


def text_of(element: Element | None) -> str:
    """All text inside, one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def markup_of(element: Element) -> str:
    """What stands inside an element as markup, without namespaces' prefixes."""
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    for inner in copy.iter():
        if isinstance(inner.tag, str):
            inner.tag = local_name(inner)
    etree.cleanup_namespaces(copy)
    start = copy.text or ""
    inside = "".join(etree.tostring(child, encoding="unicode", method="html") for child in copy)
    return _escaped(start) + inside


def serialised(element: Element) -> bytes:
    """An element as a document of its own."""
    data: bytes = etree.tostring(element, with_tail=False, encoding="utf-8")
    return data


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _with_characters(root: Element) -> None:
    """Put the character for each entity that an unread DTD would define."""
    for entity in list(root.iter(etree.Entity)):
        character = html5.get(f"{entity.name};")
        if character is None:
            raise XmlError("invalid_xml", f"the entity &{entity.name}; is defined nowhere that is read")
        parent, before, tail = entity.getparent(), entity.getprevious(), character + (entity.tail or "")
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        entity.tail = None
        parent.remove(entity)
