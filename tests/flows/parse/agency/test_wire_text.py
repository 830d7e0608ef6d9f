"""A wire story's markup to blocks."""

import pytest
from lxml import etree

from flows.parse.agency.wire_text import WireText, from_element, from_html, from_plain
from flows.parse.xml.document import XmlError
from tests.timing import within

TEXT = "The ferry to Ardrossan was late on Monday, the harbour master said."


def told(text: WireText) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in text.blocks]


def nitf(inside: str) -> WireText:
    return from_element(etree.fromstring(f"<body.content>{inside}</body.content>"))


def test_paragraphs_headings_and_lists() -> None:
    found = nitf(f"<p>{TEXT}</p><hl2>Buses</hl2><ul><li>To <b>Largs</b>;</li><li><p>to Troon.</p></li></ul>")
    assert told(found) == [
        ("paragraph", TEXT),
        ("heading", "Buses"),
        ("list_item", "To Largs;"),
        ("list_item", "to Troon."),
    ]


def test_text_between_blocks_is_not_lost() -> None:
    assert told(nitf(f"Loose words here.<p>{TEXT}</p>and after it")) == [
        ("paragraph", "Loose words here."), ("paragraph", TEXT), ("paragraph", "and after it"),
    ]  # fmt: skip


def test_one_line_break_breaks_a_line_and_two_a_paragraph() -> None:
    found = from_html("<p>One line here,\n<br/> another there.<br><br>A new paragraph here.</p>")
    assert told(found) == [("paragraph", "One line here,\nanother there."), ("paragraph", "A new paragraph here.")]


def test_rows_of_tables_and_lines_of_pre() -> None:
    found = nitf("<table><tr><th>Boat</th><th>Late</th></tr><tr><td>Isle<br/>of Skye</td><td/><td>4</td></tr></table>")
    assert told(found) == [("paragraph", "Boat | Late"), ("paragraph", "Isle of Skye | 4")]
    assert told(nitf("<pre>Ayr 1\nTroon 2\n\nLargs 0\nArran 0</pre>")) == [
        ("paragraph", "Ayr 1\nTroon 2"), ("paragraph", "Largs 0\nArran 0"),
    ]  # fmt: skip


def test_pictures_with_caption_and_credit() -> None:
    media = (
        '<media media-type="{}"><media-reference source="https://a.example/1.jpg"/>'
        "<media-caption>The boat.</media-caption><media-producer>Dan Dale</media-producer></media>"
    )
    found = nitf(media.format("photo"))
    assert found.images == [("https://a.example/1.jpg", "The boat.", "Dan Dale")]
    assert told(found) == [("caption", "The boat."), ("credit", "Dan Dale")]
    assert nitf(media.format("video")).images == []
    figure = '<figure><img src="https://a.example/2.jpg" alt="boat"/><figcaption>The <i>boat</i>.</figcaption></figure>'
    assert from_html(figure).images == [("https://a.example/2.jpg", "The boat.", None)]


def test_links() -> None:
    found = from_html('<p>See <a href="https://a.example/x" rel="nofollow">the <b>notice</b></a>.</p>')
    assert found.links == [("https://a.example/x", "the notice", "nofollow")]


def test_a_quotation_of_tt_gets_its_dash() -> None:
    found = from_element(
        etree.fromstring("<TEXT><BRODTEXT><CITAT>Färjan är sen, säger Cora Kull.</CITAT></BRODTEXT></TEXT>")
    )
    assert told(found) == [("paragraph", "– Färjan är sen, säger Cora Kull.")]


def test_entities_escaped_twice_are_mended_and_others_stand() -> None:
    assert told(nitf("<p>&amp;quot;The will&amp;#39;s&amp;quot;, she said &amp;amp; left.</p>")) == [
        ("paragraph", '"The will\'s", she said & left.')
    ]
    assert told(nitf("<p>Write &amp;lt; for a smaller number.</p>")) == [
        ("paragraph", "Write &lt; for a smaller number.")
    ]


def test_sign_offs_are_no_text() -> None:
    kinds = [kind for kind, _ in told(nitf(f"<p>By Ann Ash</p><p>{TEXT}</p><p>___</p><p>ends</p>"))]
    assert kinds == ["byline", "paragraph", "boilerplate", "boilerplate"]


def test_plain_text() -> None:
    assert told(from_plain("One line\r\nwrapped here.\r\n\r\nAnother one.")) == [
        ("paragraph", "One line wrapped here."), ("paragraph", "Another one."),
    ]  # fmt: skip
    assert told(from_plain("One here.\nAnother one.")) == [("paragraph", "One here."), ("paragraph", "Another one.")]


def test_markup_too_deep_for_a_tree_is_refused_and_not_cut() -> None:
    with pytest.raises(XmlError) as refused:
        from_html("<div>" * 2_000 + TEXT + "</div>" * 2_000)
    assert refused.value.reason_code == "page_too_complex"
    assert told(from_html("<div>" * 200 + TEXT + "</div>" * 200)) == [("paragraph", TEXT)]


@pytest.mark.parametrize("attack", ["a ", "<br>", "<p>", "<a href=x>", "&amp;#", '"', "said ", "@", "1"])
def test_attacks_take_linear_time(attack: str) -> None:
    markup = (attack * 100_000)[:100_000]

    def read() -> None:
        try:
            from_html(f"<p>{markup}</p>")
        except XmlError as error:
            assert error.reason_code == "page_too_complex"

    within(1, read)
