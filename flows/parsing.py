"""From settings to what parsing is asked for; what they name is looked at before anything starts.

Parsing is imported only for what is named: a run's own process parses nothing, and half a second is felt.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from flows.parse.options import Options
from flows.settings import Settings, SettingsError


def parse_options(settings: Settings) -> Options:
    """SettingsError where a file, a folder or a model that the settings name cannot be used."""
    return Options(
        _field_names(settings.map),
        _publishers(settings.publishers),
        settings.indirect_quotes,
        _model(settings.nlp_model),
    )


def _field_names(path: str) -> Mapping[str, tuple[str, ...]]:
    if not path:
        return {}
    from flows.mapping import load_map

    return load_map(Path(path))


def _publishers(folder: str) -> tuple[Path, ...]:
    if not folder:
        return ()
    from flows.parse.html.publisher_files import InvalidOverride, check_folders

    folders = (Path(folder).absolute(),)
    try:
        check_folders(folders)
    except InvalidOverride as error:
        raise SettingsError(str(error)) from error
    except OSError as error:
        message = f"--publishers {folder}: {error.strerror or error}; a folder is needed"
        raise SettingsError(message) from error
    return folders


def _model(name: str) -> str:
    if name:
        from flows.parse.nlp.model import ModelUnavailableError, load

        try:
            load(name)
        except ModelUnavailableError as error:
            raise SettingsError(str(error)) from error
    return name
