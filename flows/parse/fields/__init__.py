"""One short module a field family; every function is pure."""
