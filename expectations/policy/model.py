"""What a policy says. Small, hashable and picklable: it goes to every worker with its batch."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from expectations.policy.errors import Source
from expectations.policy.select import host, matches
from expectations.policy.toml_lines import Keys

LINEAGE_TARGETS = ("file:", "http://", "https://")  # what a target of lineage begins with


@dataclass(frozen=True, slots=True)
class Change:
    """What is asked of one expectation otherwise than it comes; None and (): nothing. `keys`: where that is said."""

    expectation: str
    enabled: bool | None = None
    severity: str | None = None
    bounds: tuple[tuple[str, float], ...] = ()
    keys: Keys = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """Changes for some articles: those whose publisher, and whose format, one of the names or patterns fits.

    `scope` names the rule in results; it is unique in its policy. An empty selection takes all.
    """

    scope: str
    publishers: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    schema_contract: str | None = None
    keys: Keys = ()

    def applies(self, publisher: str | None, source_format: str) -> bool:
        return matches(self.publishers, publisher) and matches(self.formats, source_format)


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where runs are told of, and under which name; see docs/other-tools.md. Empty: nowhere, and the usual name."""

    target: str = field(default="", repr=False)  # an address may hold a password
    namespace: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """`changes` are for everything, `rules` for some articles; of two that say something else, the later one counts.

    `gate`: the mildest severity that fails a run. `drift`: bounds of drift by name. `suites`: the files in
    HOME/expectations, whole, so that every process uses what was checked at the start.
    """

    source: Source | None = None
    gate: str = "critical"
    schema_contract: str = "evolve"
    changes: tuple[Change, ...] = ()
    rules: tuple[Rule, ...] = ()
    drift: tuple[tuple[str, float], ...] = ()
    lineage: Lineage = Lineage()
    suites: tuple[Source, ...] = ()

    @classmethod
    def load(cls, home: Path, file: Path | None = None) -> Policy:
        """The policy of a home: from `file`, else HOME/copydesk.toml, else ./copydesk.toml; and HOME/expectations.

        PolicyError where something is wrong with it, as far as can be told without Great Expectations and without
        running a suite's Python; `expectations.policy.checking.check` tells the rest.
        """
        from expectations.policy.loading import load

        return load(home, file)

    @property
    def digest(self) -> str:
        """Identity of everything the policy says; the same files, the same digest."""
        texts = [source.text for source in (self.source, *self.suites) if source is not None]
        return hashlib.sha256("\0".join([self.gate, *texts]).encode()).hexdigest()[:16]

    def rules_for(self, publisher: str | None, source_format: str, uri: str | None = None) -> tuple[int, ...]:
        """Places of the rules that apply to an article. Without a publisher, the host of its address stands for it."""
        name = publisher or host(uri)
        return tuple(place for place, rule in enumerate(self.rules) if rule.applies(name, source_format))

    def contract_for(self, publisher: str | None, source_format: str, uri: str | None = None) -> str:
        """The schema contract for an article's dump."""
        for place in reversed(self.rules_for(publisher, source_format, uri)):
            if own := self.rules[place].schema_contract:
                return own
        return self.schema_contract

    def scope(self, rules: tuple[int, ...]) -> str:
        """What results on articles to which these rules apply are called."""
        return " + ".join(self.rules[place].scope for place in rules)


DEFAULT = Policy()
"""Every expectation as it comes."""
