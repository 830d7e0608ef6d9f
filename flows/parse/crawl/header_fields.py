"""Named fields, as WARC (ISO 28500, 4) and HTTP (RFC 9110, 5) have them: `Name: value`, long values folded."""

from __future__ import annotations

from typing import NamedTuple

FOLD = (" ", "\t")


class Fields(NamedTuple):
    """Values by lower-case name, the first where a name comes twice; `notes` on lines that are no field."""

    values: dict[str, str]
    notes: tuple[str, ...]

    def get(self, name: str) -> str:
        return self.values.get(name, "")


def named_fields(data: bytes) -> Fields:
    """The fields in a header without its first line. UTF-8, or else Latin-1, as old servers wrote."""
    values: dict[str, str] = {}
    folded: dict[str, list[str]] = {}
    odd = 0
    name = ""
    for line in _text(data).split("\n"):
        text = line.rstrip("\r")
        if text.startswith(FOLD):
            if name and text.strip():
                folded.setdefault(name, []).append(text.strip())
            continue
        key, colon, value = text.partition(":")
        name = key.strip().lower()
        if colon and name:
            if name in values:
                name = ""
            else:
                values[name] = value.strip()
        elif text.strip():
            name = ""
            odd += 1
    for key, parts in folded.items():
        values[key] = " ".join((values[key], *parts)).strip()
    return Fields(values, (f"{odd} lines of its header have no colon",) if odd else ())


def whole_number(text: str) -> int | None:
    """A length that a field states: up to 18 digits 0 to 9, and nothing else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
