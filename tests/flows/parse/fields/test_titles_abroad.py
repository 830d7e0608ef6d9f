"""Persons and their titles in German, French and Spanish."""

from __future__ import annotations

import pytest

from flows.parse.fields.people import people
from tests.flows.parse.fields.statements import body

GERMAN = "Das Wetter ist gut, und der Regen, die Kälte und das Eis sind mit dem Wind von der See nicht mehr da."
FRENCH = "Le temps est beau, et les nuages de la mer sont partis avec le vent de la nuit dans la vallée des ombres."
SPANISH = "El tiempo es bueno, y las nubes de la costa se fueron con el viento que llegó en la noche de los santos."


def named(text: str, language: str) -> list[tuple[str | None, str | None]]:
    return [(person.name, person.title) for person in people(body(language, text))]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Bürgermeister Ludwig Poe kam.", ("Ludwig Poe", "Bürgermeister")),
        ("Die frühere Finanzministerin Anna Poe sprach.", ("Anna Poe", "frühere Finanzministerin")),
        ("Das sagte Karl Poe, Wirt in Milldorf, am Abend.", ("Karl Poe", "Wirt in Milldorf")),
        ("Der Sprecher der Feuerwehr, Jens Poe, kam.", ("Jens Poe", "Sprecher der Feuerwehr")),
        ("Am Montag hat Ursula von der Poe Hilfe zugesagt.", ("Ursula von der Poe", None)),
        ("Frau Dr. Zabble lehnte ab.", ("Zabble", None)),
        ("Kwento Zabble (CDU) lehnte ab.", ("Kwento Zabble", None)),
        ("Der CDU-Politiker Jürgen Poe lehnte ab.", ("Jürgen Poe", "CDU-Politiker")),
    ],
)
def test_german(text: str, person: tuple[str, str | None]) -> None:
    assert named(text, GERMAN) == [person]


@pytest.mark.parametrize(
    "text",
    [
        "Die Polizei Milldorf sucht Zeugen am Platz Mitte.",
        "Im Bundestag hat die Regierung Mehrheit und Recht.",
        "Millionen Euro Schaden meldet die Feuerwehr Milldorf.",
        "Der wichtigste Partner Berlins kam.",
        "Die Oberbürgermeisterin von Passau kam.",
    ],
)
def test_german_nouns_are_no_persons(text: str) -> None:
    assert named(text, GERMAN) == []


def test_a_german_genitive_is_the_same_person() -> None:
    assert named("Jürgen Poe kam. Das Haus von Jürgen Poes Vater brannte.", GERMAN) == [("Jürgen Poe", None)]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Le ministre de l'Intérieur Gérald Poe est venu.", ("Gérald Poe", "ministre de l'Intérieur")),
        ("La ministre de l'Industrie, Claire Poe, est venue.", ("Claire Poe", "ministre de l'Industrie")),
        ("Odile Poe, maire de Milleval, est venue.", ("Odile Poe", "maire de Milleval")),
        ("Les chiens de l'éleveur Mathieu Poe aboient.", ("Mathieu Poe", "éleveur")),
        ("Selon la directrice de l'étude, Anne Poe, il pleut.", ("Anne Poe", "directrice de l'étude")),
        ("M. Zabble est venu.", ("Zabble", None)),
        ("Voilà ce que dit Marine Le Poe.", ("Marine Le Poe", None)),
        ("Le fils de Jean Poe est venu.", ("Jean Poe", None)),
    ],
)
def test_french(text: str, person: tuple[str, str | None]) -> None:
    assert named(text, FRENCH) == [person]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("La presidenta Claudia Poe habló.", ("Claudia Poe", "presidenta")),
        ("El secretario de Estado de Consumo, Gonzalo Poe, habló.", ("Gonzalo Poe", "secretario de Estado de Consumo")),
        ("El portavoz de la asociación, Joaquín Poe, habló.", ("Joaquín Poe", "portavoz de la asociación")),
        ("Habló Inés Poe, alcaldesa de Millares.", ("Inés Poe", "alcaldesa de Millares")),
        ("Ayer habló el expresidente Zabble con todos.", ("Zabble", "expresidente")),
    ],
)
def test_spanish(text: str, person: tuple[str, str | None]) -> None:
    assert named(text, SPANISH) == [person]
