import pytest

from flows.parse.language_tag import language_tag


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("en", "en"), ("EN_us", "en-US"), ("English", "en"), ("eng", "en"), ("zh-hant-tw", "zh-Hant-TW"),
        ("deu-AT", "de-AT"), ("gsw", "gsw"), ("es-419", "es-419"), ("unknown", None), ("", None), ("en-US-x", None),
    ],
)  # fmt: skip
def test_tags(value: str, tag: str | None) -> None:
    assert language_tag(value) == tag
