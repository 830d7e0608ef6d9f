"""Credits, notes and boilerplate in seven languages, at the end of a text and in its midst."""

import pytest

from flows.parse.fields.phrases import may_open, opening_word, phrase_label
from flows.parse.fields.segment import segment

LEADS = {
    "en": "The council of Port Ellery voted on Tuesday to close the old ferry terminal, which has stood for years.",
    "de": "Der Stadtrat von Neuhausen hat am Dienstag beschlossen, den alten Fährhafen der Stadt zu schließen.",
    "fr": "Le conseil municipal a décidé mardi de fermer le terminal des ferries de la ville, vieux de cent ans.",
    "es": "El ayuntamiento decidió el martes cerrar la terminal de transbordadores de la ciudad, ya centenaria.",
    "it": "Il consiglio comunale ha deciso martedì di chiudere il terminal dei traghetti, che esiste da molti anni.",
    "pt": "A câmara municipal decidiu na terça-feira fechar o terminal de ferries da cidade, que tem cem anos.",
    "nl": "De gemeenteraad heeft dinsdag besloten de veerhaven van de stad te sluiten, die al jaren bestaat.",
}


@pytest.mark.parametrize("after", ["", "{lead}"])
@pytest.mark.parametrize(
    ("language", "kind", "line"),
    [
        ("en", "credit", "(Reporting by Jane Doe in London; Writing by Bob Roe; Editing by John Smith)"),
        ("en", "credit", "Additional reporting by Jane Doe in Paris and agencies."),
        ("en", "credit", "(With inputs from PTI)"),
        ("en", "credit", "This report by The Canadian Press was first published Dec. 5, 2019."),
        ("en", "note", "This article was amended on 5 December 2019 to correct the mayor's name."),
        ("en", "note", "Clarification: The mayor did not resign."),
        ("en", "note", "Note: the mayor's age was corrected."),
        ("en", "boilerplate", "Getting your Trinity Audio player ready..."),
        ("en", "boilerplate", "View on X"),
        ("en", "boilerplate", "see also Ferry clock sold to a hotel"),
        ("de", "credit", "Mit Material der dpa"),
        ("de", "credit", "dpa/AFP/jog"),
        ("de", "note", "Dieser Artikel wurde am 5. Dezember aktualisiert."),
        ("de", "note", "Wir haben den Text an dieser Stelle korrigiert."),
        ("de", "boilerplate", "Empfohlener redaktioneller Inhalt"),
        ("fr", "credit", "La rédaction avec AFP"),
        ("fr", "note", "Erratum : le maire n'a pas démissionné."),
        ("fr", "note", "Une version précédente de cet article donnait un autre chiffre."),
        ("fr", "boilerplate", "Ce contenu est bloqué car vous n'avez pas accepté les cookies."),
        ("es", "credit", "(Con información de AFP y EFE)"),
        ("es", "note", "Una versión anterior de este artículo decía otra cosa."),
        ("es", "boilerplate", "Tiempo de lectura: 3 minutos"),
        ("it", "credit", "Riproduzione riservata"),
        ("it", "note", "Errata corrige: il sindaco non si è dimesso."),
        ("pt", "credit", "Com informações da Agência Brasil"),
        ("pt", "note", "Correção: o presidente não se demitiu."),
        ("nl", "credit", "Bron: ANP"),
        ("nl", "note", "In een eerdere versie van dit artikel stond een ander jaar."),
    ],
)
def test_kind_of_a_line(language: str, kind: str, line: str, after: str) -> None:
    lead = LEADS[language]
    blocks = segment("\n\n".join(["A headline of some words", lead, lead, line, after.format(lead=lead)]))
    assert [block.kind for block in blocks if block.text == line] == [kind]


def test_what_a_glance_lets_through_is_no_phrase() -> None:
    for line in LEADS.values():
        assert not may_open(line)
        assert phrase_label(line) is None


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Read more", "read"),
        ("RELATED: a", "related"),
        ("It’s", "it"),
        ("编辑：王", "编辑"),
        ("© 2020", "©"),
        ("—", "—"),
    ],
)
def test_opening_word(line: str, word: str) -> None:
    assert opening_word(line) == word
