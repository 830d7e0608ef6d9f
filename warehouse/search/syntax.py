"""The language of questions: `embassy AND (protest OR "sit-in") NOT author:lindqvist head*`.

Words that follow each other must all stand in the article. AND, OR, NOT and parentheses join, a leading `-` is NOT,
quotation marks make a phrase, `*` at the end of a word any ending, `field:` looks in that field only.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from warehouse.search.folder import SearchError

FIELDS = ("headline", "body", "author", "keyword", "publisher", "section", "language")
LONGEST = 2_000  # characters of a question
MOST = 64  # words and phrases of a question
DEEPEST = 16  # parentheses and NOTs within each other
SHOWN = 60  # characters of a question that an error repeats


@dataclass(frozen=True, slots=True)
class Words:
    """A word, or a phrase; `field` None: wherever words stand by default."""

    text: str
    field: str | None = None
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


Node = Words | AllOf | AnyOf | Not

_QUOTES = '"“”„«»'
_TOKEN = re.compile(
    rf"\s*(?:(?P<bracket>[()])|(?P<minus>-)(?=[^\s)])|(?P<field>[^\W\d]\w*):(?=[^\s/)])"
    rf"|(?P<quote>[{_QUOTES}])|(?P<word>[^\s()\"{_QUOTES}]+))"
)
_CLOSING = re.compile(f"[{_QUOTES}]")


class _Token(NamedTuple):
    kind: str  # bracket, minus, field, phrase, word
    text: str


def parse(question: str) -> Node:
    """The question's tree; SearchError if it cannot be read."""
    question = unicodedata.normalize("NFC", question)
    if len(question) > LONGEST:
        raise SearchError(f"the question has {len(question):,} characters; {LONGEST:,} are allowed.")
    if not question.strip():
        raise SearchError("the question is empty. Give one or more words, such as `copydesk search 'embassy protest'`.")
    tokens = _tokens(question)
    if sum(token.kind in ("word", "phrase") for token in tokens) > MOST:
        raise SearchError(f"the question has more than {MOST} words and phrases.")
    reader = _Reader(question, tokens)
    tree = reader.any_of(0)
    if reader.here is not None:
        raise reader.error("a closing parenthesis without an opening one")
    return tree


def _tokens(question: str) -> list[_Token]:
    found = []
    position = 0
    while match := _TOKEN.match(question, position):
        kind = match.lastgroup or ""
        text, position = match[kind], match.end()
        if kind == "quote":
            closing = _CLOSING.search(question, position)
            if closing is None:
                raise SearchError(f"a quotation mark in {_shown(question)} is not closed.")
            kind, text, position = "phrase", question[position : closing.start()], closing.end()
        elif kind == "field" and text.lower() not in FIELDS:
            raise SearchError(
                f"no field {text!r}; there are {', '.join(FIELDS)}. If you mean the text, put it in quotation marks."
            )
        found.append(_Token(kind, text))
    return found


def _shown(question: str) -> str:
    return repr(question if len(question) <= SHOWN else question[:SHOWN] + "…")


class _Reader:
    """Recursive descent over the tokens: OR binds less than AND, AND less than NOT."""

    def __init__(self, question: str, tokens: list[_Token]) -> None:
        self._question, self._tokens, self._at = question, tokens, 0

    @property
    def here(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def error(self, what: str) -> SearchError:
        return SearchError(f"{what} in {_shown(self._question)}.")

    def _take(self, *texts: str) -> bool:
        """Go past the next token if it is one of these operators."""
        token = self.here
        if token is None or token.kind not in ("word", "bracket", "minus") or token.text not in texts:
            return False
        self._at += 1
        return True

    def any_of(self, depth: int, field: str | None = None) -> Node:
        parts = [self._all_of(depth, field)]
        while self._take("OR"):
            parts.append(self._all_of(depth, field))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all_of(self, depth: int, field: str | None) -> Node:
        parts = [self._one(depth, field)]
        while (token := self.here) is not None and token != _Token("word", "OR") and token != _Token("bracket", ")"):
            self._take("AND")
            parts.append(self._one(depth, field))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _one(self, depth: int, field: str | None) -> Node:
        if depth > DEEPEST:
            raise self.error(f"more than {DEEPEST} parentheses or NOTs within each other")
        if self._take("NOT", "-"):
            return Not(self._one(depth + 1, field))
        token = self.here
        if token is None or (token.text in ("AND", "OR", ")") and token.kind in ("word", "bracket")):
            raise self.error(f"a word is missing {f'before {token.text}' if token else 'at the end'}")
        self._at += 1
        if token.kind == "field":
            return self._one(depth + 1, token.text.lower())
        if token.kind == "bracket":
            inner = self.any_of(depth + 1, field)
            if not self._take(")"):
                raise self.error("a parenthesis is not closed")
            return inner
        return self._words(token, field)

    def _words(self, token: _Token, field: str | None) -> Words:
        prefix = token.kind == "word" and token.text.endswith("*")
        text = token.text.removesuffix("*") if prefix else token.text
        if token.kind == "word" and text.endswith(":") and text[:-1].lower() in FIELDS:
            raise self.error(f"a word is missing after {text}")
        if not any(map(str.isalnum, text)):
            raise self.error(f"{token.text!r} has neither letters nor digits,")
        if "*" in text and token.kind == "word":
            raise self.error("a * stands only at the end of a word,")
        if prefix and sum(map(str.isalnum, text)) < 2:
            raise self.error(f"{token.text!r} is too short: before a * stand at least two letters,")
        return Words(text, field, prefix)
