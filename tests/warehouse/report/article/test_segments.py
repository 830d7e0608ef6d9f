"""Spans become pieces that nest, and no character is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timing import within
from warehouse.report.article.segments import DEEPEST, Node, Piece, Span, nested, strings

TEXTS = st.text(st.sampled_from("ab \n\u0301\u200d👩🇩🇪"), max_size=40)
SPANS = st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=12)


def named(places: Sequence[tuple[int, int]]) -> list[Span]:
    return [Span(start, end, "quote", f"quote-{i}") for i, (start, end) in enumerate(places)]


def written(nodes: Sequence[Node]) -> str:
    """`a<q>b<r>c</r></q>`, a piece that is not its span's first with a plus."""
    return "".join(
        n if isinstance(n, str) else f"<{n.span.name}{'' if n.first else '+'}>{written(n.inside)}</{n.span.name}>"
        for n in nodes
    )


def pieces(nodes: Sequence[Node], start: int = 0, depth: int = 1) -> Iterator[tuple[Piece, int, int, int]]:
    """(piece, first character, one past the last, how deep) of every piece."""
    for node in nodes:
        length = len("".join(strings([node])))
        if isinstance(node, Piece):
            yield node, start, start + length, depth
            yield from pieces(node.inside, start, depth + 1)
        start += length


def shown(text: str, *spans: tuple[int, int, str]) -> str:
    return written(nested(text, [Span(start, end, "quote", name) for start, end, name in spans])[0])


def test_spans_nest_as_they_lie() -> None:
    assert shown("abcdef", (1, 5, "q"), (2, 3, "m")) == "a<q>b<m>c</m>de</q>f"
    assert shown("abcdef", (2, 3, "m"), (1, 5, "q")) == "a<q>b<m>c</m>de</q>f"
    assert shown("abcdef", (0, 2, "m"), (2, 4, "n")) == "<m>ab</m><n>cd</n>ef"
    assert shown("abcdef", (1, 3, "m"), (1, 3, "n")) == "a<m><n>bc</n></m>def"


def test_a_span_that_crosses_another_is_cut_where_that_ends() -> None:
    assert shown("abcdef", (0, 4, "q"), (2, 6, "m")) == "<q>ab<m>cd</m></q><m+>ef</m>"
    assert (
        shown("abcdef", (0, 3, "q"), (1, 5, "m"), (2, 6, "n")) == "<q>a<m>b<n>c</n></m></q><m+><n+>de</n></m><n+>f</n>"
    )


def test_a_letter_keeps_its_accents() -> None:
    assert shown("cafe\u0301s", (0, 4, "m")) == "<m>cafe\u0301</m>s"
    assert shown("cafe\u0301s", (4, 6, "m")) == "caf<m>e\u0301s</m>"


def test_no_place_have_empty_and_far_spans() -> None:
    nodes, left_out = nested("abc", named([(1, 1), (3, 9), (-5, 0), (2, 1), (-5, 9)]))
    assert written(nodes) == "<quote-4>abc</quote-4>"
    assert [span.name for span in left_out] == ["quote-0", "quote-1", "quote-2", "quote-3"]


@settings(deadline=None, max_examples=300)
@given(TEXTS, SPANS)
def test_the_text_is_unchanged_and_every_span_is_covered(text: str, places: list[tuple[int, int]]) -> None:
    spans = named(places)
    nodes, left_out = nested(text, spans, deepest=20)
    assert "".join(strings(nodes)) == text
    covered: dict[str, set[int]] = {}
    firsts: dict[str, int] = {}
    for piece, start, end, _ in pieces(nodes):
        covered.setdefault(piece.span.name, set()).update(range(start, end))
        firsts[piece.span.name] = firsts.get(piece.span.name, 0) + piece.first
        assert start < end, "a piece without a character"
    for span in spans:
        wanted = set(range(max(0, span.start), min(len(text), span.end)))
        assert wanted <= covered.get(span.name, set())
        assert (span.name in {s.name for s in left_out}) == (not wanted)
    assert all(count == 1 for count in firsts.values())


@settings(deadline=None, max_examples=100)
@given(TEXTS, SPANS, st.integers(1, 4))
def test_nothing_is_deeper_than_allowed(text: str, places: list[tuple[int, int]], deepest: int) -> None:
    nodes, left_out = nested(text, named(places), deepest)
    assert "".join(strings(nodes)) == text
    assert max((depth for _, _, _, depth in pieces(nodes)), default=0) <= deepest
    shown_names = {piece.span.name for piece, *_ in pieces(nodes)}
    assert shown_names.isdisjoint(span.name for span in left_out)
    assert len(shown_names) + len(left_out) == len(places)


def test_many_spans_take_little_time() -> None:
    text = "word " * 20_000
    stairs = named([(i, i + 2000) for i in range(0, 98_000, 5)])
    nodes, left_out = within(1.0, lambda: nested(text, stairs))
    assert "".join(strings(nodes)) == text
    assert len(left_out) < len(stairs)
    assert max(depth for *_, depth in pieces(nodes)) == DEEPEST
