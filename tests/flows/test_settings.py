"""Settings: command line over environment over defaults; wrong ones are refused in plain words."""

from pathlib import Path

import pytest

from flows.settings import Settings, SettingsError


def test_what_is_given_wins_over_the_environment() -> None:
    settings = Settings.load({"COPYDESK_WORKERS": "3", "COPYDESK_HOME": "/a"}, home=Path("/b"), workers=None)
    assert (settings.workers, settings.home) == (3, Path("/b"))
    assert settings.worker_count == 3
    assert Settings.load({}).worker_count >= 1


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("COPYDESK_WORKERS", "many", "COPYDESK_WORKERS is 'many'; a int is needed"),
        ("COPYDESK_WORKERS", "-1", "COPYDESK_WORKERS is -1; it cannot be negative"),
        ("COPYDESK_KEEP_RAW", "some", "valid are all, problems, none"),
    ],
)
def test_a_wrong_value_is_refused(name: str, value: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Settings.load({name: value})
