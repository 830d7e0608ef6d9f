"""Sources over time: is what came of a publisher in this run what usually comes?

`judge.judge_sources` compares the measurements of a run with those of earlier runs; `settings.DRIFT_DEFAULTS` are the
numbers it goes by, which a copydesk.toml may set.
"""
