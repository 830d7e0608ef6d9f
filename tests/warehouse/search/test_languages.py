"""Words of one kind have one term, whatever their form, capitals and accents."""

from __future__ import annotations

import pytest

from warehouse.search.languages import OTHER, STEMMERS, analyzer, spellings, tongue


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("en", "protest protests protesting Protested"),
        ("en", "embassy embassies"),
        ("en", "élysée Elysee"),
        ("de", "Haus Häuser Häusern"),
        ("de", "Straße Strasse Strassen"),
        ("fr", "manifester manifestée manifestations"),
        ("es", "manifestación manifestaciones manifestacion"),
        ("pt", "manifestação manifestações"),
        ("it", "città citta"),
        ("ru", "посольство посольства"),
        ("sv", "ambassaden ambassader"),
        ("nl", "ambassade ambassades"),
        ("el", "διαδήλωση διαδηλώσεις"),
        ("tr", "protesto protestolar"),
    ],
)
def test_the_forms_of_a_word_have_one_term(name: str, forms: str) -> None:
    assert len({tuple(analyzer(name).analyze(form)) for form in forms.split()}) == 1


def test_scripts_without_blanks_are_taken_a_character_a_term() -> None:
    assert analyzer(OTHER).analyze("北京 Apple公司 デモ 2019年") == [
        "北", "京", "apple", "公", "司", "デ", "モ", "2019", "年",
    ]  # fmt: skip
    assert analyzer(OTHER).analyze("दूतावास") == ["दूतावास"]


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en", "en"), ("en-GB", "en"), ("nb", "no"), ("zh-Hant", OTHER), ("pl", OTHER), (None, OTHER), ("", OTHER)],
)
def test_a_tag_has_its_tongue(tag: str | None, name: str) -> None:
    assert tongue(tag) == name


@pytest.mark.parametrize(
    ("name", "typed", "written"),
    [("de", "Mueller", "Müller"), ("fr", "senatrice", "sénatrice"), ("es", "economia", "economía"),
     ("pt", "manifestacao", "manifestação"), ("fr", "Elysee", "Élysée"), ("tr", "istanbul", "İstanbul")],
)  # fmt: skip
def test_a_word_typed_without_accents_meets_the_one_with(name: str, typed: str, written: str) -> None:
    assert analyzer(name).analyze(written) in [analyzer(name).analyze(text) for text in spellings(name, typed)]


def test_every_stemmer_is_there() -> None:
    for name in STEMMERS:
        assert analyzer(name).analyze("1") == ["1"]
