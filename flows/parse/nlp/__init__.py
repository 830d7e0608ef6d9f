"""The optional extra `nlp`: persons, organisations and places by a spaCy model of the user's own, beside the rules."""
