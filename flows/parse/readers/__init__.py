"""One short module a format; `registry` knows them all."""
