"""What an article says: quotes, mentions, quantities, dated phrases, and the evidence for each field."""

from schemas.column import Column, Type, article_child
from schemas.tables.structure import BODY_END, BODY_START, SOURCE_END, SOURCE_START
from schemas.vocabularies import MENTION_KINDS, MODIFIERS, QUOTE_KINDS

QUOTES = article_child(
    "quotes",
    "one quotation in the article's own text",
    Column("text", Type.TEXT, "The words said, quotation marks left out.", "schema.org Quotation.text", nullable=False),
    Column("kind", Type.TEXT, "`direct`: a whole statement in marks; `mixed`: marked words inside a reported sentence; "
           "`indirect`: reported without marks.", nullable=False, vocabulary=QUOTE_KINDS),
    Column("speaker", Type.TEXT, "Who says it, as written there (`he`, `Esper`)."),
    Column("speaker_name", Type.TEXT, "Who says it: the fullest form of the name in the article, else the description.",
           "schema.org Quotation.spokenByCharacter"),
    Column("cue", Type.TEXT, "The reporting verb, as written."),
    BODY_START,
    BODY_END,
)  # fmt: skip

MENTIONS = article_child(
    "mentions",
    "one person, organisation or place that the article names; once an article",
    Column("kind", Type.TEXT, "What is named.", nullable=False, vocabulary=MENTION_KINDS),
    Column("text", Type.TEXT, "The mention, as written.", "schema.org mentions", nullable=False),
    Column("name", Type.TEXT, "The fullest form of the name in the article.", "schema.org name"),
    Column("title", Type.TEXT, "A person's role, as written (`Defense Secretary`).", "schema.org jobTitle"),
    Column("country_code", Type.TEXT, "ISO 3166-1 alpha-2 code of a place's country.", "schema.org addressCountry",
           pattern=r"[A-Z]{2}"),
    Column("latitude", Type.REAL, "Degrees north of the equator.", "schema.org latitude", minimum=-90, maximum=90),
    Column("longitude", Type.REAL, "Degrees east of Greenwich.", "schema.org longitude", minimum=-180, maximum=180),
    Column("method", Type.TEXT, "Which rule or model found it."),
    BODY_START,
    BODY_END,
)  # fmt: skip

QUANTITIES = article_child(
    "quantities",
    "one number with its meaning, in the article's own text",
    Column("text", Type.TEXT, "The phrase, as written: modifier, number, unit.", nullable=False),
    Column("value", Type.REAL, "The number; the lower end of a range.", "schema.org QuantitativeValue.value",
           nullable=False),
    Column("value_high", Type.REAL, "The upper end of a range.", "schema.org QuantitativeValue.maxValue"),
    Column("modifier", Type.TEXT, "How the number is hedged.", vocabulary=MODIFIERS),
    Column("unit", Type.TEXT, "Noun, measure, `percent` or ISO 4217 currency code.",
           "schema.org QuantitativeValue.unitText"),
    BODY_START,
    BODY_END,
)  # fmt: skip

TIME_EXPRESSIONS = article_child(
    "time_expressions",
    "one dated phrase in the article's own text",
    Column("text", Type.TEXT, "The phrase, as written.", "TimeML TIMEX3", nullable=False),
    Column("earliest", Type.DATE, "First day it can mean; null where nothing anchors it.", "TimeML TIMEX3 value"),
    Column("latest", Type.DATE, "Last day it can mean.", "TimeML TIMEX3 value"),
    Column("basis", Type.TEXT, "What it was resolved against (`stated`, `date_published`, `embed`, …)."),
    BODY_START,
    BODY_END,
)

EVIDENCE = article_child(
    "evidence",
    "why a field has its value, or has none",
    Column("field", Type.TEXT, "The column of `articles` it speaks of.", "PROV entity", nullable=False),
    Column("value", Type.TEXT, "The value it speaks for, as text; null: for having none.", "PROV value"),
    Column("method", Type.TEXT, "The rule, or the record's own field.", "PROV activity", nullable=False),
    Column("confidence", Type.REAL, "From 0 to 1; a rank, not a probability.", minimum=0, maximum=1),
    SOURCE_START,
    SOURCE_END,
    Column("note", Type.TEXT, "What a reader should know."),
)
