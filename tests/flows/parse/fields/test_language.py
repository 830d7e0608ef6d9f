import subprocess
import sys

import pytest

from flows.parse.fields.language import language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The council of Port Ellery voted on Tuesday to close the ferry terminal for good.", "en"),
        ("Der Stadtrat von Neuhausen hat am Dienstag beschlossen, den Fährhafen zu schließen.", "de"),
        ("Le conseil municipal a décidé mardi de fermer le terminal des ferries de la ville.", "fr"),
        ("El ayuntamiento decidió el martes cerrar la terminal de transbordadores de la ciudad.", "es"),
        ("市议会星期二决定关闭该市的渡轮码头。", "zh"),
        ("市議会は火曜日、フェリーターミナルを閉鎖することを決めた。", "ja"),
        ("قرر مجلس المدينة يوم الثلاثاء إغلاق محطة العبارات.", "ar"),
        ("Городской совет во вторник решил закрыть паромный терминал.", "ru"),
    ],
)
def test_language_of_a_sentence(text: str, tag: str) -> None:
    found, confidence = language(text)
    assert found == tag
    assert 0.5 < confidence <= 1


@pytest.mark.parametrize(
    "text", ["", "Hello there", "12 34 56 78 90 12 34", "https://example.org/a/long/address/of/a/page"]
)
def test_too_little_to_tell(text: str) -> None:
    assert language(text)[0] is None


def test_addresses_and_handles_do_not_count_as_words() -> None:
    text = (
        "@thecouncil #breakingnews https://example.org/the-council-has-voted Der Rat hat die Vorlage am "
        "Dienstag abgelehnt"
    )
    assert language(text)[0] == "de"


def test_model_is_not_loaded_by_the_import() -> None:
    code = "import sys, flows.parse.fields.language; sys.exit('fasttext' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
