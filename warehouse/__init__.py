"""Where the data rests: Parquet parts, the manifest that lists them, DuckDB snapshots."""
