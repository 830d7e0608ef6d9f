"""The gold files are what their sources say, and label every character of their texts once."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.quality.build_gold import GOLD, as_json
from tests.quality.gold_source import SOURCES, GoldError, build, is_blank, locate, read_text

SOURCE_FILES = sorted(SOURCES.glob("*.toml"))


@pytest.mark.parametrize("source", SOURCE_FILES, ids=lambda path: path.stem)
def test_gold_file_is_built_from_its_source(source: Path) -> None:
    built = as_json(build(source))
    assert (GOLD / f"{source.stem}.json").read_text(encoding="utf-8") == built, "run python -m tests.quality.build_gold"


@pytest.mark.parametrize("source", SOURCE_FILES, ids=lambda path: path.stem)
def test_blocks_cover_every_character_once(source: Path) -> None:
    gold = build(source)
    text = read_text(gold["path"], gold["encoding"])
    seen: Counter[int] = Counter()
    for block in gold["blocks"]:
        assert text[block["start"] : block["end"]] == block["text"] == block["text"].strip()
        seen.update(range(block["start"], block["end"]))
    assert set(seen.values()) <= {1}
    assert [text[place] for place in range(len(text)) if place not in seen and not is_blank(text[place])] == []


def test_no_gold_file_without_a_source() -> None:
    assert {path.stem for path in GOLD.glob("*.json")} == {path.stem for path in SOURCE_FILES}


def test_four_languages_are_covered() -> None:
    count = Counter(json.loads(path.read_text(encoding="utf-8"))["in_language"] for path in GOLD.glob("*.json"))
    assert count["en"] >= 25
    assert count["de"] >= 4
    assert count["fr"] >= 4
    assert count["es"] >= 3


def test_a_phrase_is_found_as_whole_words_behind_the_cursor() -> None:
    text = "On 12 May 2 boats left. The 2 boats came back."
    assert locate(text, "2", 0) == (10, 11)
    assert locate(text, "2##2", 0) == (28, 29)
    assert locate(text, "2", 11) == (28, 29)
    assert locate(text, "boats […] back.", 0) == (12, 46)
    assert locate(text, "2", 0, within=[(24, 46)]) == (28, 29)


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ('blocks = [["caption", "no such line"]]', "is not in the text"),
        ('blocks = [["teaser", "Advertisement"]]', "unknown block kinds"),
        ('blocks = [["note", "gate"], ["note", "gate […] shut."]]', "is not in the text"),
        ('headline = "The gate"\nblocks = [["note", "gate was shut."]]', "overlap"),
        ('quotes = [["Advertised", "", ""]]', "is not in the text"),
        ('quantities = [["two boats", 2, "boats", "maybe"]]', "unknown modifier"),
        ('embeds = [["x", "", "", ""]]', "0 embed blocks"),
        ('people = [["Nobody"]]', "named in no paragraph"),
        ('colour = "red"', "unknown keys"),
        ('date_published = { earliest = "2026-02-02", latest = "2026-02-01", basis = "stated" }', "before it begins"),
    ],
)
def test_a_label_that_does_not_fit_is_refused(tmp_path: Path, labels: str, message: str) -> None:
    text = tmp_path / "text.txt"
    text.write_text("The gate was shut.\n\nAdvertisement\n\nIt held two boats.\n", encoding="utf-8")
    source = tmp_path / "shut.toml"
    people = "" if labels.startswith("people") else "people = []\n"
    source.write_text(f'path = "{text}"\nin_language = "en"\n{people}{labels}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        build(source)
