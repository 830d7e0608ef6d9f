"""Settings: from the command line, else from COPYDESK_* variables, else from a profile, else the defaults here."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import Field, dataclass, fields, replace
from pathlib import Path
from typing import Any

from expectations.policy import GATES, LINEAGE_TARGETS, Policy
from flows.parse.limits import DEFAULT_LIMITS, Limits
from flows.profile import read_profile

PREFIX = "COPYDESK_"
HOME = "copydesk-home"
SHAPE = ("map", "publishers", "indirect_quotes", "nlp_model", "record_bytes", "container_bytes", "container_ratio",
         "container_members", "keep_raw", "gate")  # fmt: skip  # settings that results depend on
_TRUTH = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


class SettingsError(ValueError):
    """A setting cannot be used; the message names it, what was received and what is valid."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a run. A batch is what one task takes; a chunk of it is what is validated together."""

    home: Path = Path(HOME)
    workers: int = 0  # processes that parse; 0: one a core
    runner: str = "processes"  # where batches run, see flows.runners
    address: str = ""  # of the cluster, for the runners `dask` and `ray`; none: one of its own on this machine
    profile: str = ""  # a TOML file of settings, see flows.profile
    batch_articles: int = 2_000
    batch_bytes: int = 64 << 20
    publish_articles: int = 20_000  # how many are loaded before a run publishes what it has
    publish_seconds: float = 60.0
    lock_seconds: float = 0.0  # how long a run waits for another that holds the home
    keep_raw: str = "all"  # which records' bytes go to HOME/raw: all, problems (not accepted), none
    server_start_seconds: float = 180.0  # a first start builds Prefect's database
    map: str = ""  # a mapping file for dumps whose fields have names of their own, see flows.mapping
    publishers: str = ""  # a folder of overrides for single publishers' pages, see docs/publisher-overrides.md
    indirect_quotes: bool = False  # rows of `quotes` for indirect speech, too
    nlp_model: str = ""  # a spaCy model that is asked for names, too (the extra `nlp`)
    config: str = ""  # the policy; else HOME/copydesk.toml, else ./copydesk.toml, see docs/policy.md
    lineage: str = ""  # where OpenLineage events go: file:PATH or an address; else what the policy says
    gate: str = ""  # which severity fails a run: critical, warning, off; else what the policy says
    record_bytes: int = DEFAULT_LIMITS.record_bytes  # see flows.parse.limits.Limits for these four
    container_bytes: int = DEFAULT_LIMITS.container_bytes
    container_ratio: int = DEFAULT_LIMITS.container_ratio
    container_members: int = DEFAULT_LIMITS.container_members

    @property
    def limits(self) -> Limits:
        return DEFAULT_LIMITS._replace(
            record_bytes=self.record_bytes, container_bytes=self.container_bytes,
            container_ratio=self.container_ratio, container_members=self.container_members,
        )  # fmt: skip

    @property
    def policy(self) -> Policy:
        """What is asked of the expectations. PolicyError where that cannot be used."""
        found = Policy.load(self.home, Path(self.config) if self.config else None)
        return replace(found, gate=self.gate) if self.gate else found

    @property
    def worker_count(self) -> int:
        if self.workers:
            return self.workers
        if hasattr(os, "sched_getaffinity"):  # the cores this process may use, not those the machine has
            return len(os.sched_getaffinity(0))
        return os.cpu_count() or 1

    def told(self) -> dict[str, str | int | float | bool]:
        """The settings that are not the default and shape the results."""
        return {
            f.name: value for f in fields(self) if (value := getattr(self, f.name)) != f.default and f.name in SHAPE
        }

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None, **given: object) -> Settings:
        """Settings from `environment` (default: the process's), overridden by what is `given` and not None."""
        environment = os.environ if environment is None else environment
        values = _profile(str(given.get("profile") or environment.get(f"{PREFIX}PROFILE", "")), fields(cls))
        for spec in fields(cls):
            text = environment.get(PREFIX + spec.name.upper())
            if text is not None:
                values[spec.name] = _convert(spec.name, text, type(spec.default))
        values |= {name: value for name, value in given.items() if value is not None}
        values["home"] = home_folder(str(values.get("home", HOME)))
        settings = cls(**values)  # type: ignore[arg-type]  # converted to each field's type above
        if settings.gate not in ("", *GATES):
            raise SettingsError(f"COPYDESK_GATE is {settings.gate!r}; valid are {', '.join(GATES)}")
        if settings.keep_raw not in ("all", "problems", "none"):
            raise SettingsError(f"COPYDESK_KEEP_RAW is {settings.keep_raw!r}; valid are all, problems, none")
        if settings.lineage and not settings.lineage.startswith(LINEAGE_TARGETS):
            raise SettingsError(f"COPYDESK_LINEAGE: a target begins with {', '.join(LINEAGE_TARGETS)}")
        return settings


def home_folder(home: str) -> Path:
    """The folder that is worked on: the home's own, or for one in a store (`s3://bucket/prefix`) its mirror."""
    from warehouse.remote.mirror import is_address, mirror_of

    return mirror_of(home) if is_address(home) else Path(home)


def _profile(path: str, known: Sequence[Field[Any]]) -> dict[str, object]:
    """What a profile sets; nothing without one."""
    if not path:
        return {}
    types = {f.name: str if f.name == "home" else type(f.default) for f in known if f.name != "profile"}
    return read_profile(Path(path), types)


def _convert(name: str, text: str, kind: type) -> object:
    if kind is bool:
        if text.lower() not in _TRUTH:
            raise SettingsError(f"{PREFIX}{name.upper()} is {text!r}; valid are {', '.join(_TRUTH)}")
        return _TRUTH[text.lower()]
    try:
        value = kind(text)
    except ValueError as error:
        raise SettingsError(f"{PREFIX}{name.upper()} is {text!r}; a {kind.__name__} is needed") from error
    if isinstance(value, int | float) and value < 0:
        raise SettingsError(f"{PREFIX}{name.upper()} is {text}; it cannot be negative")
    return value
