"""One list of names out of two: what the rules found, and what a model found beside it."""

from __future__ import annotations

from collections.abc import Sequence

from flows.parse.fields.mentions import apart
from flows.parse.fields.name_words import SUFFIXES
from flows.parse.model import Body, Mention
from flows.parse.nlp.model import load

_DOUBTFUL = frozenset(("surname", "speaks"))  # methods of the rules that give way to the model


def merged(rules: Sequence[Mention], model: Sequence[Mention]) -> list[Mention]:
    """The rules' mentions, less doubtful persons that the model takes for something else, and the model's others.

    A person, organisation or place stands once; `method` says who found it. A surname that the model finds alone is
    the person of that name, whoever found the full name.
    """
    kinds = {(mention.body_start, mention.body_end): mention.kind for mention in model}
    kept = [
        mention
        for mention in rules
        if mention.method not in _DOUBTFUL
        or kinds.get((mention.body_start, mention.body_end), mention.kind) == mention.kind
    ]
    known: set[tuple[str, str]] = {key for mention in kept for key in _keys(mention)}
    added: list[Mention] = []
    # Fuller names first, so that a surname finds its person.
    for mention in sorted(model, key=lambda mention: (-mention.text.count(" "), mention.body_start)):
        keys = _keys(mention)
        if known.isdisjoint(keys[:1] if " " in mention.text else keys):
            added.append(mention)
            known.update(keys)
    return apart(kept, sorted(added, key=lambda mention: mention.body_start))


def with_model(rules: Sequence[Mention], body: Body, language: str | None, name: str) -> list[Mention]:
    """The rules' mentions and those of the model `name`, which is loaded once a process."""
    return merged(rules, load(name)(body, language))


def _keys(mention: Mention) -> list[tuple[str, str]]:
    """What the mention can be called: its whole name, and the surname of a person."""
    name = (mention.name or mention.text).lower()
    if mention.kind != "person":
        return [(mention.kind, name)]
    words = [word for word in name.split(" ") if word not in SUFFIXES] or [name]
    return [(mention.kind, name), (mention.kind, words[-1]), (mention.kind, words[0])]
