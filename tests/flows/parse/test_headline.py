"""Headlines lose the site's name where the record says that it is one, and nothing else."""

import pytest

from flows.parse.headline import one_line, without_site_name


@pytest.mark.parametrize(
    ("headline", "publisher", "uri", "expected"),
    [
        ("Ferry late again – Harbour Post", "Harbour Post", None, "Ferry late again"),
        ("Ferry late again | The Harbour Post", "harbourpost.example", None, "Ferry late again"),
        ("Ferry late again - HarbourPost", None, "https://www.harbourpost.example/a", "Ferry late again"),
        ("Ferry late - captain - news.harbourpost.example", "news.harbourpost.example", None, "Ferry late - captain"),
        ("Ferry late again – captain speaks", "Harbour Post", "https://harbourpost.example/a", None),
        ("Harbour Post – Ferry late again", "Harbour Post", None, None),
        ("Ferry late again – Harbour Post", None, None, None),
        ("Ferry late again: Harbour Post", "Harbour Post", None, None),
        ("Late – Harbour Post", "Harbour Post", None, None),
    ],
)
def test_site_name(headline: str, publisher: str | None, uri: str | None, expected: str | None) -> None:
    assert without_site_name(headline, publisher, uri) == (expected or headline)


def test_one_line() -> None:
    assert one_line(" Ferry\u00a0 \nlate\u200b cafe\u0301 ") == "Ferry late café"
