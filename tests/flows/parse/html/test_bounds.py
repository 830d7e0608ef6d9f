"""Pages that would take seconds are told by their markup; pages of news never are."""

from __future__ import annotations

import pytest

from flows.parse.html.bounds import too_costly
from flows.parse.html.page import open_page
from tests.timing import within

SLOW = {
    "attributes of one tag": "<div " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x</div>",
    "bare attributes": "<div " + " ".join(f"a{n}" for n in range(100_000)) + ">x</div>",
    "names of attributes": "".join(f"<p a{n}=1 b{n}=2>x</p>" for n in range(50_000)),
    "names of elements": "".join(f"<x{n}>" for n in range(100_000)),
    "nesting": "<div>" * 100_000 + "x",
    "nesting that is closed": "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "paragraphs": "<p>" * 1_000_000,
    "options": "<select>" + "<option>x" * 100_000,
    "formatting": "".join(f"<p><b id=x{n}></p>" for n in range(5_000)),
    "angles": "<" * 16_000_000,
}
QUICK = {
    "10,000 levels": "<div>" * 10_000 + "x",
    "100,000 empty paragraphs": "<p></p>" * 100_000,
    "a text of 16 MB": "<p>" + "word " * 3_200_000,
    "a long script": "<script>" + "if (a < b && c) { d = 'x y z' }\n" * 20_000 + "</script>",
    "a long data address": f"<img src='data:image/png;base64,{'A' * 500_000}'>",
    "equal signs": "=" * 1_000_000,
    "entities": "&amp;" * 1_000_000,
    "an open comment": "<!--" + "<p>" * 10_000,
    "an open script": "<script>" + "<p>" * 10_000,
    "quotes": "<p a='" * 10_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_slow_pages_are_refused_at_once(name: str) -> None:
    assert "limit is" in (within(1, lambda: too_costly(SLOW[name])) or "")


@pytest.mark.parametrize("name", QUICK)
def test_other_pages_are_read_in_time(name: str) -> None:
    assert too_costly(QUICK[name]) is None
    within(2, lambda: (too_costly(QUICK[name]), open_page(QUICK[name])))
