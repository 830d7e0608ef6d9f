import pytest

from flows.parse.fields.segment import segment

LONG = (
    "The council of Port Ellery voted on Tuesday to close the old ferry terminal, which has stood on the "
    "quay since 1912."
)
MORE = (
    "Residents who had come to the town hall in the hope of a delay left in silence, and some of them in "
    "tears, he said."
)


def labels(text: str, **options: bool) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in segment(text, **options)]


def kind_of(line: str, *, before: str = LONG, after: str = MORE) -> str:
    """The kind of `line` between two paragraphs of an article."""
    text = f"Council closes ferry terminal\n\n{before}\n\n{line}\n\n{after}\n\n{LONG}"
    return next(block.kind for block in segment(text) if block.text == line)


SEED = """U.S. Deploying 750 Soldiers After Protest at U.S. Embassy in Iraq

U.S. officials, speaking on condition of anonymity, said the 750 troops would initially be based out of Kuwait. The \
officials said that as many as 4,000 troops could be sent to the region in the coming days if needed.

skip
– Marines deploy to Baghdad

December 31, 2019–

U.S. Marine Corps MV-22 Ospreys drop off Special Purpose Marine Air-Ground Task Force-Crisis Response-Central Command \
Marines at the U.S. Embassy in Baghdad, Iraq.🇺🇸🇺🇸 pic.twitter.com/RgBTMVAKCg

— Dan Scavino Jr.🇺🇸 (@Scavino45) January 1, 2020

More than 5,000 U.S. troops are stationed in Iraq supporting local forces.

Unprecedented attack

Embassy guards used stun grenades and tear gas to repel protesters, who stormed and burned the security post at the \
entrance but did not breach the main compound"""


def test_an_article_with_a_post_over_several_lines() -> None:
    found = segment(SEED)
    assert [block.kind for block in found] == [
        "headline", "paragraph", "boilerplate", "embed", "paragraph", "heading", "paragraph",
    ]  # fmt: skip
    embed = found[3]
    assert embed.text.startswith("– Marines deploy to Baghdad")
    assert embed.text.endswith("(@Scavino45) January 1, 2020")
    assert SEED[embed.source_start : embed.source_end] == embed.text


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Advertisement", "boilerplate"),
        ("ADVERTISEMENT", "boilerplate"),
        ("Story Continued Below", "boilerplate"),
        ("Sign up for our morning newsletter", "boilerplate"),
        ("Related: Ferry terminal to close for good", "boilerplate"),
        ("Ferry terminal to close for good | Jane Doe Read more", "boilerplate"),
        ("( PHOTOS: The terminal through the years)", "boilerplate"),
        ("(RELATED: Mayor Says Terminal Must Go)", "boilerplate"),
        ("Follow Jane Doe on Twitter: @janedoe", "boilerplate"),
        ("Write to Jane Doe at jane.doe@example.org", "boilerplate"),
        ("Updated 8:30 a.m. ET, 11/13/2013", "boilerplate"),
        ("6 years ago", "boilerplate"),
        ("3 of 12", "boilerplate"),
        ("* * *", "boilerplate"),
        ("We use cookies to improve your experience on this site.", "boilerplate"),
        ("Lesen Sie auch: Der Hafen schließt", "boilerplate"),
        ("Was this article helpful? Yes No", "boilerplate"),
        ("1 of 14 View gallery", "boilerplate"),
        ("Like Loading...", "boilerplate"),
        ("Our Standards: The Ellery Trust Principles.", "boilerplate"),
        ("This article tagged under: Ferries Ports", "boilerplate"),
        ("Jane Doe can be reached at jane.doe@example.org.", "boilerplate"),
        ("($1 = 0.9120 euros)", "note"),
        ("(1 euro = 1.0964 dollars)", "note"),
        ("sm/abc/de", "credit"),
        ("(c) dpa-infocom", "credit"),
        ("(c) A new bus line to the airport", "list_item"),
        ("Crédit photo : Anne Dubois", "credit"),
        ("PHOTOS: Ferry Terminal Fire Damage", "boilerplate"),
        ("A ferry leaves the terminal on Monday, as seen from the quay. (AP Photo/Jane Doe)", "caption"),
        ("Also on Tuesday, the council voted to close the market.", "paragraph"),
        ("Also on the weekend's calendar:", "paragraph"),
        ("Anzeige", "boilerplate"),
        ("Zum Inhalt springen", "boilerplate"),
        ("Wir verwenden Cookies, um unser Angebot zu verbessern.", "boilerplate"),
        ("Lire aussi : Le port ferme ses portes", "boilerplate"),
        ("Publicité", "boilerplate"),
        ("Lea también: El puerto cierra sus puertas", "boilerplate"),
        ("Hace 3 horas", "boilerplate"),
        ("Vor 2 Stunden", "boilerplate"),
        ("Il y a 3 heures", "boilerplate"),
        ("Image copyright Getty Images Image caption The terminal in 1950", "caption"),
        ("Media playback is unsupported on your device Media caption The terminal closes", "caption"),
        ("FILE - In this May 1, 2019, file photo, a ferry leaves the terminal.", "caption"),
        ("The ferry terminal on a foggy morning in May. Jane Doe/Getty Images", "caption"),
        ("A ferry leaves the terminal. (Photo: Jane Doe, AP)", "caption"),
        ("A ferry leaves the terminal on Monday. | REUTERS", "caption"),
        ("Foto: Anna Müller", "credit"),
        ("WATCH:", "caption"),
        ("Jane Doe/Getty Images", "credit"),
        ("John Roe contributed to this report.", "credit"),
        ("— John Roe in Lisbon contributed to this article.", "credit"),
        ("Contributing: The Associated Press", "credit"),
        ("Copyright 2018 The Associated Press. All rights reserved.", "credit"),
        ("(Reporting by Jane Doe; Editing by John Roe)", "credit"),
        ("Editor’s note: An earlier version of this story named the wrong quay.", "note"),
        ("CORRECTION: The terminal was built in 1912.", "note"),
        ("This story has been updated.", "note"),
        ("- A new bus line to the airport", "list_item"),
        ("• A new bus line to the airport", "list_item"),
        ("1. A new bus line to the airport.", "list_item"),
        ("A long farewell", "heading"),
        ("What happens to the ferries?", "heading"),
        ("‘Nobody asked us’", "heading"),
        ("Was wird aus den Fähren?", "heading"),
        ("“Nobody asked us,” she said.", "paragraph"),
        ("Nobody asked them.", "paragraph"),
        ("Nobody asked them?", "paragraph"),
        ("She made three demands:", "paragraph"),
        ("Related parties have been asked to leave the quay by the end of the month.", "paragraph"),
        ("Close to forty people came to the meeting on Tuesday, the clerk said.", "paragraph"),
        ("Reuters reported that the terminal would be sold.", "paragraph"),
        ("By Friday, the gates will be locked.", "paragraph"),
        ("Read together, the two reports tell a sad story.", "paragraph"),
        ("More than forty people came to the meeting on Tuesday.", "paragraph"),
        ("Signs of decay were everywhere, and the roof leaked.", "paragraph"),
    ],
)
def test_kinds_of_lines(line: str, kind: str) -> None:
    assert kind_of(line) == kind


def test_a_teaser_in_mid_line_is_cut_out() -> None:
    text = f"Council closes terminal\n\nThe vote was close. (RELATED: Mayor (62) Leaves) It took an hour.\n\n{LONG}"
    assert labels(text)[1:4] == [
        ("paragraph", "The vote was close."),
        ("boilerplate", "(RELATED: Mayor (62) Leaves)"),
        ("paragraph", "It took an hour."),
    ]


def test_brackets_in_prose_stay() -> None:
    line = "The plan (read: the bill) is dead, and the fund (more: see annex) is empty."
    assert kind_of(line) == "paragraph"


def test_titles_under_read_more_are_teasers() -> None:
    titles = ["Mayor says the terminal must go", "Who owns the quay, and what it is worth?"]
    text = "\n\n".join(("Council closes terminal", LONG, "Read more:", *titles, "What happens to the ferries?", MORE))
    assert [kind for kind, _ in labels(text)] == [
        "headline", "paragraph", "boilerplate", "boilerplate", "boilerplate", "heading", "paragraph",
    ]  # fmt: skip


def test_what_stands_under_read_the_full_memo_is_no_teaser() -> None:
    text = f"Council closes terminal\n\n{LONG}\n\nRead the full memo:\n\nTo the members of the council\n\n{MORE}"
    assert labels(text)[3][0] != "boilerplate"


def test_a_kicker_with_a_second_headline() -> None:
    kicker = "PORTS Council shuts ferry terminal, 5-4 Two members vote no as costs grow."
    text = f"Council closes old ferry terminal\n\n{kicker}\n\n{LONG}\n\n{MORE}"
    assert labels(text)[1] == ("alternative_headline", kicker)
    other = "PORTS of all kinds were discussed, and Doe spoke at length of the weather and of the fish."
    assert labels(text.replace(kicker, other))[1][0] == "paragraph"


def test_an_agency_that_closes_the_last_sentence() -> None:
    text = f"Council closes terminal\n\n{LONG}\n\n{MORE} EFE\n\nlar/mgb"
    assert labels(text)[2:] == [("paragraph", MORE), ("credit", "EFE"), ("credit", "lar/mgb")]


def test_who_owns_the_text() -> None:
    assert labels(f"Council closes terminal\n\n{LONG}\n\n© Ellery Kurier")[-1] == ("credit", "© Ellery Kurier")
    assert kind_of("© Ellery Kurier") == "caption"


def test_a_bare_attribution_takes_in_no_prose() -> None:
    prose, posted = "By noon some 40 people had come.", "Posted by Ann Poe on Friday, May 29, 2020"
    text = f"Council closes terminal\n\n{LONG}\n\n{prose}\n\n{posted}\n\n{MORE}"
    assert labels(text)[2:4] == [("paragraph", prose), ("embed", posted)]
    words = "We will miss her. I cried all night."
    assert labels(text.replace(prose, words))[2] == ("embed", f"{words}\n\n{posted}")


def test_posts_with_a_sound() -> None:
    for post in ("@ann The last ferry #ferry ♬ a sound - Ann", "@ann\n\nThe last ferry\n\n♬ a sound - Ann"):
        text = f"Council closes terminal\n\n{LONG}\n\n{post}\n\nThe mayor did not reply.\n\n{MORE}"
        assert labels(text)[2:4] == [("embed", post), ("paragraph", "The mayor did not reply.")]


def test_a_profile_card_is_cut_out() -> None:
    text = (
        f"Council closes terminal\n\nMayor Ann DoeAnn Mary DoeFive things to know about ferries MORE said so.\n\n{LONG}"
    )
    assert labels(text)[1:4] == [
        ("paragraph", "Mayor Ann Doe"),
        ("boilerplate", "Ann Mary DoeFive things to know about ferries MORE"),
        ("paragraph", "said so."),
    ]


def test_a_post_glued_into_a_line() -> None:
    post = "The terminal is closed. pic.twitter.com/abc — Ann Poe (@annpoe) January 1, 2020"
    text = f"Council closes terminal\n\n{LONG}\n\n{post} The mayor did not reply.\n\n{MORE}"
    assert labels(text)[2:4] == [("embed", post), ("paragraph", "The mayor did not reply.")]


def test_a_paragraph_glued_before_a_post_is_told_by_the_length_a_post_can_have() -> None:
    post = "Closed for good. — Ann Poe (@annpoe) January 1, 2020"
    text = f"Council closes terminal\n\n{LONG} {MORE} {LONG} She wrote: {post}\n\n{MORE}"
    found = labels(text)
    assert found[1][0] == "paragraph"
    assert found[1][1].startswith(LONG)
    assert found[2][0] == "embed"
    assert found[2][1].endswith(post)


def test_posts_in_a_row_are_several() -> None:
    text = (
        f"Council closes terminal\n\n{LONG}\n\nOne — A (@a) May 1, 2020 Two — B (@b) May 2, 2020\n\n"
        "Three — C (@c) May 3, 2020"
    )
    assert [text for kind, text in labels(text) if kind == "embed"] == [
        "One — A (@a) May 1, 2020",
        "Two — B (@b) May 2, 2020",
        "Three — C (@c) May 3, 2020",
    ]


def test_a_post_of_several_lines_with_a_mention() -> None:
    text = f"Council closes terminal\n\n{LONG}\n\nShame on @portellery!\n\nWe will sue. — A (@a) May 1, 2020\n\n{MORE}"
    assert labels(text)[2] == ("embed", "Shame on @portellery!\n\nWe will sue. — A (@a) May 1, 2020")


def test_the_sentence_that_announces_a_post_stays() -> None:
    text = f"Council closes terminal\n\n{LONG}\n\nHe wrote on @portellery:\n\nShame. — A (@a) May 1, 2020"
    assert labels(text)[2:] == [("paragraph", "He wrote on @portellery:"), ("embed", "Shame. — A (@a) May 1, 2020")]


def test_a_quotation_of_the_post_stays() -> None:
    quote = '"We will sue @portellery," she tweeted.'
    text = f"Council closes terminal\n\n{LONG}\n\n{quote}\n\nWe will sue @portellery — A (@a) May 1, 2020"
    assert labels(text)[2] == ("paragraph", quote)


def test_skip_links_around_a_post() -> None:
    text = (
        f"Council closes terminal\n\n{LONG}\n\nSkip Twitter post by @a We will sue.\n\n"
        f"Soon. — A (@a) May 1, 2020\n\nReport\n\n{MORE}"
    )
    assert [kind for kind, _ in labels(text)] == [
        "headline",
        "paragraph",
        "boilerplate",
        "embed",
        "boilerplate",
        "paragraph",
    ]


def test_an_address_alone_is_a_post() -> None:
    assert kind_of("https://twitter.com/annpoe/status/838183825255477248") == "embed"
    assert kind_of("https://www.youtube.com/watch?v=abc123") == "embed"


def test_byline_outlet_and_role() -> None:
    text = f"Council closes ferry terminal\n\nJane Doe\n\nUSA TODAY\n\n{LONG}\n\n{MORE}"
    assert labels(text)[1:3] == [("byline", "Jane Doe"), ("credit", "USA TODAY")]
    text = f"Council closes ferry terminal\n\nXanthe Quillfeather\n\nOpinion contributor\n\n{LONG}\n\n{MORE}"
    assert [kind for kind, _ in labels(text)][:3] == ["headline", "byline", "byline"]


def test_a_name_at_the_end_is_a_byline_unless_the_article_speaks_of_the_person() -> None:
    assert labels(f"Council closes terminal\n\n{LONG}\n\nJane Doe")[-1] == ("byline", "Jane Doe")
    spoken_of = f"Council closes terminal\n\n{LONG} Ms. Doe left.\n\nJane Doe"
    assert labels(spoken_of)[-1][0] != "byline"


def test_a_name_glued_to_the_last_line_is_cut_off() -> None:
    text = f"Council closes terminal\n\n{LONG}\n\nRead more at the Courier. Jane Doe"
    assert labels(text)[-2:] == [("boilerplate", "Read more at the Courier."), ("byline", "Jane Doe")]


def test_a_note_on_the_author() -> None:
    note = "Jane Doe is a columnist for the Port Ellery Courier."
    assert labels(f"Council closes terminal\n\n{LONG}\n\n{MORE}\n\n{note}")[-1] == ("note", note)


def test_headline_below_navigation() -> None:
    text = f"Skip to content\n\nMenu\n\nCouncil closes ferry terminal\n\n{LONG}\n\n{MORE}"
    assert [kind for kind, _ in labels(text)][:4] == ["boilerplate", "boilerplate", "headline", "paragraph"]


@pytest.mark.parametrize("first", ["By Jane Doe", LONG, f"PORT ELLERY (AP) — {LONG}"])
def test_no_headline(first: str) -> None:
    assert all(kind != "headline" for kind, _ in labels(f"{first}\n\n{LONG}\n\n{MORE}"))


def test_no_headline_where_the_record_has_one_of_its_own() -> None:
    assert labels(f"A long farewell\n\n{LONG}", has_headline=False)[0] == ("heading", "A long farewell")


def test_second_headlines() -> None:
    assert labels(f"Terminal closes\n\nTerminal closes\n\n{LONG}")[1] == ("alternative_headline", "Terminal closes")
    glued = "The council met for six hours. | AP Photo Ferry terminal shuts"
    assert labels(f"Council closes ferry terminal\n\n{glued}\n\n{LONG}")[1:3] == [
        ("caption", "The council met for six hours. | AP Photo"),
        ("alternative_headline", "Ferry terminal shuts"),
    ]
    deck = "Decision comes after six hours of debate and against the will of the port"
    assert labels(f"Council closes ferry terminal\n\n{deck}\n\n{LONG}")[1] == ("alternative_headline", deck)


def test_bare_list_after_a_colon() -> None:
    text = (
        f"Council closes terminal\n\n{LONG}\n\nThree firms bid:\n\nthe builder Doe\n\nthe shipper Roe\n\n"
        f"the bank Poe\n\n{MORE}"
    )
    assert [kind for kind, _ in labels(text)][2:6] == ["paragraph", "list_item", "list_item", "list_item"]


WRAPPED = """Council closes ferry terminal

The council of Port Ellery voted on Tuesday to close the old ferry
terminal, which has stood on the quay since 1912, and to sell the land
to a builder.

Residents who had come to the town hall in the hope of a delay left
in silence.
"We were not asked," said Jane Doe, who has run the kiosk on the quay
for forty years.
"""


def test_paragraphs_broken_into_lines_are_joined() -> None:
    found = segment(WRAPPED)
    assert [block.kind for block in found] == ["headline", "paragraph", "paragraph", "paragraph"]
    assert found[1].text.startswith("The council")
    assert found[1].text.endswith("to a builder.")
    assert found[3].text.startswith('"We were not asked,"')


def test_paragraphs_on_lines_of_their_own_are_not_joined() -> None:
    assert [kind for kind, _ in labels(f"Council closes terminal\n{LONG}\n{MORE}\n{LONG}\n{MORE}\n{LONG}")].count(
        "paragraph"
    ) == 5


def test_reasons_are_codes() -> None:
    found = segment(f"Council closes terminal\n\nAdvertisement\n\n{LONG}\n\n(RELATED: Mayor Leaves)")
    assert [block.reason for block in found] == ["first_line", "advertising", None, "teaser"]


def test_empty() -> None:
    assert segment("") == []
    assert segment(" \n\t\n ") == []
