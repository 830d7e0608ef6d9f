"""Bytes to text in the encodings that news files come in. All texts are invented."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.encoding import Decoded, Undecodable, decode, looks_binary

TEXTS = {
    "en": "The mayor’s office said the “new” bridge – closed since May – would cost £5 million. It’s due to open "
    "before the summer holidays, and the council won’t raise its fees.",
    "de": "Die Bürgermeisterin erklärte am Dienstag, die Brücke über den Fluß müsse für drei Monate gesperrt werden. "
    "Größere Schäden seien überall möglich, sagte sie.",
    "fr": "La maire a déclaré mardi que le pont serait fermé pendant trois mois. « Les dégâts sont très importants », "
    "a-t-elle ajouté à la presse, où l’on s’inquiète.",
    "es": "La alcaldesa declaró el martes que el puente permanecerá cerrado tres meses. ¿Quién pagará? El año próximo, "
    "según dijo, habrá más información.",
    "pl": "Burmistrz powiedział we wtorek, że most zostanie zamknięty na trzy miesiące. Później będą też prace na "
    "drugim brzegu, a koszty wzrosną o jedną piątą.",
    "cs": "Starostka v úterý uvedla, že most bude na tři měsíce uzavřen. Větší škody jsou podle ní možné také na "
    "druhém břehu řeky, kde už začaly práce.",
    "tr": "Belediye başkanı salı günü köprünün üç ay boyunca kapalı kalacağını söyledi. Çalışmaların ağustosta "
    "bitmesi bekleniyor, dedi yetkililer.",
    "ru": "Мэр города заявила во вторник, что мост будет закрыт на три месяца. По её словам, работы на другом берегу "
    "начнутся весной, а расходы вырастут.",
    "el": "Η δήμαρχος δήλωσε την Τρίτη ότι η γέφυρα θα παραμείνει κλειστή για τρεις μήνες. Οι εργασίες θα αρχίσουν "
    "την άνοιξη, πρόσθεσε.",
    "ja": "市長は火曜日、橋を三か月間閉鎖すると発表した。対岸での工事は春に始まり、費用は増える見込みだという。"
    "市民からは心配の声が上がっている。",
    "zh": "市长星期二说，大桥将关闭三个月。她说，对岸的工程将在春天开始，费用会增加。居民们对此表示担心，"
    "他们要求市政府给出一个明确的时间。",
    "ko": "시장은 화요일에 다리를 세 달 동안 폐쇄한다고 발표했다. 건너편 공사는 봄에 시작되며 비용은 늘어날 것이라고 "
    "그는 말했다. 주민들은 걱정하고 있다.",
}


def decoded(data: bytes) -> Decoded:
    result = decode(data)
    assert isinstance(result, Decoded), result
    return result


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("en", "cp1252"), ("en", "mac_roman"), ("de", "cp1252"), ("fr", "cp1252"), ("es", "cp1252"), ("pl", "cp1250"),
        ("pl", "iso8859_2"), ("cs", "cp1250"), ("tr", "cp1254"), ("ru", "cp1251"), ("ru", "koi8_r"), ("el", "cp1253"),
        ("ja", "cp932"), ("ja", "euc_jp"), ("ja", "iso2022_jp"), ("zh", "gb18030"), ("ko", "cp949"),
    ],
)  # fmt: skip
def test_legacy_encodings_are_told(language: str, encoding: str) -> None:
    result = decoded(TEXTS[language].encode(encoding))
    assert result.text == TEXTS[language]
    assert result.confidence < 1
    assert result.evidence and result.evidence[0].field == "article_body"


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_read_as_they_are(language: str, encoding: str) -> None:
    data = TEXTS[language].encode(encoding)
    assert decoded(data).text.removeprefix("\ufeff") == TEXTS[language]
    assert not looks_binary(data)


def test_byte_order_mark_stays_in_the_text() -> None:
    assert decoded(codecs.BOM_UTF8 + b"abc").text == "\ufeffabc"


def test_utf_16_without_a_mark() -> None:
    data = TEXTS["en"].encode("utf-16-le")
    assert decoded(data).text == TEXTS["en"] and not looks_binary(data)


def test_newlines_become_one_character() -> None:
    assert decoded(b"one\r\ntwo\rthree\n\r\n").text == "one\ntwo\nthree\n\n"


def test_a_windows_byte_in_utf_8_is_read_and_logged() -> None:
    result = decoded("“One”, she said, “two” – ".encode() + b"and don\x92t stop")
    assert result.text.endswith("don’t stop") and result.text.startswith("“One”")
    assert result.evidence[0].method == "stray_bytes"


def test_a_character_cut_off_at_the_end_of_the_file() -> None:
    assert decoded("“Ja”, sagte er – für".encode()[:-2]).text.endswith("\ufffd")


def test_one_bad_byte_does_not_cost_the_article() -> None:
    result = decoded(b"The ferry was late on Mon\x8dday. " + b"The port had said that it would not be. " * 30)
    assert "Mon\ufffdday" in result.text
    assert (result.evidence[0].method, result.confidence) == ("damaged_bytes", 0.5)


@pytest.mark.parametrize("data", [bytes(range(0xA0, 0x100)) * 20, b"\xff\xfe\x00\xd8\x00\xd8", b"\xff\xfe\x00"])
def test_nobody_guesses_where_nothing_fits(data: bytes) -> None:
    assert isinstance(decode(data), Undecodable)


@pytest.mark.parametrize("data", [bytes(256), bytes(range(256)) * 4, b"text " * 10 + bytes(5)])
def test_binary(data: bytes) -> None:
    assert looks_binary(data)


@pytest.mark.parametrize("data", [b"", b"plain\ttext\n", b"a NUL \0 in a long text " + b"of words " * 50])
def test_text_is_not_binary(data: bytes) -> None:
    assert not looks_binary(data)


@given(st.text())
@settings(deadline=None, max_examples=200)
def test_utf_8_comes_back(text: str) -> None:
    data = text.encode("utf-8")
    if "\x1b$" not in text and "\0" not in text and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert decoded(data).text == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=200)
def test_any_bytes_are_text_or_not(data: bytes) -> None:
    result = decode(data)
    assert isinstance(result, Undecodable) or "\r" not in result.text
