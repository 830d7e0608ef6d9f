"""Reprints: which articles carry the same story, found while they are loaded."""
