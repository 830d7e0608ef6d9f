"""A profile: below the environment and the command line, above the defaults; wrong ones are refused in plain words."""

from pathlib import Path

import pytest

from flows.profile import ProfileError
from flows.settings import Settings


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "cluster.toml"


def test_who_wins(profile: Path) -> None:
    profile.write_text('runner = "dask"\naddress = "tcp://10.0.0.1:8786"\nworkers = 8\nbatch_articles = 500\n')
    settings = Settings.load({"COPYDESK_WORKERS": "3", "COPYDESK_PROFILE": str(profile)}, batch_articles=100)
    assert (settings.runner, settings.address) == ("dask", "tcp://10.0.0.1:8786")
    assert (settings.workers, settings.batch_articles) == (3, 100)
    assert Settings.load({}, profile=str(profile)).workers == 8


def test_a_home_and_a_number_of_seconds(profile: Path) -> None:
    profile.write_text('home = "/srv/desk"\nlock_seconds = 30\n')
    settings = Settings.load({}, profile=str(profile))
    assert (settings.home, settings.lock_seconds) == (Path("/srv/desk"), 30)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("runer = 'dask'", "sets 'runer'; valid are address, batch_articles"),
        ("workers = 'many'", "sets workers to 'many'; a int is needed"),
        ("workers = true", "sets workers to True; a int is needed"),
        ("workers = -1", "it cannot be negative"),
        ("workers =", "is no TOML"),
        ("profile = 'other.toml'", "sets 'profile'"),
    ],
)
def test_a_wrong_profile(profile: Path, text: str, message: str) -> None:
    profile.write_text(text)
    with pytest.raises(ProfileError, match=message) as told:
        Settings.load({}, profile=str(profile))
    assert str(profile) in str(told.value)


def test_no_profile(profile: Path) -> None:
    with pytest.raises(ProfileError, match="cannot be read: No such file"):
        Settings.load({}, profile=str(profile))
