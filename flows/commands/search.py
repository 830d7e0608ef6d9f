"""`copydesk search`: full-text search over the articles."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.commands import options

if TYPE_CHECKING:
    from rich.text import Text

    from warehouse.search.find import Hit, Results
    from warehouse.search.snippets import Snippet

SORTS = ("relevance", "date")
SHOWN = 10  # values of a facet on a terminal


@click.command()
@click.argument("words", nargs=-1, required=True)
@options.home
@click.option("--from", "first", metavar="DATE", help="First day, month or year: 2019-12-31, 2019-12, 2019.")
@click.option("--to", "last", metavar="DATE", help="Last day, month or year.")
@click.option(
    "--publisher", "publishers", multiple=True, help="Only this publisher. May be repeated, as the next three."
)
@click.option("--language", "languages", multiple=True, metavar="TAG", help="Only this language, such as de or pt-BR.")
@click.option("--section", "sections", multiple=True, help="Only this section.")
@click.option("--author", "authors", multiple=True, help="Only by an author of this name, or with these words in it.")
@click.option("--all-versions", is_flag=True, help="Old versions of articles, too.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Articles to show.")
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True)
@click.option("--facets", is_flag=True, help="Count the articles by publisher, month, language and section.")
@options.as_json
def search(
    words: tuple[str, ...], home: Path, first: str | None, last: str | None, limit: int, sort: Any, facets: bool,
    as_json: bool, **narrowing: Any,
) -> None:  # fmt: skip
    """Articles that have all these WORDS, in any of their forms.

    \b
    'embassy AND (protest OR rally) NOT football'   AND, OR, NOT, parentheses
    '"state of emergency"'                          a phrase
    'protest*'                                      any ending
    'headline:embassy author:lindqvist'             headline, body, author, keyword,
                                                    publisher, section, language
    """
    from flows.output import print_json, wants_json
    from warehouse.home import Home
    from warehouse.search.filters import Filters, first_day, last_day
    from warehouse.search.find import opened

    filters = Filters(first_day(first) if first else None, last_day(last) if last else None, **narrowing)
    with opened(Home(home), _note) as index:
        found = index.find(" ".join(words), filters, limit=limit, sort=sort, facets=facets)
        unknown = index.unknown(filters) if not found.total else []
    for message in unknown:
        click.echo(message, err=True)
    if not found.up_to_date:
        click.echo("another process brings the index up to date: the last load does not show yet", err=True)
    if wants_json(as_json):
        print_json(_as_object(found))
    else:
        _print(found)


def _note(message: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"{message} …", err=True)


def _as_object(found: Results) -> dict[str, Any]:
    hits = [hit._asdict() | {"snippet": hit.snippet.text, "marks": hit.snippet.marks} for hit in found.hits]
    facets = {
        name: [{"value": value, "articles": count} for value, count in values]
        for name, values in (found.facets or {}).items()
    }
    return {"total": found.total, "hits": hits} | ({"facets": facets} if found.facets is not None else {})


def _print(found: Results) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{found.total:,} articles", title_justify="left")
    for name in ("date", "publisher", "article", "id"):
        table.add_column(name, overflow="fold")
    for hit in found.hits:
        day = hit.date_published.date().isoformat() if hit.date_published else ""
        table.add_row(day, *_texts(hit))
    Console().print(table)
    for name, values in (found.facets or {}).items():
        _print_facet(name, values)


def _texts(hit: Hit) -> tuple[Text, Text, Text]:
    """Publisher, headline with the snippet below it, and the id's first digits."""
    from rich.text import Text

    from flows.output import plain

    article = Text(f"{plain(hit.headline)}\n", style="bold") if hit.headline else Text()
    return Text(plain(hit.publisher)), article.append_text(_marked(hit.snippet)), Text(hit.article_id[:12])


def _marked(snippet: Snippet) -> Text:
    from rich.text import Text

    from flows.output import plain

    text, position = Text(style="not bold"), 0
    for start, end in snippet.marks:
        text.append(plain(snippet.text[position:start])).append(plain(snippet.text[start:end]), "bold reverse")
        position = end
    return text.append(plain(snippet.text[position:]))


def _print_facet(name: str, values: list[tuple[str, int]]) -> None:
    """The largest values of a facet; of the months the last ones."""
    from flows.output import print_table

    shown = values[-SHOWN:] if name == "month" else values[:SHOWN]
    rest = len(values) - len(shown)
    print_table([name, "articles"], shown, title=f"and {rest} more" if rest else "")
