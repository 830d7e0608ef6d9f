"""The standard terms of columns as addresses: `schema.org NewsArticle.headline` is https://schema.org/headline."""

from __future__ import annotations

VOCABULARIES = {
    "schema.org": "https://schema.org/{}",
    "PROV": "http://www.w3.org/ns/prov#{}",
    "DQV": "http://www.w3.org/ns/dqv#{}",
    "W3C Web Annotation": "http://www.w3.org/ns/oa#{}",
    "IPTC ninjs 3": "https://iptc.org/std/ninjs/ninjs-schema_3.0.json#/properties/{}",
    "TimeML": "https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.1.html#timex3",
}
OWN = "Copydesk"  # the column's description is the definition


def address(term: str) -> str | None:
    """Where a term is defined; None for those of Copydesk. ValueError for a vocabulary that is not known.

    Of `TextPositionSelector.start` the last word names the property; the one before it tells for which class.
    """
    if term == OWN:
        return None
    for vocabulary, pattern in VOCABULARIES.items():
        if term.startswith(vocabulary + " "):
            return pattern.format(term.removeprefix(vocabulary + " ").split(".")[-1])
    raise ValueError(f"{term!r} is of no known vocabulary; there are {', '.join(VOCABULARIES)}, {OWN}")
