"""A profile: settings in a TOML file, for a machine or a cluster, given by --profile or COPYDESK_PROFILE.

runner = "dask"
address = "tcp://dask-scheduler:8786"
batch_articles = 1000
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path


class ProfileError(ValueError):
    """A profile cannot be used; the message names the file, what was received and what is valid."""


def read_profile(path: Path, types: Mapping[str, type]) -> dict[str, object]:
    """The settings in the file; `types`: the names that are valid, and what each must be."""
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ProfileError(f"the profile {path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"the profile {path} is no TOML: {error}") from error
    for name, value in found.items():
        if name not in types:
            raise ProfileError(f"the profile {path} sets {name!r}; valid are {', '.join(sorted(types))}")
        if type(value) is not types[name] and not (types[name] is float and type(value) is int):
            raise ProfileError(f"the profile {path} sets {name} to {value!r}; a {types[name].__name__} is needed")
        if isinstance(value, int | float) and value < 0:
            raise ProfileError(f"the profile {path} sets {name} to {value}; it cannot be negative")
    return found
