"""Finding and reading what a policy is made of."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from expectations.policy.errors import PolicyError, Source
from expectations.policy.model import Policy

FILE = "copydesk.toml"
FOLDER = "expectations"  # in the home


def load(home: Path, file: Path | None = None) -> Policy:
    """See `Policy.load`."""
    source, suites = _source(home, file), _suites(home / FOLDER)
    policy = Policy(suites=suites)
    if source is not None:
        from expectations.policy.reading import read

        policy = replace(policy, source=source, **read(source)._asdict())
    if policy == Policy():
        return policy
    from expectations.policy.problems import check_names
    from expectations.user_suites.files import check_syntax

    for suite in suites:
        check_syntax(suite)
    check_names(policy)
    return policy


def _source(home: Path, file: Path | None) -> Source | None:
    """The file of the policy: the one named, else the home's, else the one in the current folder, else none."""
    if file is not None:
        return _read(file)
    for path in (home / FILE, Path(FILE)):
        if path.is_file():
            return _read(path)
    return None


def _suites(folder: Path) -> tuple[Source, ...]:
    """The user's suites, in order of their names. What is hidden, or begins with `_`, is none."""
    if not folder.is_dir():
        return ()
    return tuple(
        _read(path)
        for path in sorted(folder.iterdir())
        if path.suffix in (".py", ".json") and not path.name.startswith((".", "_")) and path.is_file()
    )


def _read(path: Path) -> Source:
    try:
        return Source(os.fspath(path), path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise PolicyError(f"{path}: not UTF-8: {error.reason} at byte {error.start}; save it as UTF-8") from error
    except OSError as error:
        raise PolicyError(f"{path}: {error.strerror}") from error
