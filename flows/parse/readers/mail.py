"""E-mail (RFC 5322, MIME) and saved pages (MHTML, RFC 2557): a newsletter, a press release, or a page and its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect, MessageDefect, StartBoundaryNotFoundDefect
from email.message import EmailMessage
from email.utils import parseaddr

from flows.parse.containers.stream import Stream
from flows.parse.html.article import read_page
from flows.parse.html.fragment import fill_from_markup
from flows.parse.html.results import NotArticle
from flows.parse.limits import Limits
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.options import DEFAULT_OPTIONS, Options
from flows.parse.readers.whole_file import one_record

NAME = "email"
SUFFIXES = (".eml", ".mht", ".mhtml")
_HEADER = re.compile(rb"([!-9;-~]{1,60}):[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,60}")
_KNOWN = {
    b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"content-type", b"received", b"return-path",
    b"delivered-to", b"reply-to", b"sender", b"cc", b"list-id", b"content-transfer-encoding", b"dkim-signature",
    b"snapshot-content-location", b"content-location", b"x-mailer", b"list-unsubscribe",
}  # fmt: skip
_MACHINE_MADE = {b"message-id", b"mime-version", b"content-type", b"received", b"return-path", b"delivered-to"}
_LEAST_HEADERS = 3
_LOCATIONS = ("Snapshot-Content-Location", "Content-Location")
_CUT = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)


def recognise(head: bytes, name: str) -> bool:
    """A block of headers as mail programs write it: at least three known ones, one of which no person types."""
    found: list[bytes] = []
    position = 0
    while len(found) < 40 and (match := _HEADER.match(head, position)):
        found.append(match[1].lower())
        position = match.end()
    known = _KNOWN.intersection(found)
    if len(known) >= _LEAST_HEADERS and known & _MACHINE_MADE:
        return True
    return name.lower().endswith(SUFFIXES) and len(known) >= 1


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    yield from one_record(stream, limits, "an e-mail")


def read(record: RawRecord, path: str, options: Options = DEFAULT_OPTIONS) -> Draft | Rejection:
    message = message_from_bytes(record.data, policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what the policy makes
    if cut := next((defect for defect in _defects(message) if isinstance(defect, _CUT)), None):
        missing = f"a part has no end ({type(cut).__name__})"
        return record.rejected("truncated_file", f"the message ends in the middle: {missing}")
    location = next((str(message[name]) for name in _LOCATIONS if message[name]), None)
    part = message.get_body(("html", "plain")) if location else message.get_body(("plain", "html"))
    if part is None:
        return record.rejected("no_text", "a message without a part of text; valid is text/plain or text/html")
    try:
        text = str(part.get_content())
    except (LookupError, KeyError, ValueError) as error:
        return record.rejected("undecodable", f"the text's encoding cannot be read: {error}")
    if not text.strip():
        return record.rejected("no_text", "nothing but blanks in the text of the message")
    is_markup = part.get_content_subtype() == "html"
    if is_markup and location:
        return _saved_page(record, text, location, path, options)
    draft = Draft(text.replace("\r\n", "\n"), NAME, NAME, path_hint=path)
    _state(draft, message)
    if is_markup:
        fill_from_markup(draft, text, "text/html")
    return draft


def _saved_page(record: RawRecord, text: str, url: str, path: str, options: Options) -> Draft | Rejection:
    draft = read_page(text, url, options.publishers)
    if isinstance(draft, NotArticle):
        return record.rejected("not_an_article", f"{draft.kind}: {'; '.join(draft.signals)}")
    draft.parser = draft.source_format = NAME
    draft.path_hint = path
    return draft


def _state(draft: Draft, message: EmailMessage) -> None:
    """Subject, date and sender. Who sent it is no writer: of a newsletter it is the publisher."""
    name, address = parseaddr(str(message["From"] or ""))
    for column, header, value in (
        ("headline", "Subject", str(message["Subject"] or "")),
        ("date_published", "Date", str(message["Date"] or "")),
        ("publisher", "From", name or address.rpartition("@")[2]),
    ):
        if value.strip():
            draft.stated[column], draft.named_in[column] = value.strip(), header
    for header in ("From", "To", "Message-ID", "List-Id", "Reply-To"):
        if message[header]:
            draft.extra[header.lower().replace("-", "_")] = str(message[header])
    names = [part.get_filename() for part in message.iter_attachments()]
    if names:
        draft.extra["attachments"] = [name or "unnamed" for name in names]


def _defects(message: EmailMessage) -> Iterator[MessageDefect]:
    for part in message.walk():
        yield from part.defects
