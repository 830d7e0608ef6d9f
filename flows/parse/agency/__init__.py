"""News agencies' formats: NITF, NewsML 1, NewsML-G2, ninjs and its relations. A story's items and versions."""
