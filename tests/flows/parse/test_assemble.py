"""Bytes to whole articles: what holds for every article, and what the parts make together."""

import time
from dataclasses import fields
from datetime import date
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.parse import assemble
from flows.parse.assemble import parse
from flows.parse.identity import article_id, content_sha256
from flows.parse.model import ParsedArticle, RawRecord, Rejection
from flows.parse.record import open_file
from schemas.vocabularies import BODY_KINDS

SEED = Path(__file__).parents[2] / "fixtures" / "plain_text" / "000_8abf26ea79193d62.txt"
EXPLAINED = {
    "uri", "publisher", "headline", "alternative_headline", "abstract", "byline", "authors", "dateline",
    "dateline_place", "credit", "date_published", "date_modified", "in_language", "article_section", "keywords",
    "article_body", "is_truncated",
}  # fmt: skip


def article(data: bytes | str, reader: str = "plain_text", path: str = "ferry.txt") -> ParsedArticle:
    data = data.encode() if isinstance(data, str) else data
    result = parse(RawRecord("file", 0, data), reader, path)
    assert isinstance(result, ParsedArticle), result
    return result


def from_json(**members: object) -> ParsedArticle:
    return article(orjson.dumps(members), "jsonl", "dump.jsonl")


def check_invariants(result: ParsedArticle) -> None:
    """What holds for every article, whatever its text."""
    assert {row.field for row in result.evidence} >= EXPLAINED
    texts = [block.text for block in result.blocks if block.kind in BODY_KINDS]
    assert result.article_body == "\n\n".join(texts)
    end = 0
    for block in result.blocks:
        assert block.source_start is not None and block.source_end is not None
        assert end <= block.source_start < block.source_end <= result.source_length
        end = block.source_end
    for row in (*result.quotes, *result.mentions, *result.quantities, *result.time_expressions):
        assert result.article_body[row.body_start : row.body_end] == row.text
    assert (result.date_published is None) == (result.date_published_basis is None)
    assert len(result.headline or "") == len(" ".join((result.headline or "").split()))
    result.article_body.encode("utf-8")


def test_seed_article() -> None:
    result = article(SEED.read_bytes(), path=SEED.name)
    check_invariants(result)
    assert result.headline == "U.S. Deploying 750 Soldiers After Protest at U.S. Embassy in Iraq"
    assert (result.byline, result.authors, result.dateline, result.credit) == (None, [], None, None)
    assert result.in_language == "en" and result.is_truncated
    assert (result.date_published_earliest, result.date_published_latest) == (date(2019, 12, 31), date(2020, 1, 1))
    assert (result.date_published_basis, result.date_published_precision) == ("inferred", "range")
    (embed,) = result.embeds
    assert (embed.platform, embed.author_handle, embed.posted_on) == ("x", "Scavino45", date(2020, 1, 1))
    assert "Scavino" not in result.article_body and "Ospreys" not in result.article_body
    (quote,) = result.quotes
    assert (quote.speaker_name, quote.cue) == ("Mark Esper", "said")
    assert [(q.value, q.modifier) for q in result.quantities] == [
        (750, "about"), (750, None), (4000, "up_to"), (5000, "more_than"),
    ]  # fmt: skip


def test_the_records_own_fields_go_before_the_text() -> None:
    result = from_json(
        title="Bridge closes – Harbour Post",
        text="Bridge closes\nBy Tom Sallow\nThe bridge was closed on Tuesday, the mayor said.\nFerries will run now.",
        author=["Ada Quill", "Reuters"],
        url="https://www.harbourpost.example/bridge",
        publish_date="2020-03-03T10:00:00Z",
        modified="2020-03-04",
        lang="en-GB",
        page=4,
    )
    check_invariants(result)
    assert result.headline == "Bridge closes"
    assert result.blocks[0].kind == "headline" and "Bridge closes" not in result.article_body
    assert (result.authors, result.credit) == (["Ada Quill"], "Reuters")
    assert result.publisher == "harbourpost.example"
    assert result.date_published and result.date_published.isoformat() == "2020-03-03T10:00:00+00:00"
    assert result.date_published_basis == "metadata"
    assert result.date_modified and result.date_modified.date() == date(2020, 3, 4)
    assert result.in_language == "en-GB"
    assert result.extra == '{"page":4}'


def test_language_of_the_body_goes_before_a_tag_that_it_belies() -> None:
    text = "Die Brücke wurde am Dienstag gesperrt, sagte die Bürgermeisterin. Fähren fahren seit dem Morgen."
    result = from_json(title="Brücke zu", text=text, language="en")
    assert result.in_language == "de"
    assert [row.value for row in result.evidence if row.field == "in_language"] == ["en", "de"]


def test_mojibake_is_mended_in_the_fields_and_not_in_the_places() -> None:
    raw = "Mayorâ€™s ferry\n\nThe mayorâ€™s ferry was 20 minutes late on Monday, the port said."
    result = article(raw)
    check_invariants(result)
    assert result.headline == "Mayor’s ferry"
    assert result.article_body == "The mayor’s ferry was 20 minutes late on Monday, the port said."
    assert result.source_length == len(raw) and result.blocks[-1].source_end == len(raw)
    repairs = [row for row in result.evidence if row.method == "mojibake_repair"]
    assert [row.field for row in repairs] == ["headline", "article_body"]


def test_article_without_a_body_is_still_an_article() -> None:
    result = article("By Ada Quill")
    check_invariants(result)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\x00\x01\x02\x03" * 9, "binary_content"), (b" \n ", "no_text"), (b"\xff\xfe\x00", "undecodable")],
)
def test_records_that_are_no_text(data: bytes, code: str) -> None:
    result = parse(RawRecord("file", 0, data), "plain_text", "a.txt")
    assert isinstance(result, Rejection) and (result.reason_code, result.data) == (code, data)


def test_a_fault_of_the_parser_rejects_the_record_and_shows_little_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> int:
        raise KeyError("secret " * 40)

    monkeypatch.setattr(assemble, "word_count", broken)
    result = parse(RawRecord("file", 7, b"Ferry late\n\nIt was late."), "plain_text", "a.txt")
    assert isinstance(result, Rejection)
    assert (result.reason_code, result.byte_offset, result.data) == ("parser_fault", 7, b"Ferry late\n\nIt was late.")
    assert "KeyError at test_assemble.py" in result.message and len(result.message) < 200


def test_identity_is_the_bytes() -> None:
    assert article_id(b"a") == "ca978112ca1bbdcafac231b39a23dc4d"
    assert content_sha256("ab", "c") != content_sha256("a", "bc")
    assert content_sha256(None, "c") == content_sha256("", "c")


def test_parsing_twice_gives_the_same() -> None:
    first, second = (article(SEED.read_bytes()) for _ in range(2))
    assert all(getattr(first, field.name) == getattr(second, field.name) for field in fields(ParsedArticle))


ATTACKS = [
    '"',
    "@",
    "1",
    "said ",
    " ",
    "a",
    "“",
    "\n",
    "— ",
    "(@a) ",
    "By ",
    "$1 ",
    "A. ",
    "http://",
    "”",
    "'",
    "-",
    "1,",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_100_kilobytes_of_attack_take_under_a_second_in_all_fields_together(attack: str) -> None:
    data = b"Ferry\n\n" + (attack * 100_000)[:100_000].encode()
    seconds = []
    for _ in range(2):  # the better of two: other processes slow a measurement, none speeds it up
        started = time.process_time()
        parse(RawRecord("file", 0, data), "plain_text", "a.txt")
        seconds.append(time.process_time() - started)
        if seconds[-1] < 1:
            break
    assert min(seconds) < 1


words = st.sampled_from([
    "By", "Ada Quill", "Mayor", "said", '"', "“", "”", "‘", "(", ")", "@quay", "— ", "\n", "\n\n", "March 3, 2020",
    "$4.2 million", "about", "750", "percent", "pic.twitter.com/x", "https://t.co/a", "Reuters", "(AP) —", ".",
    "ﬁ", "é", "\u200d", "🇺🇸", "\x00", "\ufeff", "Ã©", "日本", "a", " ", "\t", "\xa0", "Advertisement", "Read more:",
])  # fmt: skip


@given(st.lists(words, max_size=60).map(" ".join) | st.text(max_size=300))
@settings(deadline=None, max_examples=200)
def test_any_text_is_an_article_or_a_rejection(text: str) -> None:
    for record, reader in (
        (RawRecord("file", 0, text.encode("utf-8", "ignore")), "plain_text"),
        (RawRecord("line:1", 0, orjson.dumps({"text": text.encode("utf-8", "ignore").decode()})), "jsonl"),
    ):
        result = parse(record, reader, "a.txt")
        if isinstance(result, ParsedArticle):
            check_invariants(result)
        else:
            assert result.reason_code != "parser_fault", result.message


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_come_to_an_end(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(data)
    with open_file(path) as raw_file:
        for item in raw_file:
            if isinstance(item, RawRecord):
                result = parse(item, raw_file.format or "", path.name)
                assert isinstance(result, ParsedArticle) or result.reason_code != "parser_fault"
