"""`show`: one article, or rejected record, with everything that was found in it, and why."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from flows.commands import options

Table = tuple[str, Sequence[str], list[Sequence[Any]]]

BODY = 600  # characters of the body on a terminal
COLUMNS = {  # of each child table on a terminal
    "quotes": ("text", "kind", "speaker_name", "cue"),
    "mentions": ("kind", "text", "name", "title", "country_code"),
    "quantities": ("text", "value", "value_high", "modifier", "unit"),
    "time_expressions": ("text", "earliest", "latest", "basis"),
    "embeds": ("platform", "author_name", "author_handle", "posted_on", "text"),
    "images": ("url", "caption", "credit"),
    "links": ("text", "url"),
}
ALWAYS = ("article_id", "source_path", "record_locator", "word_count", "parser", "parser_version", "run_id")
LEFT_OUT = ("article_body", "extra")  # of the fields, on a terminal


@click.command()
@click.argument("id")
@options.home
@click.option("--html", "as_html", is_flag=True, help="Write its page: the text with everything in place.")
@click.option("--to", metavar="FILE", help="Where to write the page; - for stdout. [default: HOME/reports/articles]")
@click.option("--open", "opens", is_flag=True, help="Write the page and open it in a browser.")
@options.as_json
def show(id: str, home: Path, as_html: bool, to: str | None, opens: bool, as_json: bool) -> None:
    """One article: its fields and why they are so, quotes, mentions, quantities, dates. ID may be cut short.

    Articles that are in quarantine are shown, too, and rejected records by their SHA-256.
    """
    from warehouse.home import Home

    if as_html or to or opens:
        _write_page(Home(home), id, to, opens)
        return
    from flows.article_page import facts_of
    from flows.output import print_json, print_table, wants_json

    facts = facts_of(Home(home), id)
    if wants_json(as_json):
        print_json(facts)
        return
    for title, names, rows in _tables(facts):
        print_table(names, rows, title=title)


def _write_page(home: Any, id: str, to: str | None, opens: bool) -> None:
    from flows.article_page import page_of, page_path
    from warehouse.files import write_atomically

    if to == "-":
        sys.stdout.write(page_of(home, id)[1])
        return
    facts, page = page_of(home, id, links=to is None)
    path = Path(to) if to else page_path(home, facts["id"])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, page.encode())
    click.echo(path)
    if opens:
        import webbrowser

        if not webbrowser.open(path.resolve().as_uri()):
            click.echo(f"copydesk: found no browser to open {path} in", err=True)


def _tables(facts: dict[str, Any]) -> Iterator[Table]:
    """(title, columns, rows) of what there is to say, in the order in which a reader asks."""
    if facts["outcome"] == "rejected":
        yield "rejected", ("", ""), list(facts["rejection"].items())
        return
    status = f", {facts['status']}" if facts["status"] else ""
    yield f"{facts['outcome']}{status}", ("field", "value", "method", "sure", "note"), list(_fields(facts))
    yield "", ("article_body",), [(_beginning(facts["fields"]["article_body"]),)]
    yield from _some("what it failed", facts["failed"], ("severity", "expectation", "description"))
    for table, names in COLUMNS.items():
        yield from _some(table.replace("_", " "), facts["children"][table], names)
    others = ("headline", "article_id")
    if len(facts["versions"]) > 1:
        yield from _some("versions", facts["versions"], ("version", "is_current", "date_published", *others))
    if len(facts["reprints"]) > 1:
        yield from _some("reprints", facts["reprints"], ("similarity", "method", "publisher", *others))
    yield from _some("what was decided", facts["history"], ("acted_at", "actor", "action", "became", "note"))


def _some(title: str, rows: Sequence[dict[str, Any]], names: Sequence[str]) -> Iterator[Table]:
    """A table of the rows, if there are any."""
    if rows:
        yield title, names, [tuple(row[name] for name in names) for row in rows]


def _fields(facts: dict[str, Any]) -> Iterator[Sequence[Any]]:
    """A row a field: its value and the evidence for it; of a field without a value, why it has none."""
    from warehouse.report.article.fields import SHOWN, explaining

    for name, value in facts["fields"].items():
        if (name in SHOWN or name in ALWAYS) and name not in LEFT_OUT:
            why = explaining(facts, name) or {}
            yield name, value, why.get("method"), why.get("confidence"), why.get("note")


def _beginning(body: str) -> str:
    return body if len(body) <= BODY else f"{body[:BODY]} …"
