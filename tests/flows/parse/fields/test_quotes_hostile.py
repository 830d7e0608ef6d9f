"""100 KB of what quotations are made of take under 100 ms, however it is arranged."""

from __future__ import annotations

import pytest

from flows.parse.fields.quotes import quotes
from tests.flows.parse.fields.statements import body, seconds

SIZE = 100_000
_UNITS = {
    "marks": '"',
    "apostrophes": "'",
    "curly openings": "“",
    "guillemets": "»",
    "said": "said ",
    "said and marks": '"said ',
    "said in marks": '"said" ',
    "opened and never closed": "“one two ",
    "one sentence of runs": '"one two," ',
    "one sentence of attributed runs": '"One two three," he said, ',
    "said before each run": 'said "one two three four," ',
    "names before each run": 'Ann Roe said "one two three" and ',
    "as he put it": '"one two" as he put it ',
    "according to": 'according to "one two three" ',
    "per": ', per "one ',
    "single marks": " 'one two,' ",
    "possessives": "it's the boys' 'n' ",
    "nested marks": "“one ‘two’ three” ",
    "colons": 'Ann: "one two three" ',
    "French runs": "« un deux trois », a dit ",
    "German runs": "„eins zwei drei“ sagte ",
    "source words": "laut selon según ",
    "dashes": "— uno dos — dijo ",
    "relative clauses": '"one two," who, ',
    "sentences": "He said it. ",
}
# Runs as far apart as they are in the densest prose, which no count of marks rules out.
_SPACED = (
    '"said" ',
    '"One two three," he said, ',
    "„eins zwei drei“ sagte der ",
    "« un deux », a dit le ",
    'said "one two" to ',
)


def _texts() -> dict[str, str]:
    texts = {name: unit * (SIZE // len(unit)) for name, unit in _UNITS.items()}
    for unit in _SPACED:
        spaced = unit + "w of " * ((80 - len(unit)) // 5)
        texts[f"spaced {unit}"] = spaced * (SIZE // len(spaced))
    return texts


HOSTILE = _texts()


@pytest.mark.parametrize("name", HOSTILE)
def test_one_paragraph_takes_linear_time(name: str) -> None:
    whole = body(HOSTILE[name])
    assert seconds(lambda: quotes(whole, [])) < 0.1


@pytest.mark.parametrize("unit", ['"One two."', "“One two three", "„Eins zwei drei“, sagte er."])
def test_many_paragraphs_take_linear_time(unit: str) -> None:
    whole = body(*[unit + " Three, four, five and six went to the bridge of the town."] * (SIZE // 70))
    assert seconds(lambda: quotes(whole, [])) < 0.1
