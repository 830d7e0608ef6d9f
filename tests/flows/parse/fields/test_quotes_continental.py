"""Quotations in German, French, Spanish, Italian, Portuguese and Dutch: the verb before its subject, or without one."""

from __future__ import annotations

import pytest

from flows.parse.fields.continental_words import bare_name, head_nouns
from flows.parse.fields.quotes import quotes
from flows.parse.model import Mention
from tests.flows.parse.fields.statements import body

GERMAN = "Die Brücke von Milltal ist nicht das, was sie war, und der Fluss steigt mit jedem Tag. "
FRENCH = "Le pont de la ville est en ruine, et les habitants des deux rives le disent. "
SPANISH = "El puente de la ciudad está en ruinas, y los vecinos de las dos orillas lo saben en el pueblo. "


def person(text: str, name: str, title: str | None = None) -> Mention:
    start = max(0, text.find(name))
    return Mention("person", name, name, title, None, None, None, "test", start, start + len(name))


def voice(text: str, *names: tuple[str, str | None]) -> tuple[str | None, str | None, str | None]:
    """Speaker as written, speaker's name and cue of the last quotation."""
    whole = body(text)
    row = quotes(whole, [person(text, name, title) for name, title in names])[-1]
    return row.speaker, row.speaker_name, row.cue


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("„Die Brücke hält“, sagte Rosa Kern am Montag.", "Rosa Kern", "sagte"),
        ("„Die Brücke hält“, sagte Feuerwehrsprecherin Rosa Kern bei der Eröffnung.", "Rosa Kern", "sagte"),
        ("„Die Brücke hält“, brummte Rosa Kern.", "Rosa Kern", "brummte"),
        ("»Die Brücke hält«, so Rosa Kern.", "Rosa Kern", "so"),
        ('Rosa Kern erklärte: "Die Brücke hält."', "Rosa Kern", "erklärte"),
        ("Dazu sagte Rosa Kern: „Die Brücke hält.“", "Rosa Kern", "sagte"),
        ("Laut Rosa Kern ist die Brücke „sicher wie nie“.", "Rosa Kern", "Laut"),
        ("Rosa Kern, die Leiterin des Amtes, nannte den Plan „reine Zeitverschwendung“.", "Rosa Kern", "nannte"),
    ],
)
def test_german(text: str, speaker: str, cue: str) -> None:
    assert voice(GERMAN + text, ("Rosa Kern", None))[1:] == (speaker, cue)


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("« Le pont tient », a déclaré Rose Morel lundi.", "Rose Morel", "déclaré"),
        ("« Le pont tient », a lancé la maire, Rose Morel, sous les rires.", "Rose Morel", "lancé"),
        ("« Le pont tient », sourit la maire Rose Morel.", "Rose Morel", "sourit"),
        ("Rose Morel, présidente du comité, a dit que le pont était « plus solide que jamais ».", "Rose Morel", "dit"),
        ("Selon Rose Morel, le pont est « plus solide que jamais ».", "Rose Morel", "Selon"),
    ],
)
def test_french(text: str, speaker: str, cue: str) -> None:
    assert voice(FRENCH + text, ("Rose Morel", None))[1:] == (speaker, cue)


def test_a_pronoun_hangs_on_the_french_verb() -> None:
    assert voice(FRENCH + "Rose Morel arrive. « Le pont tient », dit-elle.", ("Rose Morel", None))[:2] == (
        "elle",
        "Rose Morel",
    )


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("«El puente aguanta», dijo Rosa Molina a la prensa.", "Rosa Molina", "dijo"),
        ("«El puente aguanta», resume la alcaldesa, Rosa Molina.", "Rosa Molina", "resume"),
        ("Rosa Molina aseguró que el puente está «más firme que nunca».", "Rosa Molina", "aseguró"),
        ("Según Rosa Molina, el puente está «más firme que nunca».", "Rosa Molina", "Según"),
    ],
)
def test_spanish(text: str, speaker: str, cue: str) -> None:
    assert voice(SPANISH + text, ("Rosa Molina", None))[1:] == (speaker, cue)


def test_spanish_leaves_the_subject_of_the_sentence_before_out() -> None:
    text = SPANISH + "La alcaldesa, Rosa Molina, aseguró que no hay peligro. «El puente aguanta», afirmó."
    assert voice(text, ("Rosa Molina", "alcaldesa")) == (None, "Rosa Molina", "afirmó")


def test_a_role_means_the_person_who_has_it() -> None:
    text = GERMAN + "Bürgermeisterin Rosa Kern kam mit Tom Reh. „Die Brücke hält“, sagte die Bürgermeisterin."
    assert voice(text, ("Rosa Kern", "Bürgermeisterin"), ("Tom Reh", None))[1] == "Rosa Kern"


def test_the_second_run_of_a_split_quotation_keeps_its_speaker() -> None:
    whole = body(GERMAN + '"Der Tag wird kommen", sagt Rosa Kern, "an dem wir sie wieder brauchen."')
    rows = quotes(whole, [])
    assert [(row.text, row.speaker) for row in rows] == [
        ("Der Tag wird kommen", "Rosa Kern"),
        ("an dem wir sie wieder brauchen.", "Rosa Kern"),
    ]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Feuerwehrsprecher Tom Reh", "Tom Reh"),
        ("le ministre Rose Morel", "Rose Morel"),
        ("Mme Morel", "Morel"),
        ("der Taxifahrer", None),
        ("le ministère de la Défense", None),
        ("Rosa Kern", "Rosa Kern"),
    ],
)
def test_a_name_is_what_a_phrase_is_without_its_role(phrase: str, name: str | None) -> None:
    assert bare_name(phrase) == name


def test_the_head_of_a_title_stands_before_its_preposition() -> None:
    assert head_nouns("porte-parole du Kremlin") == ("porte-parole", "porte-parole")
    assert head_nouns("Regierender Bürgermeister von Milltal") == ("regierender", "bürgermeister")
