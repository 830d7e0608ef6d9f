"""Which encoding of the time before UTF-8 bytes are in.

General detectors take curly quotes in English text for Baltic letters or half-width katakana. For Latin scripts the
language is told first (most letters are ASCII, so any decoding shows it), then the encoding among those its writers
used, by which of them puts letters and marks where they can stand. For other scripts charset-normalizer decides.
"""

from __future__ import annotations

import logging
import re
from typing import NamedTuple

WESTERN = ("cp1252", "mac_roman", "cp850")
_CENTRAL = ("cp1250", "iso8859_2", "cp852")
LATIN_ENCODINGS = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "hr", "sl", "ro", "bs", "sh", "sr", "sq"), _CENTRAL),
    **dict.fromkeys(("lt", "lv", "et"), ("cp1257", "cp1252")),
    **dict.fromkeys(("tr", "az"), ("cp1254",)),
}
OTHER_SCRIPTS = (
    "cp1251", "koi8_r", "koi8_u", "cp866", "cp1253", "cp1255", "cp1256", "cp874",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip

LATIN_SHARE = 0.35  # high bytes for each ASCII letter: no Latin script has more, no other script fewer
IMPLAUSIBLE_SHARE = 0.1  # of the characters that are not ASCII
CHAOS, COHERENCE = 0.1, 0.1  # charset-normalizer's measures: noise at most, likeness to a language at least
SAMPLE_BYTES = 64 * 1024

FEWEST_FOR_RARE = 2  # high bytes; one alone is sooner damage than the sign of an encoding that few used

_HIGH = bytes(range(0x80, 0x100))
_ASCII_LETTERS = re.compile(rb"[A-Za-z]+")
_CAPITALS = "À-ÖØ-ÞĄĆČĎĐĘĚĽŁŃŇŐŒŔŘŚŠŞŤŢŮŰŸŹŽŻ"
_IMPLAUSIBLE = re.compile(
    rf"(?<=[a-z])[{_CAPITALS}](?![A-Z])"  # a capital inside or at the end of a word
    rf"|(?<![A-Za-z])[{_CAPITALS}](?=[A-Z][a-z])"  # or before the word's own capital
    r"|(?<=\s)[ÐÑÒÔÕ](?=\s)"  # a capital that is no word
    r"|(?<=[A-Za-z])[^\w\s\x00-\x7f’‘ʼ\u00ad‐‑·–—…](?=[a-z])"  # a symbol inside a word
    r"|[\x80-\x9f\ufffd\u2500-\u259f]"  # controls, what did not decode, box drawing
    r"|[ªº²³¹µƒˆ˜¨´¸¯¤¦¬¶·¡¿]{2}"
)
# what East Asian writing has much of, as a share of the characters that are not ASCII: 3 % of any long text
_EAST_ASIAN = {
    "cp932": re.compile(r"[ぁ-ゖァ-ヺ]"),
    "euc_jp": re.compile(r"[ぁ-ゖァ-ヺ]"),
    "cp949": re.compile(r"[이다는을를의에가은한고로]"),
    "gb18030": re.compile(r"[的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可]"),
    "big5": re.compile(r"[的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可]"),
}
EAST_ASIAN_SHARE = 0.03
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


class Guess(NamedTuple):
    encoding: str
    confidence: float
    why: str


def guess(data: bytes) -> Guess | None:
    """The encoding of bytes that are not UTF-8; None where no one fits. The whole of `data` decodes in it."""
    high = len(data) - len(data.translate(None, _HIGH))
    letters = sum(map(len, _ASCII_LETTERS.findall(data)))
    if high and high <= LATIN_SHARE * letters:
        return _latin(data)
    return _other_script(data)


def _latin(data: bytes) -> Guess | None:
    language = _language(data)
    best: Guess | None = None
    encodings = LATIN_ENCODINGS.get(language or "", WESTERN)
    if len(data) - len(data.translate(None, _HIGH)) < FEWEST_FOR_RARE:
        encodings = encodings[:1]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        share = len(_IMPLAUSIBLE.findall(text)) / len(_NOT_ASCII.findall(text))
        if share <= IMPLAUSIBLE_SHARE and (best is None or 1 - share > best.confidence):
            best = Guess(encoding, 1 - share, f"{share:.0%} of its letters and marks stand where none can")
    return best and best._replace(confidence=round(0.9 * best.confidence, 3))


def _language(data: bytes) -> str | None:
    from flows.parse.fields.language import language  # the model is loaded only where a file needs it

    return language(data[:SAMPLE_BYTES].decode("cp1252", "ignore"))[0]


def _other_script(data: bytes) -> Guess | None:
    from charset_normalizer import from_bytes

    sample = data
    if len(data) > SAMPLE_BYTES:
        end = max(data.rfind(b"\n", 0, SAMPLE_BYTES), data.rfind(b" ", 0, SAMPLE_BYTES))
        sample = data[:end] if end > 0 else data[:SAMPLE_BYTES]
    logging.getLogger("charset_normalizer").setLevel(logging.ERROR)
    best = from_bytes(sample, cp_isolation=list(OTHER_SCRIPTS)).best()
    if best is None or best.chaos > CHAOS:
        return None
    try:
        text = data.decode(best.encoding)
    except UnicodeDecodeError:
        return None
    if best.encoding in _EAST_ASIAN:
        share = len(_EAST_ASIAN[best.encoding].findall(text)) / max(1, len(_NOT_ASCII.findall(text)))
        if share < EAST_ASIAN_SHARE:
            return None
        return Guess(best.encoding, 0.8, f"{share:.0%} of its characters are among the commonest of the language")
    if best.coherence < COHERENCE:
        return None
    confidence = round((1 - best.chaos) * (0.5 + 0.4 * best.coherence), 3)
    return Guess(best.encoding, confidence, f"likeness to {best.language} {best.coherence:.0%}, noise {best.chaos:.0%}")
