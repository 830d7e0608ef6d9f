"""Bytes to fields, purely: no Prefect, no validation, no database, no network."""
