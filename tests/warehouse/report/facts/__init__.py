"""Tests of the report's facts: each asked of a home that was planted."""
