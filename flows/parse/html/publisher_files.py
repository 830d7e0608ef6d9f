"""Publishers' overrides, read from YAML files and found by host; see docs/publisher-overrides.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from flows.parse.html.overrides import COLUMNS, Override
from flows.parse.html.page import Page
from flows.parse.html.results import Metadata

SHIPPED = Path(__file__).with_name("publishers")
_KEYS = ("hosts", "valid_from", "valid_until", "fields", "constants", "nothing", "body", "junk", "is_article")
_DAY = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


class InvalidOverride(ValueError):  # noqa: N818 - what the file is
    """The file is none: what is wrong, where, and what is valid."""


def override_for(page: Page, known: Metadata, folders: tuple[Path, ...] = ()) -> Override | None:
    """The override that holds for the page's host on the day of its publication (without a day: the newest).

    `folders` are the user's own; their files go before those shipped, and later folders before earlier ones.
    """
    by_host = _by_host((SHIPPED, *folders))
    if not by_host:
        return None
    day = _day(known)
    for host in _hosts(page, known):
        for name in _and_above(host):
            valid = [one for one in by_host.get(name, ()) if _holds(one, day)]
            if valid:
                return max(valid, key=lambda one: (one.folder, one.valid_from or date.min))
    return None


def check_folders(folders: tuple[Path, ...]) -> int:
    """How many files hold in these folders; raises as `load` does, and FileNotFoundError. To be asked before a run."""
    return len({id(override) for found in _by_host((SHIPPED, *folders)).values() for override in found})


def load(path: Path) -> Override:
    """One file. Raises InvalidOverride with the file's name, the line where YAML tells it, and what is valid."""
    try:
        text = path.read_text("utf-8")
        node = yaml.compose(text, yaml.SafeLoader)
        value = yaml.safe_load(text)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InvalidOverride(f"{path}: no valid YAML: {error}") from error
    lines = _lines(node)
    if not isinstance(value, dict):
        raise InvalidOverride(f"{path}: a mapping was asked for, with some of these keys: {', '.join(_KEYS)}")
    return _Checked(path, value, lines).override()


class _Checked:
    """A file's values, each checked as it is taken."""

    def __init__(self, path: Path, value: Mapping[object, object], lines: Mapping[str, int]) -> None:
        self._path, self._value, self._lines = path, value, lines

    def override(self) -> Override:
        self._known(self._value, _KEYS, "")
        if not (hosts := self._texts("hosts")):
            raise self._wrong("hosts", "is missing; valid is a list of hosts, such as [news.example]")
        hosts = tuple(host.lower().removeprefix("www.") for host in hosts)
        for host in hosts:
            if not _HOST.fullmatch(host):
                raise self._wrong(
                    "hosts", f"{host!r} is no host; valid is one such as news.example, without https:// and /"
                )
        fields = {
            column: self._selectors(f"fields.{column}", value) for column, value in self._columns("fields").items()
        }
        constants = {
            column: self._text(f"constants.{column}", value) for column, value in self._columns("constants").items()
        }
        nothing = self._texts("nothing")
        self._known(dict.fromkeys(nothing), sorted(COLUMNS), "nothing")
        valid_from, valid_until = self._date("valid_from"), self._date("valid_until")
        if valid_from and valid_until and valid_from > valid_until:
            raise self._wrong("valid_until", f"{valid_until} is before valid_from, {valid_from}")
        is_article = self._value.get("is_article", False)
        if not isinstance(is_article, bool):
            raise self._wrong("is_article", f"{is_article!r} is neither true nor false")
        return Override(
            self._path.name, hosts, fields, constants, frozenset(nothing),
            self._selectors("body", self._value.get("body")), self._selectors("junk", self._value.get("junk")),
            is_article, valid_from, valid_until,
        )  # fmt: skip

    def _columns(self, key: str) -> Mapping[str, object]:
        value = self._value.get(key) or {}
        if not isinstance(value, dict):
            raise self._wrong(key, "is no mapping of columns")
        self._known(value, sorted(COLUMNS), key)
        return value

    def _known(self, keys: Mapping[object, object] | Mapping[str, object], valid: Iterable[str], under: str) -> None:
        listed = tuple(valid)
        for key in keys:
            if key not in listed:
                raise self._wrong(f"{under}.{key}" if under else str(key), f"is unknown; valid are {', '.join(listed)}")

    def _texts(self, key: str) -> tuple[str, ...]:
        return self._list(key, self._value.get(key))

    def _list(self, key: str, value: object) -> tuple[str, ...]:
        values = [] if value is None else value if isinstance(value, list) else [value]
        return tuple(self._text(key, one) for one in values)

    def _text(self, key: str, value: object) -> str:
        if isinstance(value, str) and value.strip():
            return value.strip()
        raise self._wrong(key, f"{value!r} is no text")

    def _selectors(self, key: str, value: object) -> tuple[str, ...]:
        selectors = self._list(key, value)
        for selector in selectors:
            if fault := _fault(selector):
                raise self._wrong(key, f"{selector!r} is no CSS selector: {fault}")
        return selectors

    def _date(self, key: str) -> date | None:
        value = self._value.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        raise self._wrong(key, f"{value!r} is no day; valid is one such as 2024-05-31")

    def _wrong(self, key: str, what: str) -> InvalidOverride:
        line = self._lines.get(key) or self._lines.get(key.partition(".")[0])
        where = f"{self._path}, line {line}" if line else str(self._path)
        return InvalidOverride(f"{where}: `{key}` {what}")


def _fault(selector: str) -> str | None:
    try:
        _EMPTY.css(selector)
    except (SelectolaxError, ValueError) as error:
        return str(error) or "it cannot be parsed"
    return None


_EMPTY = LexborHTMLParser("<p></p>")


def _lines(node: yaml.Node | None, under: str = "") -> dict[str, int]:
    """The line of each key, from 1; keys inside one another joined by dots."""
    found: dict[str, int] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = f"{under}.{key.value}" if under else str(key.value)
            found[name] = key.start_mark.line + 1
            found |= _lines(value, name)
    return found


@lru_cache(maxsize=16)
def _by_host(folders: tuple[Path, ...]) -> dict[str, tuple[Override, ...]]:
    """All files of the folders, once a process. Raises InvalidOverride; FileNotFoundError for a folder not there."""
    found: dict[str, tuple[Override, ...]] = {}
    for rank, folder in enumerate(folders):
        if not folder.is_dir():
            raise FileNotFoundError(f"{folder}: no such folder of publishers' overrides")
        for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
            override = replace(load(path), folder=rank)
            for host in override.hosts:
                found[host] = (*found.get(host, ()), override)
    return found


def _hosts(page: Page, known: Metadata) -> list[str]:
    """Hosts that the page is from, the one it was fetched from last: archives serve others' pages."""
    addresses = [known.stated.get("uri"), _attribute(page, "link[rel=canonical]", "href"),
                 _attribute(page, 'meta[property="og:url"]', "content"), page.url]  # fmt: skip
    hosts = []
    for address in addresses:
        if isinstance(address, str) and "//" in address:
            try:
                host = urlsplit(address).hostname
            except ValueError:
                continue
            if host:
                hosts.append(host)
    return list(dict.fromkeys(hosts))


def _and_above(host: str) -> list[str]:
    """`a.b.example`, then `b.example`: a file for a domain holds for its subdomains."""
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def _attribute(page: Page, selector: str, name: str) -> str | None:
    node = page.tree.css_first(selector)
    return node.attributes.get(name) if node is not None else None


def _day(known: Metadata) -> date | None:
    stated = known.stated.get("date_published")
    match = _DAY.search(stated) if isinstance(stated, str) else None
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None


def _holds(override: Override, day: date | None) -> bool:
    if day is None:
        return True
    return (override.valid_from or date.min) <= day <= (override.valid_until or date.max)
