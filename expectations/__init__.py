"""What the data should be: suites in Python, partly derived from the schemas, partly judged."""
