"""Groups of near-identical articles."""

from schemas.column import ARTICLE_ID, RUN_ID, Column, Table, Type
from schemas.vocabularies import REPRINT_METHODS

REPRINTS = Table(
    "reprints",
    "membership of an article in a group of near-identical articles",
    (
        Column("group_id", Type.TEXT, "The group.", nullable=False),
        ARTICLE_ID,
        Column("similarity", Type.REAL, "Likeness to the group's earliest member, from 0 to 1.", minimum=0, maximum=1),
        Column("method", Type.TEXT, "How the likeness was found.", nullable=False, vocabulary=REPRINT_METHODS),
        Column("is_earliest", Type.BOOLEAN, "It is the earliest member.", nullable=False),
        Column("origin_agency", Type.TEXT, "The agency that the text comes from.", "schema.org creditText"),
        RUN_ID,
    ),
    ("article_id",),
    parent="articles",
)  # fmt: skip
