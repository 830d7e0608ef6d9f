import pytest

from flows.parse.fields.words import word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("The mayor of Port Ellery resigned.", 6),
        ("He left – and she – stayed", 5),
        ("twenty-one $4.5m don’t", 3),
        ("市长辞职了。", 5),
        ("市长 John Doe 辞职", 6),
        ("นายก", 4),
        ("... — !", 0),
    ],
)
def test_words(text: str, count: int) -> None:
    assert word_count(text) == count
