"""What a page shows of its kind, as names of signs: its types, its address and its build.

The signs that cost nothing are looked at first; the build of the page only where they leave a doubt.
"""

from __future__ import annotations

import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser, LexborNode

from flows.parse.html.loose_dates import LOOSE
from flows.parse.html.page_words import PHRASES, WORDS
from flows.parse.html.results import Metadata

_PARAGRAPH = 80  # characters: a paragraph of running text, and no label
_LABEL = 30  # characters: a link or button that says what it does, and no headline
_LONGEST = 1_000_000  # characters of a text that are looked at
_ITEMS = 40  # elements with a microdata type, of which a forum's page has thousands
_OURS = frozenset("our we unser unsere unseren wir notre nos nous nuestro nuestra nuestros".split())
_YOURS = frozenset("you your".split())
_DATE = re.compile(
    r"\b(?:19|20)\d\d-[01]\d-[0-3]\d\b|\b[0-3]?\d[./] ?[01]?\d[./] ?(?:19|20)\d\d\b"
    r"|\b[0-3]?\d(?:st|nd|rd|th|\.)? (?:de )?[^\W\d_]{3,10}\.?,? (?:de )?(?:19|20)\d\d\b"
    r"|\b[^\W\d_]{3,10}\.? [0-3]?\d(?:st|nd|rd|th)?, ?(?:19|20)\d\d\b|[12]\d{3}年"
)
_BUILD = (
    "link[rel=next],.pagination,.pager,.page-numbers,a[rel~=tag],#comments,#respond,#disqus_thread,#commentform,"
    ".comment-list,.comment-respond"
)
_COMMENTS = ("comments", "respond", "disqus_thread", "commentform", "comment-list", "comment-respond")


def stated_signs(known: Metadata, tree: LexborHTMLParser) -> set[str]:
    """What the page says of itself: its types, the program that made it, the classes of its body."""
    types = {name.lower() for name in known.types}
    for node in tree.css("[itemtype]")[:_ITEMS]:
        types.add((node.attributes.get("itemtype") or "").rstrip("/").rpartition("/")[2].lower())
    found = _listed("type", types)
    if generator := tree.css_first("meta[name=generator i]"):
        made_by = (generator.attributes.get("content") or "").lower()
        found |= {
            name for name, words in WORDS.items() if name.startswith("made_by_") and any(w in made_by for w in words)
        }
    classes: set[str] = set()
    for outer in (tree.root, tree.body):
        if outer is not None:
            classes.update((outer.attributes.get("class") or "").lower().split())
    found |= _listed("class", classes)
    if known.stated.get("date_published") and known.named_in.get("date_published") not in LOOSE:
        found.add("date")
    if known.stated.get("authors"):
        found.add("authors")
    if not found & {"date", "authors", "type_article", "type_og_article"}:
        found.add("states_nothing")
    return found


def _listed(what: str, names: set[str]) -> set[str]:
    return {name for name, words in WORDS.items() if name.startswith(what) and not words.isdisjoint(names)}


def visible_text(tree: LexborHTMLParser) -> str:
    """What the page shows, or the first million characters, blanks made single. Scripts and styles leave the tree."""
    body = tree.body
    if body is None:
        return ""
    tree.strip_tags(["script", "style"])
    return " ".join(body.text(separator=" ")[:_LONGEST].split())


def build_signs(tree: LexborHTMLParser, whole: str, *, dated: bool) -> set[str]:
    """How text, links and buttons are arranged; `whole` is all visible text, `dated` whether the page states a date."""
    paragraphs = [(node, text) for node in tree.css("p") if len(text := _text(node)) >= _PARAGRAPH]
    length = sum(len(text) for _, text in paragraphs)
    undated = set() if dated or _DATE.search(whole) else {"no_date_in_text"}
    return undated | (
        _prose([text for _, text in paragraphs], length, whole) | _cluster(paragraphs, length)
        | _links(tree, length) | _headings(tree) | _furniture(tree)
    )  # fmt: skip


def _prose(texts: list[str], length: int, whole: str) -> set[str]:
    found = set()
    if length < 600:
        found.add("few_paragraphs")
    if 2 * length >= len(whole):
        found.add("mostly_paragraphs")
    words = Counter(" ".join(texts)[:_LONGEST].lower().split())
    count = words.total()
    if sum(words[word] for word in _OURS) > 0.02 * count:
        found.add("speaks_of_us")
    if sum(words[word] for word in _YOURS) > 0.03 * count:
        found.add("speaks_to_you")
    lowered = whole.lower()
    if any(phrase in lowered for phrase in PHRASES["reading_time"]):
        found.add("reading_time")
    if sum(map(lowered.count, PHRASES["calls"])) >= 3:
        found.add("calls_to_act")
    return found


def _cluster(paragraphs: list[tuple[LexborNode, str]], length: int) -> set[str]:
    """Whether the paragraphs stand together, as those of an article, or are scattered over the page."""
    shares: Counter[int] = Counter()
    for node, text in paragraphs:
        if (parent := node.parent) is not None:
            shares[parent.mem_id] += len(text)
            if parent.parent is not None:
                shares[parent.parent.mem_id] += len(text)
    most = max(shares.values(), default=0)
    found = set()
    if most < 0.4 * length:
        found.add("paragraphs_scattered")
    if most >= 1500:
        found.add("paragraphs_together")
    return found


def _links(tree: LexborHTMLParser, paragraphs: int) -> set[str]:
    found: set[str] = set()
    links = tree.css("a")
    texts = [node.text(strip=True) for node in links]
    length = sum(map(len, texts))
    if length > 2 * paragraphs:
        found.add("links_outweigh_text")
    elif 2 * length < paragraphs:
        found.add("text_outweighs_links")
    buttons = tree.css("button,input[type=submit]")
    if len(buttons) >= 30:
        found.add("many_buttons")
    labels = [text.lower() for text in texts if text and len(text) < _LABEL]
    if sum(label in PHRASES["more"] for label in labels) >= 4:
        found.add("teasers_with_more")
    said = "\n".join([*labels, *(node.text(strip=True).lower() for node in buttons)])
    if any(phrase in said for phrase in PHRASES["cart"]):
        found.add("cart")
    addresses = "\n".join([node.attrs.get("href") or "" for node in links]).lower()
    if any(phrase in addresses for phrase in PHRASES["share"]):
        found.add("share_buttons")
    return found


def _headings(tree: LexborHTMLParser) -> set[str]:
    found = set()
    if len(tree.css("h2 a,h3 a,h4 a,a h2,a h3,a h4")) >= 10:
        found.add("linked_headings")
    longest = max((len(_text(node).split()) for node in tree.css("h1")), default=0)
    if not longest:
        found.add("no_headline")
    elif longest <= 3:
        found.add("short_headline")
    elif longest >= 6:
        found.add("long_headline")
    return found


def _furniture(tree: LexborHTMLParser) -> set[str]:
    found = set()
    if len(tree.css("article")) >= 6:
        found.add("many_articles")
    if len(tree.css("time")) >= 6:
        found.add("many_times")
    if len(tree.css("code,pre")) >= 10:
        found.add("code")
    for node in tree.css(_BUILD):
        attributes = node.attributes
        names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}".split()
        if any(name in _COMMENTS for name in names):
            found.add("comments")
        elif node.tag == "a" and "rel" in attributes:
            found.add("tags")
        else:
            found.add("pagination")
    return found


def _text(node: LexborNode) -> str:
    return " ".join(node.text().split())
