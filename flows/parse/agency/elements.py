"""Reading the elements of news formats: by local name, whatever their namespace and case."""

from __future__ import annotations

from collections.abc import Iterator

from flows.parse.xml.document import Element, local_name, text_of

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DEEPEST = 5  # levels of an element that are kept as structure; below, its text
_CODED_NAMES = ("mnemonic", "short")  # roles of names that are codes


def name_of(element: Element) -> str:
    return local_name(element).lower()


def children(element: Element | None, *names: str) -> list[Element]:
    """The child elements; of these names (lower case), where any are given."""
    if element is None:
        return []
    return [part for part in element if isinstance(part.tag, str) and (not names or name_of(part) in names)]


def child(element: Element | None, name: str) -> Element | None:
    return next(iter(children(element, name)), None)


def at(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of names."""
    for name in path:
        element = child(element, name)
    return element


def every(element: Element | None, *names: str) -> Iterator[Element]:
    """All elements of these names below `element`, in order."""
    if element is not None:
        yield from (part for part in element.iter() if isinstance(part.tag, str) and name_of(part) in names)


def value(element: Element | None, *attributes: str) -> str:
    """The first of the attributes that is not blank, else the text."""
    if element is None:
        return ""
    said = (" ".join((element.get(attribute) or "").split()) for attribute in attributes)
    return next((word for word in said if word), "") or text_of(element)


def tail_of(code: str) -> str:
    """`usable` of `stat:usable`."""
    return code.rpartition(":")[2].rpartition("#")[2].strip()


def language_of(element: Element | None) -> str:
    """The nearest `xml:lang`, the element's own or one around it."""
    while element is not None:
        if language := element.get(_LANGUAGE):
            return str(language)
        element = element.getparent()
    return ""


def label(element: Element, language: str = "") -> str:
    """A concept's name: in the item's language, written out, else its literal."""
    names = [part for part in children(element, "name") if text_of(part)]
    written = [part for part in names if tail_of(part.get("role") or "") not in _CODED_NAMES] or names
    own = [part for part in written if language_of(part)[:2] == language[:2]] if language else []
    if found := (own or written):
        return text_of(found[0])
    literal = (element.get("literal") or "").strip()
    return literal or ("" if children(element) else text_of(element))


def kept(element: Element, depth: int = 0) -> object:
    """An element as `extra` holds it: its text, or its attributes, text and children by name."""
    parts = children(element)
    attributes = {local: word for name, word in element.attrib.items() if (local := name.rpartition("}")[2]) and word}
    text = text_of(element) if not parts or depth >= _DEEPEST else " ".join((element.text or "").split())
    if not attributes and (not parts or depth >= _DEEPEST):
        return text
    found: dict[str, object] = dict(attributes)
    if text:
        found["text"] = text
    if depth < _DEEPEST:
        for part in parts:
            if inside := kept(part, depth + 1):
                add(found, name_of(part), inside)
    return found


def add(members: dict[str, object], name: str, value: object) -> None:
    """One value under a name as it is, several as a list."""
    if name not in members:
        members[name] = value
        return
    known = members[name]
    if isinstance(known, list):
        known.append(value)
    elif known != value:
        members[name] = [known, value]
