"""The raw article file that the project was made for, from its bytes to the tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Copydesk
from warehouse.home import Home
from warehouse.query import rows

pytestmark = pytest.mark.xdist_group("ingest")
SEED = Path(__file__).parents[1] / "fixtures" / "plain_text" / "000_8abf26ea79193d62.txt"


@pytest.fixture(scope="module")
def home(copydesk: Copydesk, tmp_path_factory: pytest.TempPathFactory) -> Home:
    root = tmp_path_factory.mktemp("seed") / "home"
    done = copydesk("ingest", SEED, "--home", root)
    assert done.code == 0, done.err
    return Home(root)


def test_its_fields(home: Home) -> None:
    columns = (
        "headline, byline, authors, dateline, credit, in_language, is_truncated, date_published_earliest, "
        "date_published_latest, date_published_basis, date_published_precision"
    )
    assert rows(home, f"SELECT {columns} FROM articles")[1] == [
        (
            "U.S. Deploying 750 Soldiers After Protest at U.S. Embassy in Iraq", None, [], None, None, "en", True,
            date(2019, 12, 31), date(2020, 1, 1), "inferred", "range",
        )
    ]  # fmt: skip


def test_its_blocks(home: Home) -> None:
    counts = dict(rows(home, "SELECT kind, count(*) FROM blocks GROUP BY kind")[1])
    assert counts == {"headline": 1, "paragraph": 9, "heading": 1, "embed": 1, "boilerplate": 1}
    assert rows(home, "SELECT text FROM blocks WHERE kind = 'boilerplate'")[1] == [("skip",)]


def test_its_embed(home: Home) -> None:
    embeds = rows(home, "SELECT platform, author_handle, posted_on, url FROM embeds")[1]
    assert [embed[:3] for embed in embeds] == [("x", "Scavino45", date(2020, 1, 1))]
    assert "pic.twitter.com/RgBTMVAKCg" in embeds[0][3]


def test_its_quote(home: Home) -> None:
    [(text, speaker, cue)] = rows(home, "SELECT text, speaker_name, cue FROM quotes WHERE kind = 'direct'")[1]
    assert text.startswith("This deployment is an appropriate and precautionary action")
    assert (speaker, cue) == ("Mark Esper", "said")


def test_its_quantities(home: Home) -> None:
    assert rows(home, "SELECT value, modifier, unit FROM quantities ORDER BY body_start")[1] == [
        (750, "about", "soldiers"), (750, None, "troops"), (4000, "up_to", "troops"), (5000, "more_than", "troops"),
    ]  # fmt: skip


def test_every_field_has_its_evidence(home: Home) -> None:
    fields = {row[0] for row in rows(home, "SELECT field FROM evidence")[1]}
    assert {"headline", "byline", "authors", "dateline", "credit", "date_published", "in_language"} <= fields
    nulls = rows(home, "SELECT note FROM evidence WHERE field = 'byline' AND value IS NULL")[1]
    assert nulls and all(note for (note,) in nulls)
