"""An XML document's tree, or why there is none."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from lxml import etree

Element = Any  # lxml ships no types


# An internal subset that only takes in other DTDs (NewsML 1.0 with NITF's): none is fetched, and nothing else is in it.
_TAKEN_IN = re.compile(
    rb"(<!DOCTYPE\s[^\[\]<>]{0,500})\["
    rb"(?:\s|<!ENTITY\s{1,9}%\s{1,9}[\w.-]{1,60}\s{1,9}(?:SYSTEM|PUBLIC)\s[^<>\[\]%]{0,500}>|%[\w.-]{1,60};)*\]"
)
_ENTITY = re.compile(rb"<!\[CDATA\[(?:[^\]]|\](?!\]>))*+|<!--(?:[^-]|-(?!->))*+|&([A-Za-z][A-Za-z0-9]{1,40});")
_XML_ENTITIES = ("amp", "lt", "gt", "quot", "apos")
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]{0,200})")
_TAIL_BYTES = 1_000
_PROLOGUE_BYTES = 4_000  # in which a DOCTYPE starts


class XmlError(ValueError):
    """The bytes are no XML that is read; the message says what was received."""

    def __init__(self, reason_code: str, message: str) -> None:
        super().__init__(message)
        self.reason_code = reason_code


def parse_xml(data: bytes) -> Element:
    """The root element. XmlError for what is not well-formed, what a parser warns of, and entities of its own.

    A DOCTYPE that only names DTDs is let through, and none is fetched; their entities are taken to be those of HTML,
    which NITF's are.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, recover=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_self_contained(data.lstrip(b" \t\r\n")), parser)  # blanks before it are no loss
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        code = "invalid_xml" if _ends_with_its_root(data) else "truncated_file"
        raise XmlError(code, f"the XML cannot be read: {str(error)[:300]}") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and (next(dtd.iterentities(), None) is not None or next(dtd.iterelements(), None) is not None):
        raise XmlError("xml_with_entities", "the XML brings declarations of its own (<!DOCTYPE … [ … ]>)")
    if warnings := [entry.message for entry in parser.error_log]:
        raise XmlError("invalid_xml", f"the XML parser warns: {'; '.join(warnings)[:300]}")
    return root


def _ends_with_its_root(data: bytes) -> bool:
    """Whether the last tag is the end of the first element: what is wrong with such a file is not that it was cut."""
    root = _ROOT.search(data)
    if root is None:
        return False
    last = data[-_TAIL_BYTES:].rstrip()
    return last.endswith(b">") and last[:-1].rstrip().endswith((b"</" + root[1], b"/"))


def _self_contained(data: bytes) -> bytes:
    """The document without an internal subset that only names other DTDs, and with characters for their entities.

    The parser would leave an entity out of an attribute's value, with no more than a warning.
    """
    start = data.find(b"<!DOCTYPE", 0, _PROLOGUE_BYTES)
    if start < 0:
        return data
    if subset := _TAKEN_IN.match(data, start):
        data = data[:start] + subset[1] + data[subset.end() :]
    return _ENTITY.sub(_characters, data) if b"&" in data else data


def _characters(match: re.Match[bytes]) -> bytes:
    name = (match[1] or b"").decode()
    characters = None if name in _XML_ENTITIES else html5.get(f"{name};")
    return match[0] if characters is None else "".join(f"&#{ord(one)};" for one in characters).encode()


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
