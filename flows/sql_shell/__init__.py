"""SQL for people: a process that runs queries and can be ended, and the interactive shell around it."""

FORMATS = ("table", "lines", "json", "csv", "markdown", "parquet")
