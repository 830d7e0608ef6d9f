"""Markdown, e-mail, saved pages, PDF and Word: one article each, with what the format states."""

from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from flows.parse.assemble import parse
from flows.parse.model import ParsedArticle, RawRecord, Rejection
from flows.parse.record import file_format, records

MARKDOWN = """---
title: "Ferry late again"
date: 2024-05-03
authors: [Ann Ash, Ben Birch]
tags: harbour, ferry
layout: post
---
The ferry to *Ardrossan* was late on [Monday](https://news.example/monday), the harbour master said.

## What comes next

- a second boat
- a new pier
"""
PLAIN = "The ferry to Ardrossan was late on Monday, the harbour master said.\n\nA second boat will be hired in May."


def parsed(folder: Path, data: bytes, name: str = "file") -> ParsedArticle | Rejection:
    path = folder / name
    path.write_bytes(data)
    (record,) = records(path)
    return parse(record, record.reader, str(path)) if isinstance(record, RawRecord) else record


def article(folder: Path, data: bytes, name: str = "file") -> ParsedArticle:
    found = parsed(folder, data, name)
    assert isinstance(found, ParsedArticle), found
    return found


def reason(folder: Path, data: bytes, name: str = "file") -> str:
    found = parsed(folder, data, name)
    assert isinstance(found, Rejection), found
    return found.reason_code


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_markdown_with_front_matter(tmp_path: Path, mark: str) -> None:
    found = article(tmp_path, (mark + MARKDOWN).encode())
    assert (found.source_format, found.headline, found.authors) == (
        "markdown", "Ferry late again", ["Ann Ash", "Ben Birch"],
    )  # fmt: skip
    assert str(found.date_published)[:10] == "2024-05-03" and found.keywords == ["harbour", "ferry"]
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("paragraph", "The ferry to Ardrossan was late on Monday, the harbour master said."),
        ("heading", "What comes next"), ("list_item", "a second boat"), ("list_item", "a new pier"),
    ]  # fmt: skip
    assert [link.url for link in found.links] == ["https://news.example/monday"]
    assert found.extra == '{"layout":"post"}'


def test_markdown_with_toml_and_without_fields(tmp_path: Path) -> None:
    toml = b'+++\ntitle = "Ferry late"\ndate = 2024-05-03T10:00:00Z\n+++\n' + PLAIN.encode()
    assert str(article(tmp_path, toml).date_published) == "2024-05-03 10:00:00+00:00"
    bare = article(tmp_path, b"# Ferry late again\n\n" + PLAIN.encode(), "ferry.md")
    assert (bare.source_format, bare.headline, bare.article_body) == ("markdown", "Ferry late again", PLAIN)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\ntitle: a: b\n---\nRain.", "invalid_front_matter"),
        ("---\ntitle: &x [1]\nmore: *x\n---\nRain.", "invalid_front_matter"),
        ("---\ntitle: Ferry late\nRain all day.", "truncated_file"),
        ("---\ntitle: Ferry late\n---\n\n", "no_text"),
    ],
)
def test_markdown_that_is_refused(tmp_path: Path, text: str, code: str) -> None:
    assert reason(tmp_path, text.encode()) == code


def mail(*, html: bool = False, attached: bool = False) -> bytes:
    message = EmailMessage()
    message["From"] = "Harbour News <desk@harbour.example>"
    message["To"] = "list@harbour.example"
    message["Subject"] = "Fähre wieder verspätet"
    message["Date"] = "Fri, 03 May 2024 10:00:00 +0200"
    message["Message-ID"] = "<1@harbour.example>"
    paragraphs = "".join(f"<p>{part}</p>" for part in PLAIN.split("\n\n"))
    message.set_content(
        f"<html><body>{paragraphs}</body></html>" if html else PLAIN, subtype="html" if html else "plain"
    )
    if attached:
        message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="ferry.png")
    return message.as_bytes()


@pytest.mark.parametrize("html", [False, True])
@pytest.mark.parametrize("attached", [False, True])
def test_mail(tmp_path: Path, html: bool, attached: bool) -> None:
    found = article(tmp_path, mail(html=html, attached=attached))
    assert (found.source_format, found.headline, found.publisher) == (
        "email", "Fähre wieder verspätet", "Harbour News",
    )  # fmt: skip
    assert str(found.date_published) == "2024-05-03 08:00:00+00:00"
    assert found.article_body.strip() == PLAIN and not found.authors
    assert ("ferry.png" in str(found.extra)) is attached


def test_mail_cut_in_the_middle(tmp_path: Path) -> None:
    data = mail(attached=True)
    assert reason(tmp_path, data[: len(data) - 20]) == "truncated_file"


def test_prose_that_begins_with_a_colon_is_no_mail(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Subject: matter\nFrom: the archive\nTo: be continued\n\nIt rained.\n")
    assert file_format(tmp_path / "a.txt") == "plain_text"


def test_saved_page(tmp_path: Path) -> None:
    body = "".join(
        f"<p>{PLAIN} Paragraph {n} tells more of the harbour, its boats and its people.</p>" for n in range(5)
    )
    head = "<head><title>Ferry late again</title></head>"
    page = f"<html>{head}<body><article><h1>Ferry late again</h1>{body}</article></body></html>"
    url = "https://harbour.example/news/ferry"
    data = (
        f"From: <Saved by a browser>\nSnapshot-Content-Location: {url}\nSubject: Ferry late again\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\n\n'
        f"--B\nContent-Type: text/html; charset=utf-8\nContent-Location: {url}\n\n{page}\n"
        "--B\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0=\n--B--\n"
    )
    found = article(tmp_path, data.encode())
    assert (found.headline, found.uri) == ("Ferry late again", url)
    assert found.article_body.count("second boat") == 5


def pdf(*, password: str = "") -> bytes:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(400, 400)
    content = DecodedStreamObject()
    lines = ["Ferry late again", "", *PLAIN.split("\n\n")]
    shown = "".join(f"BT /F1 9 Tf 10 {380 - 24 * n} Td ({line}) Tj ET\n" for n, line in enumerate(lines))
    content.set_data(shown.encode())
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    page[NameObject("/Contents")] = writer._add_object(content)
    writer.add_metadata({"/Title": "Ferry late again", "/Author": "Ann Ash", "/Producer": "by hand"})
    if password:
        writer.encrypt(password)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def test_pdf(tmp_path: Path) -> None:
    found = article(tmp_path, pdf())
    assert (found.source_format, found.headline, found.authors) == ("pdf", "Ferry late again", ["Ann Ash"])
    assert "A second boat will be hired in May." in found.article_body and found.date_published is None
    assert reason(tmp_path, pdf(password="x")) == "encrypted_container"
    assert reason(tmp_path, pdf()[:-30]) == "truncated_file"
    assert reason(tmp_path, b"%PDF-1.7\nnothing\n%%EOF\n") == "corrupt_container"


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Ferry late again", 0)
    for part in PLAIN.split("\n\n"):
        document.add_paragraph(part)
    document.add_heading("What comes next", 1)
    document.add_paragraph("a new pier", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "boats", "2"
    document.core_properties.author = "Ann Ash"
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def test_word(tmp_path: Path) -> None:
    found = article(tmp_path, word())
    assert (found.source_format, found.headline, found.authors) == ("docx", "Ferry late again", ["Ann Ash"])
    assert [(block.kind, block.text) for block in found.blocks[3:]] == [
        ("heading", "What comes next"), ("list_item", "a new pier"), ("paragraph", "boats | 2"),
    ]  # fmt: skip
    assert reason(tmp_path, word()[:-60]) == "truncated_file"
