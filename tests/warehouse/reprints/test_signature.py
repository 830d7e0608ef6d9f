"""Signatures: alike for what a reader takes as the same text, however it is printed, and in every script."""

import numpy as np
import pytest

from tests.timing import within
from tests.warehouse.reprints.planted import merged, planted, story
from warehouse.reprints.likeness import jaccard, telling
from warehouse.reprints.signature import BANDS, Signatures, join, select, sign

ENGLISH = (
    "The bridge over the Lind reopened on Monday, three years after the flood that swept away its second pier. "
    "Mayor Ada Lindqvist cut the ribbon at 10.30 a.m. “It holds,” she said. Some 1,200 people came, and 3.5 million "
    "crowns are still owed to the builders. Work on the last span goes on until June."
)
CHINESE = (
    "星期一，林德河大桥重新开放。三年前的洪水冲走了它的第二座桥墩。市长剪彩时说，这座桥很牢固。大约一千二百人前来参加仪式。"
    * 2
)


def bodies(*texts: str) -> Signatures:
    return sign([(None, text) for text in texts])


@pytest.mark.parametrize(
    "other",
    [
        ENGLISH.upper(),
        ENGLISH.replace("“", '"').replace("”", '"').replace(". ", ".\n\n"),
        ENGLISH.replace("Lindqvist", "Líndqvïst").replace(" ", "\u00a0"),
        "LINDHOLM (AP) — " + ENGLISH + "\n\nCopyright 2024 The Associated Press.",
    ],
)
def test_the_same_words_are_the_same_text(other: str) -> None:
    both = bodies(ENGLISH, other)
    assert both.body[0] == both.body[1] != 0


def test_one_other_word_is_another_text_that_is_alike() -> None:
    both = bodies(ENGLISH, ENGLISH.replace("Monday", "Tuesday"))
    assert both.body[0] != both.body[1]
    assert 0.7 < jaccard(both.sketch[:1], both.sketch[1:])[0] < 1
    assert len(set(both.passage_keys[both.passage_texts == 0]) & set(both.passage_keys[both.passage_texts == 1])) >= 3


def test_scripts_without_blanks_are_compared_by_characters() -> None:
    both = bodies(
        CHINESE,
        CHINESE.replace("一千二百", "两千") + "\n\n他感谢工人。",
        "今天的天气很好，我们去公园散步，看到了很多花和鸟。" * 4,
    )
    assert both.words[0] > 100
    assert jaccard(both.sketch[:1], both.sketch[1:2])[0] > 0.5
    assert jaccard(both.sketch[:1], both.sketch[2:])[0] < 0.1


def test_sentences_stay_when_paragraphs_are_merged() -> None:
    import random

    rng = random.Random(1)
    parts = story(rng)
    both = bodies("\n\n".join(parts), "\n\n".join(merged(rng, parts)))
    assert both.body[0] == both.body[1]
    assert np.array_equal(
        np.sort(both.passage_keys[both.passage_texts == 0]), np.sort(both.passage_keys[both.passage_texts == 1])
    )


def test_numbers_are_whole_and_names_stand_inside_sentences() -> None:
    one, other = (telling(bodies(text).telling) for text in (ENGLISH, ENGLISH.replace("1,200", "1.200")))
    assert one == other
    assert len(one.numbers) == 3  # 10.30, 1,200, 3.5
    assert len(one.names) == 5  # Lind, Monday, Ada, Lindqvist, June; not Mayor, Some, Work


def test_a_text_alone_has_the_signature_it_has_among_others() -> None:
    texts = [(None, item.body) for item in planted(6, 4)]
    together, alone = sign(texts), join([sign([text]) for text in texts])
    for name in Signatures.__slots__:
        order = [
            np.lexsort((getattr(s, name), getattr(s, _owner(name)))) if _owner(name) else slice(None)
            for s in (together, alone)
        ]
        assert np.array_equal(getattr(together, name)[order[0]], getattr(alone, name)[order[1]]), name


def _owner(name: str) -> str:
    kind = name.split("_", maxsplit=1)[0]
    return f"{kind}_texts" if kind in ("band", "passage", "telling") else ""


def test_select_keeps_each_text_with_its_own() -> None:
    signed = bodies(ENGLISH, CHINESE, ENGLISH + " " + ENGLISH.lower())
    chosen, alone = select(signed, np.array([2, 0])), bodies(ENGLISH)
    assert np.array_equal(chosen.body, signed.body[[2, 0]])
    assert len(chosen.band_keys) == 2 * BANDS
    assert np.array_equal(np.sort(chosen.passage_keys[chosen.passage_texts == 1]), np.sort(alone.passage_keys))
    assert np.array_equal(chosen.telling[chosen.telling_texts == 1], alone.telling)


def test_short_texts_have_nothing_but_their_words() -> None:
    short = sign([("Bridge opens", "It holds."), ("Mayor resigns", "It holds."), (None, ""), (None, "—")])
    assert short.body[0] != short.body[1]
    assert list(short.body[2:]) == [0, 0]
    assert len(short.band_keys) == len(short.passage_keys) == len(short.telling) == 0


def test_no_texts() -> None:
    assert len(sign([])) == 0


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "1." * 50_000, ". " * 50_000, "\U0001f600" * 50_000, "字" * 100_000, "\udc80" * 99]
)
def test_odd_texts_are_signed_in_linear_time(text: str) -> None:
    assert len(within(0.5, lambda: sign([(text[:99], text)]))) == 1
