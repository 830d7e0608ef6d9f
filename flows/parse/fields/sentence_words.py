"""Words by their part in a sentence, from `data/sentence_words.txt`: a set for each of its sections."""

from __future__ import annotations

from flows.parse.fields.lexicon import sections

WORDS = {section: frozenset(entries) for section, entries in sections("sentence_words.txt").items()}
