"""One article looked at closely: what it fails, and the words in question."""

from __future__ import annotations

from expectations.offences import offences
from flows.parse.model import Evidence, Quote
from tests.expectations.invented import TODAY, article


def test_a_clean_article_offends_nothing() -> None:
    assert offences(article(), today=TODAY) == []


def test_a_row_of_a_child_table_is_shown_in_its_place() -> None:
    clean = article()
    wrong = Quote("these words were never said", "direct", "she", None, "said", 4, 31)
    [first, *_] = offences(article(quotes=[wrong]), today=TODAY)
    assert (first.severity, first.expectation) == ("critical", "quotes_match_body")
    assert first.excerpt is not None
    assert f"«{clean.article_body[4:31]}»" in first.excerpt


def test_a_field_is_shown_where_the_record_says_it() -> None:
    clean = article()
    block = next(b for b in clean.blocks if b.kind == "headline")
    assert block.source_start is not None
    row = Evidence("headline", "H", "first_line", 0.9, block.source_start, block.source_start + 6)
    found = offences(article(headline="H", evidence=[row, *clean.evidence]), today=TODAY)
    [offence] = [o for o in found if o.expectation == "headline_is_long_enough"]
    assert offence.excerpt is not None
    assert offence.excerpt.startswith(f"«{block.text[:6]}»")
    assert offence.found is not None
