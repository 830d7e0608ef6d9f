"""What can be counted in one text: damage, leftovers of a page, script, repetition. Pure functions, linear in the text.

Most articles are clean, so each function asks first for a literal that its rule cannot do without.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence
from functools import cache

from expectations.wordlists import boilerplate, fragment_words, scripts_of, teasers

# The characters that bytes 80 to BF come out as where UTF-8 is read as Windows-1252.
_LATE = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xC0))
# One class of first characters, then what must come before and after: such a pattern is searched for fast.
_DAMAGE = re.compile(
    "[ÂÃÐÑØÙâðã-é\ufffd\x80-\x9f](?:"
    f"(?<=[ÂÃÐÑØÙ])[{_LATE}]"  # é as Ã©, and Cyrillic or Arabic letters
    "|(?<=â)€.?|(?<=ð)Ÿ"  # quotation marks and dashes; emoji
    f"|(?<=[ã-é])[{_LATE}]{{2}}[ã-é][{_LATE}]{{2}}"  # two Chinese characters running
    "|(?<=[\ufffd\x80-\x9f]))"
)
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|u|script|style|img|h[1-6]|[uo]l|li|table|t[rdh]|iframe|blockquote|figure|section)"
    r"(?:\s[^<>]*)?/?>"
    r"|&(?:nbsp|amp|quot|lt|gt|apos|#\d+|#x[0-9a-fA-F]+|[lr][sd]quo|[mn]dash|hellip|[a-zA-Z](?:uml|acute|grave|circ));"
)
_CODE = re.compile(
    r"\bfunction(?: \w{1,40})?\s?\([\w, ]{0,60}\)\s?\{|\b(?:window|document)\.[\w.]{1,60}\s?[=(]|\}\);|\}\)\("
    r"|\b(?:var|let|const) \w+ ?= ?\S|addEventListener|googletag|dataLayer|jQuery\(|=> ?\{|<!\[CDATA\[|!important"
    r'|@(?:media|import|font-face) ?[\w(]|\{\s?[a-z-]{3,30}: ?[^\s;{}][^;{}\n]{0,60};|\{"@(?:context|type)"'
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_PARTS = re.compile(r"\s[|–—-]\s")
_NOT_WORD = re.compile(r"[\W_]+")
_NO_ASCII_LETTER = bytes(b for b in range(256) if chr(b) not in string.ascii_letters)
_NO_LETTER = bytes(b for b in range(128) if chr(b) not in string.ascii_letters)
_BLANKS = b" \t\n\r\x0b\x0c"
_UNSPACED = re.compile("[\u0e80-\u0fff\u1000-\u109f\u1780-\u17ff]")  # Lao, Tibetan, Burmese, Khmer
_SCRIPTS = {
    "Latin": "A-Za-zª-\u024f\u1e00-\u1eff", "Cyrillic": "\u0400-\u052f", "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc", "Hebrew": "\u0590-\u05ff",
    "Han": "\u3040-\u30ff\u3400-\u9fff", "Hangul": "\u1100-\u11ff\uac00-\ud7af", "Devanagari": "\u0900-\u097f",
    "Thai": "\u0e00-\u0e7f",
}  # fmt: skip
_SCRIPT_LETTERS = {name: re.compile(f"[{letters}]+") for name, letters in _SCRIPTS.items()}
UNSPACED_SCRIPTS = {"Han", "Thai"}
LONG_WORD = 100  # characters
_SAMPLE = 600  # characters; the script of an article shows in its first lines

_SENTENCE_END = tuple(".!?…。！？؟।॥۔:\"”“’'»«」』)]）*")
_OPENING = ('"', "“", "„", "”", "«", "»")
_LOOSE_END = (",", ";", "(", "–", "—", " -", "&", "/", "„")
ERROR_PAGE_WORDS, BOILERPLATE_PARAGRAPH_WORDS = 120, 40  # longer ones say more than a notice does
BUTTON_WORDS = 8  # of what can be pressed under a notice; it is no sentence
NOTICE_SHARE = 0.25  # of a notice's characters are phrases that only notices have
HEADLINE_WORDS, TITLE_SHARE = 25, 0.8  # of the longer words of a headline in capitals
_WITH_CAPITALS = ("Latin", "Cyrillic", "Greek")
TEASER = 200  # characters; longer lines have something to say themselves
_TEASER_WORDS = 14
_AFTER_TEASER = (":", "»", ">", "|", "–", "—", "-", "→")
_FEWEST_DOUBLED = 40  # characters said twice


def damaged_characters(text: str) -> int:
    """Characters lost: replacement characters, C1 controls, and sequences that are UTF-8 read as Windows-1252."""
    return 0 if text.isascii() else len(_DAMAGE.findall(text))


def markup_remnants(text: str) -> int:
    """HTML tags and entities. A `<` or `&` of the text's own ("R&D", "a < b") is none."""
    return len(_MARKUP.findall(text)) if "<" in text or "&" in text else 0


def holds_code(text: str) -> bool:
    """Whether a script or a style sheet was taken for text."""
    if not any(sign in text for sign in ("{", ");", "document.", "window.")):
        return False
    return _CODE.search(text) is not None


def control_characters(text: str) -> int:
    """Control characters, and characters of no width or of a line's end that no keyboard has."""
    return 0 if text.replace("\n", "").isprintable() else len(_CONTROL.findall(text))


def has_letters(text: str) -> bool:
    return _LETTER.search(text) is not None


def has_digit(text: str) -> bool:
    return _DIGIT.search(text) is not None


def letter_share(text: str) -> float | None:
    """Letters among all bytes of UTF-8 but blanks, from 0 to 1; None for a text of blanks."""
    dense = text.encode("utf-8", "replace").translate(None, _BLANKS)
    return len(dense.translate(None, _NO_LETTER)) / len(dense) if dense else None


def longest_word(text: str) -> int:
    """Characters of the longest run without a blank; 0 if none has over 100."""
    longest = at = 0
    while at + LONG_WORD < len(text):
        window = at + LONG_WORD + 1
        blank = text.rfind(" ", at, window)
        if blank < 0:
            blank = text.rfind("\n", at, window)
        if blank < 0:
            ends = [end for end in (text.find(" ", window), text.find("\n", window)) if end >= 0]
            blank = min(ends, default=len(text))
            longest = max(longest, blank - at)
        at = blank + 1
    return longest


def script(text: str) -> str | None:
    """The script of most letters in the text's first 600 characters; None if it has no letters of a known one."""
    sample = text[:_SAMPLE]
    latin = len(sample.encode("ascii", "ignore").translate(None, _NO_ASCII_LETTER))
    if latin * 2 > len(sample) or (latin and sample.isascii()):
        return "Latin"
    counts = {name: sum(map(len, letters.findall(sample))) for name, letters in _SCRIPT_LETTERS.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else None


def fits_script(language: str | None, written_in: str | None) -> bool | None:
    """Whether a language is written in that script; None where one is not known."""
    if language is None or written_in is None:
        return None
    scripts = scripts_of().get(language.split("-", 1)[0].lower())
    return None if scripts is None else written_in in scripts


def words(text: str, counted: int) -> int:
    """Words of a text in which `counted` runs between blanks were counted.

    Scripts that set no blanks between words, and whose characters are not counted singly, get a word for every
    four characters.
    """
    if counted >= 50 or text.isascii():
        return counted
    return max(counted, len(_UNSPACED.findall(text)) // 4)


def repeated_shares(paragraphs: Sequence[str]) -> tuple[float, float]:
    """How repetitive a text is: two shares of its characters, from 0 to 1.

    The first is that of its most frequent paragraph, if it stands there three times or more. The second is that of
    all paragraphs that stood there before. Paragraphs of under 20 characters may come again.
    """
    if len(set(paragraphs)) == len(paragraphs):
        return 0.0, 0.0
    total = sum(map(len, paragraphs)) or 1
    counts = {paragraph: count for paragraph, count in Counter(paragraphs).items() if len(paragraph) >= 20}
    most = max((len(p) * count for p, count in counts.items() if count >= 3), default=0)
    again = sum(len(p) * (count - 1) for p, count in counts.items())
    return most / total, again / total


def unbalanced_paragraphs(paragraphs: Sequence[str]) -> int:
    """Paragraphs that open a quotation and do not close it, or the other way round.

    A quotation that runs on, opened anew in the next paragraph, is none.
    """
    odd = [
        number
        for number, paragraph in enumerate(paragraphs)
        if ('"' in paragraph or not paragraph.isascii()) and not _is_balanced(paragraph)
    ]
    ends = len(paragraphs) - 1
    return sum(number == ends or not paragraphs[number + 1].startswith(_OPENING) for number in odd)


def _is_balanced(paragraph: str) -> bool:
    """Whether quotation marks pair up: straight, English “ ”, German „ “, Polish „ ”, Swedish ” ”, or mixed."""
    straight = paragraph.count('"')
    if paragraph.isascii():
        return straight % 2 == 0
    left, right = paragraph.count("“"), paragraph.count("”")
    if left == right and straight == 0 and "„" not in paragraph:
        return True
    low = paragraph.count("„")
    if straight or not left:  # no telling which opens
        return (straight + low + left + right) % 2 == 0
    return low == left + right if low else left == right


def ends_like_sentence(text: str) -> bool:
    return text.rstrip().endswith(_SENTENCE_END)


def ends_like_fragment(headline: str, language: str | None) -> bool:
    """Whether a headline breaks off: at a comma, or at a word that needs another one after it."""
    text = headline.rstrip()
    if text.endswith(_LOOSE_END):
        return True
    endings = fragment_words().get((language or "en").split("-", 1)[0].lower(), frozenset())
    return text.rpartition(" ")[2] in endings and " " in text


def is_headline(line: str) -> bool:
    """Whether a line is sooner a headline than a text: no full stop, a question, or Most Words Begin Like This."""
    words = line.split()
    if not 0 < len(words) <= HEADLINE_WORDS or script(line) not in _WITH_CAPITALS:
        return False
    if not ends_like_sentence(line) or line.endswith("?"):
        return True
    long = [word for word in words if len(word) > 3]
    return len(long) > 2 and sum(word[0].isupper() for word in long) >= TITLE_SHARE * len(long)


def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", text).casefold().strip()


@cache
def _by_longest_word() -> dict[str, list[str]]:
    """The phrases of notices by their longest word, so that one look at a text's words tells that it has none."""
    found: dict[str, list[str]] = {}
    for phrase in boilerplate():
        found.setdefault(max(phrase.split(), key=len), []).append(phrase)
    return found


def _phrases(plain: str) -> set[str]:
    """The phrases of notices in a plain text."""
    phrases = _by_longest_word()
    return {phrase for word in phrases.keys() & plain.split() for phrase in phrases[word] if phrase in plain}


def headline_is_boilerplate(headline: str) -> bool:
    """Whether a headline, or a part of it between bars or dashes, is a notice: "404 - Page not found | The Example"."""
    if len(headline) > 150:
        return False
    parts = map(_plain, _PARTS.split(headline))
    return any(len(phrase) * 2 >= len(part) for part in parts for phrase in _phrases(part))


def notices(paragraphs: Sequence[str], word_count: int) -> tuple[bool, bool]:
    """Whether a text is nothing but notices: whether it may be, and whether it is, whatever its headline says.

    It may be if it is short and each paragraph, buttons left aside, has a phrase of notices. It is if such phrases are
    much of it, or several.
    """
    if word_count > ERROR_PAGE_WORDS or not 0 < len(paragraphs) <= ERROR_PAGE_WORDS:
        return False, False
    found, length = set[str](), 0
    for paragraph in paragraphs:
        if paragraph.count(" ") >= BOILERPLATE_PARAGRAPH_WORDS:
            return False, False
        plain = _plain(paragraph)
        length += len(plain)
        phrases = _phrases(plain)
        if not phrases and (plain.count(" ") >= BUTTON_WORDS or paragraph.endswith(_SENTENCE_END)):
            return False, False
        found |= phrases
    if not found:
        return False, False
    return True, len(found) > 1 or sum(map(len, found)) >= NOTICE_SHARE * length


def ends_with_notice(paragraph: str) -> bool:
    """Whether a text's last paragraph is a notice: rights reserved, subscribers only."""
    if paragraph.count(" ") >= BOILERPLATE_PARAGRAPH_WORDS:
        return False
    plain = _plain(paragraph)
    return any(len(phrase) >= NOTICE_SHARE * len(plain) for phrase in _phrases(plain))


def teaser_lines(paragraphs: Sequence[str]) -> int:
    """Paragraphs that lead to another article: "Read more: ...", "Lire aussi : ..."."""
    openings = _teaser_openings()
    return sum([_is_teaser(p) for p in paragraphs if p[:3] in openings and len(p) <= TEASER])


@cache
def _teaser_openings() -> frozenset[str]:
    starts = [phrase[:3] for phrase in teasers()]
    return frozenset(way(start) for start in starts for way in (str.lower, str.capitalize, str.upper))


def _is_teaser(line: str) -> bool:
    small = line.casefold()
    for phrase in teasers():
        if small.startswith(phrase):
            rest = small[len(phrase) :].strip()
            if not rest or phrase.endswith(":") or rest.startswith(_AFTER_TEASER):
                return True
            if phrase.count(" ") and rest.count(" ") < _TEASER_WORDS and not rest.endswith((".", "!", "?")):
                return True
    return False


def doubled_share(text: str) -> float:
    """Half, if the second half of a text says the first again, whatever stands between the two; else 0."""
    half = len(text) // 2
    if half < _FEWEST_DOUBLED:
        return 0.0
    again = text.find(text[:_FEWEST_DOUBLED], half - _FEWEST_DOUBLED // 2)
    if not 0 <= again - half <= _FEWEST_DOUBLED:
        return 0.0
    return 0.5 if text.startswith(text[again:].rstrip()) else 0.0
