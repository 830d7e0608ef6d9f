"""What an article is made of: blocks, embeds, images and links."""

from schemas.column import Column, Type, article_child
from schemas.vocabularies import BLOCK_KINDS, PLATFORMS

SOURCE_START = Column(
    "source_start", Type.INTEGER, "First character in the record's text: Unicode code points, `\\r\\n` read as `\\n`, "
    "from 0; null where the format has no such text.", "W3C Web Annotation TextPositionSelector.start", minimum=0,
)  # fmt: skip
SOURCE_END = Column(
    "source_end", Type.INTEGER, "One past the last character in the record's text.",
    "W3C Web Annotation TextPositionSelector.end", minimum=0,
)  # fmt: skip
BODY_START = Column(
    "body_start", Type.INTEGER, "First character in `article_body`, from 0: `article_body[body_start+1 : body_end]` is "
    "the text.", "W3C Web Annotation TextPositionSelector.start", minimum=0,
)  # fmt: skip
BODY_END = Column(
    "body_end", Type.INTEGER, "One past the last character in `article_body`.",
    "W3C Web Annotation TextPositionSelector.end", minimum=0,
)  # fmt: skip

BLOCKS = article_child(
    "blocks",
    "one stretch of the raw text; together they cover every character that is not blank",
    Column("kind", Type.TEXT, "What the stretch is.", nullable=False, vocabulary=BLOCK_KINDS),
    Column("text", Type.TEXT, "Its text, normalised (NFC, control characters out).", "schema.org text", nullable=False),
    SOURCE_START,
    SOURCE_END,
    Column("reason", Type.TEXT, "Which rule gave it that kind, where that is not plain."),
)

EMBEDS = article_child(
    "embeds",
    "one social-media post inside the article",
    Column("platform", Type.TEXT, "Where the post was made.", "schema.org SocialMediaPosting.publisher", nullable=False,
           vocabulary=PLATFORMS),
    Column("author_name", Type.TEXT, "The poster's name, as shown.", "schema.org author"),
    Column("author_handle", Type.TEXT, "The poster's handle, without @.", "schema.org alternateName"),
    Column("posted_on", Type.DATE, "The day the post shows.", "schema.org datePublished"),
    Column("text", Type.TEXT, "The post's words.", "schema.org text"),
    Column("url", Type.TEXT, "The post's or its picture's address.", "schema.org url"),
    SOURCE_START,
    SOURCE_END,
)  # fmt: skip

IMAGES = article_child(
    "images",
    "one picture of the article",
    Column("url", Type.TEXT, "Its address.", "schema.org contentUrl"),
    Column("caption", Type.TEXT, "Its caption.", "schema.org caption"),
    Column("credit", Type.TEXT, "Photographer or agency.", "schema.org creditText"),
)

LINKS = article_child(
    "links",
    "one link in the article's text",
    Column("url", Type.TEXT, "Where it leads.", "schema.org url", nullable=False),
    Column("text", Type.TEXT, "The words it stands on.", "schema.org text"),
    Column("rel", Type.TEXT, "Its rel attribute.", "schema.org linkRelationship"),
)
