"""How the data moves: land, parse, validate, write, load, report."""
