"""For every judged expectation, an article that fails it: damaged in that one way, as far as that is possible."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from flows.parse.model import Block, Evidence, Mention, ParsedArticle, Quantity, Quote, TimeExpression
from tests.expectations.invented import PARAGRAPHS, article, replaced, spans, with_body

CLEAN = article()
BODY = CLEAN.article_body
LONG = " ".join(PARAGRAPHS)


class Case(NamedTuple):
    """`fails`: the expectation; `also`: others that cannot but fail with it."""

    fails: str
    article: ParsedArticle
    also: tuple[str, ...] = ()


def _kinds(**changes: str) -> list[Block]:
    """The clean article's blocks, some of another kind: `_1="note"` changes the second."""
    return [b._replace(kind=changes.get(f"_{i}", b.kind)) for i, b in enumerate(CLEAN.blocks)]


def _quote(said: str, speaker: str | None = "she", name: str | None = None) -> Quote:
    return Quote(said, "direct", speaker, name, "said", *spans(BODY, said)[0])


def _quantity(text: str, value: float, **more: Any) -> Quantity:
    return Quantity(text, value, None, None, "euros", *spans(BODY, text)[0])._replace(**more)


def _person(text: str, **more: Any) -> Mention:
    return Mention("person", text, text, None, None, None, None, "title", *spans(BODY, text)[0])._replace(**more)


def _with_sentence(sentence: str) -> ParsedArticle:
    return with_body(*PARAGRAPHS, sentence)


def _with_notice(number: int) -> ParsedArticle:
    """One of several articles that have nothing in common but a notice."""
    own = (f"{p[:-1]}, as in year {number}{i}." for i, p in enumerate(PARAGRAPHS))
    return with_body(*own, "Ellery Post needs your support to stay afloat.")


NOTICED = tuple(map(_with_notice, range(1, 5)))  # what body_paragraphs_are_its_own compares with

ARTICLES = (
    Case("body_has_words", with_body("Subscribe."), ("body_is_long_enough",)),
    Case("body_is_long_enough", with_body(PARAGRAPHS[0])),
    Case("body_is_short_enough", article(word_count=30_000), ("body_words_are_separated",)),
    Case("article_is_no_error_page",
         with_body("You don't have permission to access this server.", headline="403 Forbidden"),
         ("body_is_no_notice", "body_is_long_enough", "headline_is_no_notice")),
    Case("body_is_no_notice",
         with_body("We and our partners use cookies to personalise ads.", "Accept all"), ("body_is_long_enough",)),
    Case("article_is_more_than_a_headline",
         with_body("Who pays for the new ferry to Sant?", headline=None), ("headline_is_given", "body_is_long_enough")),
    Case("body_is_more_than_the_abstract", article(abstract=BODY)),
    Case("page_is_an_article",
         article(evidence=[*CLEAN.evidence, Evidence("page_type", "service", "page_signs", 0.5)])),
    Case("body_is_legible", _with_sentence("Die BÃ¼rger hÃ¶ren fÃ¼nf schÃ¶ne GerÃ¤usche Ã¼ber dem MÃ¼hlenweiher " * 3),
         ("body_is_undamaged",)),
    Case("body_is_undamaged", _with_sentence("It isnâ€™t far.")),
    Case("body_is_not_one_paragraph_repeated", with_body(LONG, *["The crossing takes forty minutes. " * 6] * 3),
         ("body_does_not_repeat_itself",)),
    Case("body_does_not_repeat_itself", with_body(*PARAGRAPHS[:2], PARAGRAPHS[0])),
    Case("body_has_no_markup", _with_sentence("See the <a href='x'>timetable</a>&nbsp;here.")),
    Case("body_has_no_code", _with_sentence("window.onload = function() { show(); };")),
    Case("body_has_no_control_characters", _with_sentence("It left at\x07 noon.")),
    Case("body_has_blanks",
         with_body("".join(LONG.split()), word_count=1), ("body_has_words", "body_is_long_enough",
         "body_words_are_separated", "body_has_no_overlong_word")),
    Case("body_words_are_separated", with_body(*[p.replace(" ", "", 12) for p in PARAGRAPHS], word_count=20),
         ("body_is_long_enough",)),
    Case("body_has_no_overlong_word", _with_sentence("QUJD" * 50 + ".")),
    Case("body_is_mostly_letters", with_body("12:30 1-0 2-2 4-1 45' 61' 78' 89' " * 16, PARAGRAPHS[0])),
    Case("body_quotes_are_balanced", with_body(*(p + ' She said: "No. ' + "And so on." for p in PARAGRAPHS))),
    Case("body_has_no_teasers", with_body(*PARAGRAPHS[:2], "Read more: The storm that took the pier", PARAGRAPHS[2])),
    Case("body_has_no_headlines_of_others", with_body(*PARAGRAPHS, article(7).headline or "")),
    Case("body_paragraphs_are_its_own", _with_notice(0)),
    Case("body_ends_without_a_notice", _with_sentence("All rights reserved.")),
    Case("body_begins_with_a_sentence", with_body(LONG[4:])),
    Case("body_ends_like_a_sentence", _with_sentence("The ferry then")),
    Case("article_is_whole", article(is_truncated=True)),
    Case("language_is_known", article(in_language=None)),
    Case("language_fits_script", article(in_language="ru")),
    Case("language_fits_words", article(in_language="de")),
    Case("quotes_leave_room", article(quotes=[Quote(BODY[:600], "direct", "she", None, "said", 0, 600)]),
         ("quotes_hold_no_marks",)),
    Case("doubtful_fields_are_explained", article(evidence=CLEAN.evidence[:3])),
)  # fmt: skip

HEADLINES = (
    Case("headline_is_given", article(headline=None)),
    Case("headline_is_short_enough", article(headline="Harbour ferry returns " * 20 + "today")),
    Case("headline_is_long_enough", article(headline="H")),
    Case("headline_is_one_line", article(headline="Harbour ferry\nreturns")),
    Case("headline_has_letters", article(headline="2026")),
    Case("headline_is_whole", article(headline="Harbour ferry returns to the")),
    Case("headline_differs_from_body", article(headline=BODY[:40])),
    Case("headline_is_no_notice",
         article(headline="404 - Page not found | The Ellery Post"), ("headline_leaves_site_out",)),
    Case("headline_has_no_markup", article(headline="Harbour &amp; ferry <b>return</b>")),
    Case("headline_has_no_address", article(headline="Ferry returns: https://example.org/ferry")),
    Case("headline_is_undamaged", article(headline="Ferry wonâ€™t wait")),
    Case("headline_leaves_site_out", article(headline="Ferry returns | The Ellery Post")),
    Case("headline_leaves_publisher_out",
         article(headline="Ferry returns - The Ellery Post", publisher="www.ellerypost.example")),
    Case("headline_is_about_the_body", article(headline="Parliament rejects budget amendment yesterday")),
    Case("headline_language_is_the_bodys", article(headline="Die Fähre nach Port Ellery ist wieder da")),
    Case("headline_does_not_shout", article(headline="FERRY RETURNS TO PORT")),
    Case("headline_script_is_the_bodys", article(headline="Паром вернулся в порт")),
    Case("alternative_headline_differs", article(alternative_headline=CLEAN.headline)),
)  # fmt: skip

CREDITS = (
    Case("authors_have_no_digits", article(authors=["Tomas Reyd 3"])),
    Case("authors_are_no_addresses", article(authors=["tomas@example.org"])),
    Case("authors_are_not_the_publisher", article(publisher="Ellery Post", authors=["Ellery Post"])),
    Case("authors_are_no_agencies", article(authors=["Reuters"])),
    Case("authors_are_people", article(authors=["Web Staff"])),
    Case("authors_are_no_sentences", article(authors=["Tomas covers ferries and harbours"])),
    Case("authors_are_named_once", article(authors=["Tomas Reyd", "Tomas Reyd"])),
    Case("authors_are_few_enough", article(authors=[f"Tomas {'abcdefghijklmnopqrstuvwxyz'[i]}" for i in range(22)])),
    Case("authors_are_short_enough", article(authors=["Tomas Reyd who " * 6])),
    Case("byline_is_short_enough", article(byline="By Tomas Reyd " * 30)),
    Case("byline_is_resolved", article(authors=[])),
    Case("dateline_has_place", article(dateline="MONDAY (Ellery Wire) -")),
    Case("dateline_is_short_enough", article(dateline="PORT ELLERY " * 12, dateline_place="PORT ELLERY")),
)

DATES = (
    Case("date_is_not_in_the_future",
         article(date_published=datetime(2026, 4, 1, tzinfo=UTC), date_published_earliest=date(2026, 4, 1),
                 date_published_latest=date(2026, 4, 1), date_modified=None)),
    Case("date_is_known",
         article(date_published=None, date_published_precision=None, date_published_basis=None,
                 date_published_earliest=None, date_published_latest=None)),
    Case("date_is_no_default",
         article(date_published=datetime(1970, 1, 1, tzinfo=UTC), date_published_earliest=date(1970, 1, 1),
                 date_published_latest=date(1970, 1, 1), embeds=[])),
    Case("date_is_explained", article(date_published_precision=None)),
    Case("date_window_is_narrow", article(date_published_earliest=date(2026, 1, 1))),
    Case("date_window_is_in_order",
         article(date_published_earliest=date(2026, 3, 17), date_published_latest=date(2026, 3, 15))),
    Case("date_is_inside_its_window",
         article(date_published_earliest=date(2026, 3, 1), date_published_latest=date(2026, 3, 3))),
    Case("date_parts_are_not_swapped",
         article(date_published=datetime(2026, 3, 4, tzinfo=UTC), date_published_earliest=date(2026, 3, 4),
                 date_published_latest=date(2026, 3, 4),
                 time_expressions=[TimeExpression("Monday", date(2026, 4, 3), date(2026, 4, 3), "stated",
                                                  *spans(BODY, "Monday")[0])], embeds=[])),
    Case("date_agrees_with_address", article(uri="https://ellerypost.example/2026/02/16/ferry-returns")),
    Case("change_is_not_before_publication", article(date_modified=datetime(2026, 3, 1, tzinfo=UTC))),
    Case("change_is_not_in_the_future", article(date_modified=datetime(2026, 5, 1, tzinfo=UTC))),
    Case("time_expressions_match_body", article(time_expressions=replaced(CLEAN.time_expressions, text="Tuesday"))),
    Case("time_expressions_are_in_order",
         article(time_expressions=replaced(CLEAN.time_expressions, latest=date(2026, 3, 1)))),
    Case("time_expressions_are_resolved",
         article(time_expressions=[TimeExpression("summer", None, None, None, *spans(BODY, "summer")[0])])),
)  # fmt: skip

BLOCKS = (
    Case("blocks_do_not_overlap", article(blocks=replaced(CLEAN.blocks, source_end=60))),
    Case("blocks_cover_the_text", article(blocks=CLEAN.blocks[:-1])),
    Case("spans_lie_in_the_text",
         article(blocks=[*CLEAN.blocks[:-1], CLEAN.blocks[-1]._replace(source_end=CLEAN.source_length + 5)])),
    Case("evidence_lies_in_the_text", article(evidence=[*CLEAN.evidence, Evidence("uri", None, "none", 0.5, 9, 5)])),
    Case("body_is_its_blocks", article(blocks=_kinds(_6="paragraph"))),
    Case("one_headline_block", article(blocks=_kinds(_1="headline"))),
    Case("body_has_paragraphs", article(blocks=_kinds(_2="list_item", _4="list_item", _5="list_item"))),
    Case("boilerplate_is_the_lesser_part", article(blocks=_kinds(_2="boilerplate", _4="boilerplate", _5="boilerplate")),
         ("body_is_its_blocks", "body_has_paragraphs")),
    Case("embeds_are_the_lesser_part", article(blocks=_kinds(_0="embed", _2="embed", _4="embed", _5="embed")),
         ("body_is_its_blocks", "body_has_paragraphs")),
    Case("headings_are_the_lesser_part", article(blocks=_kinds(_2="heading", _4="heading"))),
    Case("blocks_are_short_enough", with_body("The ferry runs on and on, with many a stop on the way. " * 200),
         ("body_does_not_repeat_itself", "headline_is_about_the_body")),
)  # fmt: skip

EMBEDS = (
    Case("embeds_are_not_empty", article(embeds=replaced(CLEAN.embeds, text=None, url=None))),
    Case("embeds_are_short_enough", article(embeds=replaced(CLEAN.embeds, text="Boat! " * 1000))),
    Case("embeds_are_not_newer_than_the_article", article(embeds=replaced(CLEAN.embeds, posted_on=date(2026, 3, 19)))),
    Case("embeds_are_not_too_old", article(embeds=replaced(CLEAN.embeds, posted_on=date(1926, 3, 16)))),
    Case("embeds_have_authors", article(embeds=replaced(CLEAN.embeds, author_name=None))),
    Case("embed_handles_are_handles", article(embeds=replaced(CLEAN.embeds, author_handle="@sant island"))),
    Case("embed_addresses_are_addresses", article(embeds=replaced(CLEAN.embeds, url="see the picture"))),
)

QUOTES = (
    Case("quotes_match_body", article(quotes=replaced(CLEAN.quotes, body_start=3, body_end=9))),
    Case("quotes_have_letters", article(quotes=[_quote("12.5")])),
    Case("quotes_are_short_enough",
         with_body(LONG * 12, quotes=[Quote((LONG * 12)[:4000], "direct", "she", None, None, 0, 4000)],
                   mentions=[]), ("quotes_hold_no_marks", "body_does_not_repeat_itself")),
    Case("quotes_hold_no_marks", article(quotes=[_quote('enough," said')])),
    Case("quotes_do_not_overlap", article(quotes=[_quote("People here have waited"), _quote("have waited long")])),
    Case("quotes_have_speakers", article(quotes=[_quote("long enough", None)])),
    Case("speakers_are_short_enough", article(quotes=[_quote("long enough", "an official who asked " * 10)])),
    Case("speakers_hold_no_quotes", article(quotes=[_quote("long enough", 'enough," said Mayor')])),
    Case("speaker_names_have_speakers", article(quotes=[_quote("long enough", None, "Ines Halloran")])),
)  # fmt: skip

QUANTITIES = (
    Case("quantities_match_body", article(quantities=replaced(CLEAN.quantities, body_end=5000))),
    Case("quantities_are_finite", article(quantities=[_quantity("900", 900.0, value_high=float("inf"))])),
    Case("quantities_are_not_too_low", article(quantities=[_quantity("900", -900.0)])),
    Case("quantities_are_not_too_high", article(quantities=[_quantity("900", 9e20)])),
    Case("quantity_ranges_are_in_order", article(quantities=[_quantity("1,200", 1200, value_high=900)])),
    Case("percentages_are_plausible", article(quantities=[_quantity("30", 3_000_000, unit="percent")])),
    Case("quantities_have_digits_or_words", article(quantities=[_quantity(", ", 0.0)])),
    Case("units_are_given", article(quantities=[_quantity("400", 400, unit=None)])),
    Case("units_are_short_enough", article(quantities=[_quantity("400", 400, unit="passengers who boarded " * 4)])),
    Case("quantities_are_no_years", article(quantities=[_quantity("400", 2019, unit=None)])),
)

MENTIONS = (
    Case("mentions_match_body", article(mentions=replaced(CLEAN.mentions, body_start=-1))),
    Case("names_are_of_fair_length", article(mentions=[_person("Halloran", name="Halloran of the harbour " * 8)])),
    Case("names_have_letters", article(mentions=[_person("Ines", name="- -  -")])),
    Case("people_have_no_digits", article(mentions=[_person("Ines", name="Ines 2nd")])),
    Case("names_stay_in_their_sentence", article(mentions=[_person("Ines", name="Ines\nHalloran")])),
    Case("names_are_the_fullest", article(mentions=[_person("Ines Halloran", name="Ines")])),
    Case("titles_are_short_enough", article(mentions=[_person("Ines Halloran", title="Mayor of Port Ellery " * 10)])),
    Case("positions_are_whole", article(mentions=[_person("Sant", kind="place", latitude=54.1)])),
    Case("mentions_are_made_once", article(mentions=[_person("Ines Halloran"), _person("Ines Halloran")])),
)

CASES = (*ARTICLES, *HEADLINES, *CREDITS, *DATES, *BLOCKS, *EMBEDS, *QUOTES, *QUANTITIES, *MENTIONS)
