"""ninjs 1 to 3 (IPTC), and the JSON of AP, dpa and Superdesk, which says the same in nearly the same names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.parse.agency.item import Item
from flows.parse.agency.ninjs_media import pictures
from flows.parse.agency.status import is_media
from flows.parse.agency.wire_text import WireText, from_element, from_html, from_plain
from flows.parse.xml.document import XmlError, parse_xml

_MARKS = frozenset((  # names that only agency items have
    "pubstatus", "versioncreated", "firstcreated", "bodyxhtml", "bodyhtml5", "descriptiontext", "representationtype",
    "copyrightholder", "copyrightnotice", "usageterms", "infosource", "infosources", "slugline", "altids", "headlines",
    "bodies", "ednote", "renditions", "articlehtml",
))  # fmt: skip
_FEWEST_MARKS = 2
WRAPPERS = ("item", "items", "_items", "data", "entries", "results", "docs", "hits", "_source")
_DEEPEST = 4
_COLUMNS = {  # folded name → column
    "headline": "headline", "subhead": "alternative_headline", "subheadline": "alternative_headline",
    "byline": "byline", "by": "byline", "creditline": "credit", "provider": "publisher",
    "copyrightholder": "publisher", "firstcreated": "date_published", "versioncreated": "date_modified",
    "language": "in_language", "teaser": "abstract", "dateline": "dateline", "uri": "uri", "urn": "uri",
    "descriptionsummary": "abstract", "descriptiontext": "abstract", "title": "headline",
}  # fmt: skip
_SOURCES = ("source", "infosource", "infosources")
_HTML = ("bodyhtml", "bodyxhtml", "bodyhtml5", "articlehtml", "bodynitf")
_PLAIN = ("bodytext", "body")
_WORDS = ("keywords", "keywordnames", "subject", "subjects", "dpasubjectnames", "geosubjectnames")
_SECTION_RELATIONS = ("category", "section", "desk", "department")


def is_item(value: object) -> bool:
    """Whether an object is an agency item, by the names of its members."""
    if not isinstance(value, dict):
        return False
    if str(value.get("format", "")).startswith("digitalwires"):
        return True
    return len(_MARKS.intersection(map(fold, value))) >= _FEWEST_MARKS


def items_in(value: object, depth: int = 0) -> list[Mapping[str, object]]:
    """The items in a document: itself, or those that its envelope holds."""
    if isinstance(value, dict):
        if is_item(value):
            return [value]
        inside = [value[name] for name in WRAPPERS if name in value]
    else:
        inside = value if isinstance(value, list) else []
    return [] if depth >= _DEEPEST else [item for part in inside for item in items_in(part, depth + 1)]


def fold(name: str) -> str:
    """`versioncreated` of `versionCreated` and `version_created`."""
    return name.replace("_", "").replace("-", "").lower()


def ninjs_item(fields: Mapping[str, object]) -> Item:
    """What an item says. Every member is used, or kept in `extra`."""
    members = {fold(name): (name, value) for name, value in fields.items() if value not in (None, "", [], {})}
    item, used = Item(), set[str]()
    item.kind, item.status = _word(members, "type").lower(), _word(members, "pubstatus").lower()
    for name in ("headlines", "descriptions"):
        if name in members and _by_role(item, name, members[name][1]):
            used.add(name)
    for name, column in _COLUMNS.items():
        value = members.get(name, ("", None))[1]
        if isinstance(value, str) and (column not in item.stated or value.strip() == item.stated[column]):
            item.state(column, value.rstrip(" –—-") if column == "dateline" else value, members[name][0])
            used.add(name)
    for name in _SOURCES:
        if name in members and (who := next(_names(members[name][1]), "")):
            item.state("publisher", who, members[name][0])
            used.add(name)
    item.state("credit", _word(members, "copyrightholder") or _word(members, "provider"), "copyrightholder")
    item.state("date_published", item.stated.get("date_modified"), "versioncreated")
    used |= _texts(item, members) | _words(item, members)
    images, from_members = pictures(fields, is_text=item.kind not in ("picture", "graphic", "photo"))
    item.extend("images", images, "associations")
    _categories(item, members)
    _package(item, members)
    for name, (written, value) in members.items():
        if name not in used and name not in from_members and name not in ("pubstatus",):
            item.keep(written.lower() if written.islower() else name, value)
    return item


def _word(members: Mapping[str, tuple[str, object]], name: str) -> str:
    value = members.get(name, ("", ""))[1]
    return value.strip() if isinstance(value, str) else ""


def _by_role(item: Item, name: str, values: object) -> bool:
    """ninjs 2 and 3: `headlines` and `descriptions` are lists of {role, value}; what is not taken is kept."""
    for part in values if isinstance(values, list) else ():
        role, value = (str(part.get("role", "")).lower(), part.get("value")) if isinstance(part, dict) else ("", None)
        if not isinstance(value, str):
            return False
        if name == "descriptions":
            item.state("abstract", value, name)
        elif role.startswith(("sub", "deck")):
            item.state("alternative_headline", value, name)
        else:
            item.state("headline", value, name)
    return True


def _texts(item: Item, members: Mapping[str, tuple[str, object]]) -> set[str]:
    """The text: of several renditions marked-up before plain."""
    used: set[str] = set()
    for name in (*_HTML, *_PLAIN):
        written, value = members.get(name, ("", None))
        if isinstance(value, str):
            used.add(name)
            if not item.text.blocks:
                item.offer_text(_as_text(value, "text/html" if name in _HTML else "text/plain"), written)
    bodies = members.get("bodies", ("", None))[1]
    if isinstance(bodies, list):
        used.add("bodies")
        for kind in ("html", "xml", "plain", ""):
            for body in bodies:
                stated = str(_folded(body).get("contenttype", "")).lower()
                value = _folded(body).get("value")
                if isinstance(value, str) and kind in stated and not item.text.blocks:
                    item.offer_text(_as_text(value, stated), "bodies")
    _boxes(item, members, used)
    return used


def _boxes(item: Item, members: Mapping[str, tuple[str, object]], used: set[str]) -> None:
    """dpa: a box of facts belongs to the text; a box of links gives its links."""
    if isinstance(box := members.get("infoboxhtml", ("", None))[1], str):
        item.text.blocks += from_html(box).blocks
        used.add("infoboxhtml")
    if isinstance(box := members.get("linkboxhtml", ("", None))[1], str):
        item.extend("links", from_html(box).links, "linkbox_html")
        used.add("linkboxhtml")


def _as_text(value: str, content_type: str) -> WireText:
    if "html" in content_type or (not content_type and "</" in value):
        return from_html(value)
    if "xml" in content_type:
        try:
            return from_element(parse_xml(value.encode()))
        except XmlError:
            return WireText()  # other renditions of the text are in the item, too
    return from_plain(value)


def _words(item: Item, members: Mapping[str, tuple[str, object]]) -> set[str]:
    """Keywords and subjects by name; the subjects with their codes are kept, too."""
    words: list[str] = []
    for name in _WORDS:
        value = members.get(name, ("", None))[1]
        for part in value if isinstance(value, list) else (value,):
            relations = _relations(part)
            for word in _names(part):
                if any(relation in _SECTION_RELATIONS for relation in relations):
                    item.state("article_section", word, members[name][0])
                words.append(word)
    desk = members.get("desknames", ("", None))[1]
    item.state("article_section", next(_names(desk), ""), "desk_names")
    item.state("keywords", list(dict.fromkeys(words)), "subject")
    return {"keywords", "keywordnames", "dpasubjectnames", "geosubjectnames", "desknames"}


def _relations(part: object) -> list[str]:
    if not isinstance(part, dict):
        return []
    rels = part.get("rels") or part.get("rel") or []
    return [str(word) for word in (rels if isinstance(rels, list) else [rels])]


def _names(value: object) -> Iterator[str]:
    """The names in a word, an object or a list of either."""
    if isinstance(value, str) and value.strip():
        yield value.strip()
    elif isinstance(value, dict):
        yield from _names(value.get("name") or value.get("title"))
    elif isinstance(value, list):
        for part in value:
            yield from _names(part)


def _categories(item: Item, members: Mapping[str, tuple[str, object]]) -> None:
    """dpa: the provider stands among the categories."""
    categories = members.get("categories", ("", None))[1]
    for part in categories if isinstance(categories, list) else ():
        if isinstance(part, dict) and str(part.get("type", "")).endswith(":provider"):
            item.state("publisher", str(part.get("name") or ""), "categories")


def _package(item: Item, members: Mapping[str, tuple[str, object]]) -> None:
    """What an item without a text lists; of one kind only, it is of that kind."""
    associations = members.get("associations", ("", None))[1]
    parts = list(associations.values()) if isinstance(associations, dict) else associations
    listed = [_folded(part) for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    item.parts = [str(part.get("uri") or part.get("urn") or part.get("headline") or "") for part in listed]
    kinds = {str(part.get("type") or "") for part in listed}
    if len(kinds) == 1 and not item.text.blocks and is_media(kind := kinds.pop()):
        item.kind = kind


def _folded(value: object) -> dict[str, object]:
    return {fold(name): member for name, member in value.items()} if isinstance(value, dict) else {}
