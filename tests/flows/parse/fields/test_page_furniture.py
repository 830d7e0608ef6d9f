"""Whole pages: menus above, footers below."""

from flows.parse.fields.segment import segment

LEAD = "The council of Port Ellery voted on Tuesday to close the old ferry terminal, which has stood for years."
REST = "Most residents had asked the council to keep the terminal, whose clock was a gift of the shipyard's widows."
LAST = "The clock will go to the museum."
MENU = "Home News Sport Weather Culture Travel Puzzles Jobs Notices Subscribe Search Login Archive Podcasts".split()
FOOTER = ["About us", "Contact us", "Privacy policy", "Sitemap", "Careers", "Newsletters", "Ferry timetable", "Tides"]


def kinds(lines: list[str]) -> dict[str, str]:
    return {block.text: block.kind for block in segment("\n\n".join(lines))}


def test_article_between_menus_and_footer() -> None:
    title = "Old ferry terminal to close after council vote"
    found = kinds([*MENU, "Ten recipes for a wet spring", title, LEAD, REST, "Advertisement", LAST, *FOOTER])
    assert found[title] == "headline"
    assert {found[line] for line in (LEAD, REST, LAST)} == {"paragraph"}
    assert {found[line] for line in (*MENU, *FOOTER, "Ten recipes for a wet spring")} == {"boilerplate"}


def test_deck_below_a_headline_that_shares_less() -> None:
    deck = "Residents of Port Ellery had asked the council to keep the old terminal"
    found = kinds([*MENU, "Port Ellery terminal to close", deck, LEAD, REST, LAST, *FOOTER])
    assert found["Port Ellery terminal to close"] == "headline"
    assert found[deck] == "alternative_headline"


def test_byline_stays() -> None:
    title = "Old ferry terminal to close after council vote"
    found = kinds([*MENU, title, "By Jane Doe Harbour correspondent", LEAD, REST, LAST, *FOOTER])
    assert found["By Jane Doe Harbour correspondent"] == "byline"


def test_a_list_makes_no_page() -> None:
    harbours = [f"{name} harbour" for name in MENU + FOOTER]
    found = kinds(["Old ferry terminal to close", LEAD, "These harbours stay open:", *harbours, REST, LAST])
    assert {found[harbour] for harbour in harbours[:-1]} == {"list_item"}
