"""`articles` and its twin for what failed validation, `quarantined_articles`."""

from schemas.column import ARTICLE_ID, RUN_ID, Column, Table, Type
from schemas.vocabularies import DATE_BASES, DATE_PRECISIONS, QUARANTINE_STATUSES, SOURCE_FORMATS

SHA256 = r"[0-9a-f]{64}"
LANGUAGE_TAG = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
EARLIEST_PRINT, LATEST_DATE = "1450-01-01", "2200-01-01"  # no news before movable type; the run's day is judged apart

IDENTITY = (
    ARTICLE_ID,
    Column("uri", Type.TEXT, "The article's canonical address, as the record states it.", "schema.org Thing.url"),
    Column("source_path", Type.TEXT, "The raw file the record came from, as it was found.", "PROV wasDerivedFrom",
           nullable=False),
    Column("record_locator", Type.TEXT, "Where in the raw file the record stands: `file` for the whole file, "
           "`line:17` for the 17th line.", "PROV atLocation", nullable=False),
    Column("raw_sha256", Type.TEXT, "SHA-256 of the raw file's bytes; see `raw_files`.", "schema.org "
           "MediaObject.sha256",
           nullable=False, pattern=SHA256),
    Column("source_format", Type.TEXT, "Format that the record was read as.", "schema.org encodingFormat",
           nullable=False, vocabulary=SOURCE_FORMATS),
    Column("publisher", Type.TEXT, "Name or domain of the publisher, as the record states it.", "schema.org publisher"),
)  # fmt: skip

CONTENT = (
    Column("headline", Type.TEXT, "The headline, without the site's name.", "schema.org headline"),
    Column("alternative_headline", Type.TEXT, "A second headline, kicker or deck line.",
           "schema.org alternativeHeadline"),
    Column("abstract", Type.TEXT, "Summary or description that came with the article.", "schema.org abstract"),
    Column("byline", Type.TEXT, "The line that credits the writers, as written.", "IPTC ninjs 3 byline"),
    Column("authors", Type.TEXT_LIST, "The writers' names, roles cut off; the agency where only an agency is credited; "
           "empty where nobody is.",
           "schema.org author", nullable=False),
    Column("dateline", Type.TEXT, "Place and agency that open the text, as written (`BAGHDAD (Reuters) -`).",
           "schema.org dateline"),
    Column("dateline_place", Type.TEXT, "The place in the dateline, as written.", "IPTC ninjs 3 located"),
    Column("credit", Type.TEXT, "The agency credited in dateline, byline or credit line.", "schema.org creditText"),
    Column("date_published", Type.TIMESTAMP, "First publication: the earliest instant that fits, null where the record "
           "does not allow better than a window of 31 days.", "schema.org datePublished",
           minimum=EARLIEST_PRINT, maximum=LATEST_DATE),
    Column("date_published_precision", Type.TEXT, "How exactly `date_published` is known; `range`: see the two bounds.",
           vocabulary=DATE_PRECISIONS),
    Column("date_published_basis", Type.TEXT, "`stated`: the text says it; `metadata`: a field of the record says it; "
           "`inferred`: it follows from other dates in the text.", vocabulary=DATE_BASES),
    Column("date_published_earliest", Type.DATE, "First day that fits.", minimum=EARLIEST_PRINT, maximum=LATEST_DATE),
    Column("date_published_latest", Type.DATE, "Last day that fits.", minimum=EARLIEST_PRINT, maximum=LATEST_DATE),
    Column("date_modified", Type.TIMESTAMP, "Last change, as the record states it.", "schema.org dateModified",
           minimum=EARLIEST_PRINT, maximum=LATEST_DATE),
    Column("in_language", Type.TEXT, "BCP 47 tag of the body's language; null where the text does not tell.",
           "schema.org inLanguage", pattern=LANGUAGE_TAG),
    Column("article_section", Type.TEXT, "The publisher's section.", "schema.org articleSection"),
    Column("keywords", Type.TEXT_LIST, "The publisher's keywords or tags.", "schema.org keywords", nullable=False),
    Column("article_body", Type.TEXT, "The article's own text: its paragraphs, headings and list items, a blank line "
           "between them; no captions, embeds or boilerplate.", "schema.org articleBody", nullable=False),
    Column("word_count", Type.INTEGER, "Words in `article_body`; each Han, kana or Thai character counts as one.",
           "schema.org wordCount", nullable=False, minimum=0),
    Column("is_truncated", Type.BOOLEAN, "The text breaks off before its end.", nullable=False),
    Column("content_sha256", Type.TEXT, "SHA-256 of headline and body, to tell versions apart.",
           "schema.org MediaObject.sha256", nullable=False, pattern=SHA256),
    Column("extra", Type.JSON, "Fields of the record that no column takes, as they came.", "schema.org "
           "additionalProperty"),
)  # fmt: skip

FAILED = Column(
    "failed_expectations", Type.TEXT_LIST, "Expectations that the record failed, critical ones first, then warnings.",
    "DQV hasQualityMeasurement", nullable=False,
)  # fmt: skip

PROVENANCE = (
    Column("work_id", Type.TEXT, "What all versions of the article have in common: derived from its address or agency "
           "id, else from publisher, headline and day; of an article without these its own `article_id`.",
           "schema.org exampleOfWork", nullable=False, pattern=r"[0-9a-f]{32}"),
    Column("version", Type.INTEGER, "Number of this version of the article, from 1, oldest first.",
           "schema.org version", nullable=False, minimum=1),
    Column("is_current", Type.BOOLEAN, "This is the newest version of the article, and it was not withdrawn.",
           nullable=False),
    Column("parser", Type.TEXT, "Name of the reader that parsed the record.", "PROV wasAssociatedWith", nullable=False),
    Column("parser_version", Type.TEXT, "Version of Copydesk that parsed it.", "schema.org softwareVersion",
           nullable=False),
    Column("ingested_at", Type.TIMESTAMP, "When the record was parsed.", "PROV generatedAtTime", nullable=False),
    RUN_ID,
)  # fmt: skip

ARTICLES = Table(
    "articles", "one accepted article version", (*IDENTITY, *CONTENT, FAILED, *PROVENANCE), ("article_id",)
)

QUARANTINED_ARTICLES = Table(
    "quarantined_articles",
    "one article that was parsed but failed a critical expectation; kept whole, out of `articles`",
    (
        *IDENTITY,
        *CONTENT,
        FAILED,
        Column("status", Type.TEXT, "What has become of it.", nullable=False, vocabulary=QUARANTINE_STATUSES),
        *PROVENANCE,
    ),
    ("article_id",),
    checked=False,
)  # fmt: skip
