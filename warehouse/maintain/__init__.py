"""Keeping a home small and quick: compaction, retention, the DuckDB file, the sweep."""
