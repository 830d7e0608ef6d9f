"""Quantities in German, French, Spanish, Italian, Portuguese and Dutch."""

from __future__ import annotations

import pytest

from flows.parse.fields.quantities import quantities
from tests.flows.parse.fields.statements import SIZE, body, seconds


@pytest.mark.parametrize(
    ("language", "phrase", "value", "high", "modifier", "unit"),
    [
        ("de", "rund 20 Millionen Euro", 20e6, None, "about", "EUR"),
        ("de", "gut zweihundert Menschen", 200, None, "about", "Menschen"),
        ("de", "fünfundzwanzigtausend Bäume", 25_000, None, None, "Bäume"),
        ("de", "zwischen 10 und 12 Kilometern", 10, 12, None, "Kilometern"),
        ("de", "1.300 neue Wohnungen", 1300, None, None, "Wohnungen"),
        ("de", "1,2 bis 1,3 Milliarden Euro", 1.2e9, 1.3e9, None, "EUR"),
        ("de", "mehr als ein Drittel der Läden", 0.3333, None, "more_than", "Läden"),
        ("de", "eine halbe Million Menschen", 500_000, None, None, "Menschen"),
        ("de", "knapp zwölf Prozent", 12, None, "about", "percent"),
        ("de", "316 Lienzer Kinder", 316, None, None, "Kinder"),
        ("fr", "près de deux cents personnes", 200, None, "about", "personnes"),
        ("fr", "quatre-vingt-dix-sept maisons", 97, None, None, "maisons"),
        ("fr", "vingt et un élèves", 21, None, None, "élèves"),
        ("fr", "plus de 5 000 messages", 5000, None, "more_than", "messages"),
        ("fr", "une trentaine de brebis", 30, None, "about", "brebis"),
        ("fr", "2,5 millions d'euros", 2.5e6, None, None, "EUR"),
        ("fr", "de 35 à 40 millions d'euros", 35e6, 40e6, None, "EUR"),
        ("fr", "un million et demi d'habitants", 1.5e6, None, None, "habitants"),
        ("fr", "deux ans et demi", 2.5, None, None, "ans"),
        ("fr", "jusqu'à 80 km/h", 80, None, "up_to", "km/h"),
        ("es", "más de mil quinientos millones de dólares", 1.5e9, None, "more_than", "USD"),
        ("es", "treinta y cinco familias", 35, None, None, "familias"),
        ("es", "medio millón de euros", 500_000, None, None, "EUR"),
        ("es", "casi la mitad de los vecinos", 0.5, None, "about", "vecinos"),
        ("es", "entre 1,20 y 1,80 euros", 1.2, 1.8, None, "EUR"),
        ("es", "uno de cada cuatro aceites", 0.25, None, None, "aceites"),
        ("it", "circa duecentocinquanta persone", 250, None, "about", "persone"),
        ("it", "una decina di barche", 10, None, "about", "barche"),
        ("pt", "mais de R$ 300 mil", 300_000, None, "more_than", "BRL"),
        ("nl", "ongeveer tweehonderd mensen", 200, None, "about", "mensen"),
        ("nl", "een derde van de kiezers", 0.3333, None, None, "kiezers"),
    ],
)
def test_readings(
    language: str, phrase: str, value: float, high: float | None, modifier: str | None, unit: str
) -> None:
    (row,) = quantities(body(f"— {phrase}."), language)
    assert (row.text, row.value, row.value_high, row.modifier, row.unit) == (phrase, value, high, modifier, unit)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Am 3. Oktober um 14.30 Uhr spielte die 2. Liga; die 44-Jährige kam 2019, ihr Bruder (53) im Jahr 2020.",
        ),
        ("de", "Er starb im Alter von 88 Jahren. Seine Frau ist 52 Jahre alt. Siehe Artikel 5. Das Spiel endete 2:1."),
        ("fr", "Le 12 mars 2019 à 14h30, un ouvrier de 34 ans, puis entre le 3 et le 5 janvier, à 8 heures du matin."),
        ("fr", "Le 1er étage du neuf, à la fin des années 2000, selon l'article 5."),
        ("es", "El 12 de marzo de 2019, a las 14:30, el agente de 45 años de edad cayó de un cuarto piso."),
        ("es", "Su vecina, de 79 años, ganó 3-2 en 2019."),
        ("it", "Il 16 dicembre 2024, alle 20.45, nel 2019."),
    ],
)
def test_numbers_that_are_no_quantities(language: str, text: str) -> None:
    assert quantities(body(text), language) == []


def test_the_small_words_tell_the_language_where_none_is_given() -> None:
    (row,) = quantities(body("Der Umbau der Halle und die neuen Räume kosten die Stadt 1.300 Euro."))
    assert (row.value, row.unit) == (1300, "EUR")


def test_thousands_with_a_comma_as_in_mexico() -> None:
    assert [row.value for row in quantities(body("Hay 1,300 personas y 4.5 por ciento."), "es")] == [1300, 4.5]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "nl"])
@pytest.mark.parametrize(
    "word", ["1 ", "3 years ", "100 ", "two ", "minus 4 ", "vingt et ", "zwei ", "mil ", "1 to ", "$1 "]
)
def test_hostile_texts_take_linear_time(language: str, word: str) -> None:
    whole = body(word * (SIZE // len(word)))
    assert seconds(lambda: quantities(whole, language)) < 0.2
