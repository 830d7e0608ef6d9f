"""Reading a page back: its elements, and the facts it shows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "link", "br", "wbr", "rect", "img", "input", "hr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""  # of the element and all within
    inside: list[str] = field(default_factory=list)  # tags around it, outermost first


class Page(HTMLParser):
    """All elements of a page in order; AssertionError if tags do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice: {attrs}"
        element = Element(tag, dict(attrs), inside=[outer.tag for outer in self._open])
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), inside=[outer.tag for outer in self._open]))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag, f"</{tag}> closes another"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    @property
    def tags_but_code(self) -> list[str]:
        """Backticks in a sentence may set code, and nothing else."""
        return [element.tag for element in self.elements if element.tag != "code"]

    @property
    def text(self) -> str:
        return self.all("html")[0].text

    def facts(self) -> list[tuple[str, Any]]:
        """(name, value) of every fact shown, the value as the page states it."""
        found: list[tuple[str, Any]] = []
        for element in self.elements:
            name = element.attributes.get("data-fact")
            if name is None:
                continue
            if element.tag == "data":
                found.append((name, _value(element.attributes["value"] or "")))
            elif element.tag == "time":
                found.append((name, element.attributes["datetime"]))
            else:
                found.append((name, element.text))
        return found

    def numbers(self) -> list[tuple[str, Any]]:
        """(name, value) of every fact shown that is a number, or stands where one would."""
        shown = [e for e in self.all("data") if "data-fact" in e.attributes]
        found = [(e.attributes["data-fact"] or "", _value(e.attributes["value"] or "")) for e in shown]
        return [(name, value) for name, value in found if not isinstance(value, str)]


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


def fact(facts: Any, name: str) -> Any:
    """The fact of that name. A name's parts may hold dots (`versions.great.expectations`): the longest key wins."""
    if isinstance(facts, list):
        place, _, rest = name.partition(".")
        return fact(facts[int(place)], rest) if rest else facts[int(place)]
    if name in facts:
        return facts[name]
    key = max((key for key in facts if name.startswith(f"{key}.")), key=len)
    return fact(facts[key], name[len(key) + 1 :])
