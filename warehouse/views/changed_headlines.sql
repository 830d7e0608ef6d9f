-- Which headlines were rewritten from one version to the next? `article_changes` tells what else changed.
CREATE OR REPLACE VIEW changed_headlines AS
WITH versions AS (
    SELECT work_id, article_id, uri, publisher, headline, version,
           coalesce(date_modified, date_published, ingested_at) AS seen_at,
           lag(headline) OVER (PARTITION BY work_id ORDER BY version) AS headline_before
    FROM articles
    WHERE work_id IN (SELECT work_id FROM articles WHERE version > 1)
)
SELECT headline_before, headline AS headline_after, version, publisher, uri, seen_at, article_id
FROM versions
WHERE headline <> headline_before
ORDER BY seen_at, article_id;
COMMENT ON VIEW changed_headlines IS 'headlines that differ from those of the version before';
COMMENT ON COLUMN changed_headlines.headline_before IS 'the headline of the version before';
COMMENT ON COLUMN changed_headlines.headline_after IS 'the headline of this version';
COMMENT ON COLUMN changed_headlines.version IS 'the number of this version';
COMMENT ON COLUMN changed_headlines.publisher IS 'the publisher';
COMMENT ON COLUMN changed_headlines.uri IS 'the article''s address';
COMMENT ON COLUMN changed_headlines.seen_at IS 'when this version was modified, else published, else taken in';
COMMENT ON COLUMN changed_headlines.article_id IS 'this version';
