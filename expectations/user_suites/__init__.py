"""Suites of the user's own: files in HOME/expectations, in Python or Great Expectations' JSON; see docs/policy.md."""
