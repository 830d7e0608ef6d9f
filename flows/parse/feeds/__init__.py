"""Feeds: RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom and JSON Feed; each entry is an article, or the beginning of one."""
