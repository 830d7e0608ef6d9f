"""From settings to what parsing is asked for; what they name is looked at before anything starts."""

from __future__ import annotations

from pathlib import Path

from flows.mapping import load_map
from flows.parse.html.publisher_files import InvalidOverride, check_folders
from flows.parse.nlp.model import ModelUnavailableError, load
from flows.parse.options import Options
from flows.settings import Settings, SettingsError


def parse_options(settings: Settings) -> Options:
    """SettingsError where a file, a folder or a model that the settings name cannot be used."""
    folders = (Path(settings.publishers).absolute(),) if settings.publishers else ()
    try:
        if folders:
            check_folders(folders)
        if settings.nlp_model:
            load(settings.nlp_model)
    except (InvalidOverride, ModelUnavailableError) as error:
        raise SettingsError(str(error)) from error
    except OSError as error:
        raise SettingsError(
            f"--publishers {settings.publishers}: {error.strerror or error}; a folder is needed"
        ) from error
    return Options(
        load_map(Path(settings.map)) if settings.map else {}, folders, settings.indirect_quotes, settings.nlp_model
    )
