"""Policy: what a user asks of the expectations otherwise than they come: copydesk.toml, and suites of the user's own.

Light to import: neither Great Expectations nor pandas. docs/policy.md is the guide for users.
"""

from __future__ import annotations

from expectations.policy.errors import PolicyError
from expectations.policy.model import DEFAULT, LINEAGE_TARGETS, Change, Policy, Rule
from expectations.results import GATES

__all__ = ["DEFAULT", "GATES", "LINEAGE_TARGETS", "Change", "Policy", "PolicyError", "Rule"]
