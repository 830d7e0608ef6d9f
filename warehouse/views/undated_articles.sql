-- Which articles have no date, and why?
CREATE OR REPLACE VIEW undated_articles AS
WITH undated AS (
    SELECT article_id, publisher, headline, date_published_earliest, date_published_latest, source_path, record_locator
    FROM articles
    WHERE is_current AND date_published IS NULL
), reasons AS (
    SELECT article_id, string_agg(coalesce(note, method), '; ' ORDER BY position) AS why
    FROM evidence
    SEMI JOIN undated USING (article_id)
    WHERE field = 'date_published'
    GROUP BY article_id
)
SELECT article_id, publisher, headline, date_published_earliest AS earliest, date_published_latest AS latest, why,
       source_path
FROM undated
LEFT JOIN reasons USING (article_id)
ORDER BY source_path, record_locator;
COMMENT ON VIEW undated_articles IS 'articles without a date of publication, and why';
COMMENT ON COLUMN undated_articles.article_id IS 'the article';
COMMENT ON COLUMN undated_articles.publisher IS 'its publisher';
COMMENT ON COLUMN undated_articles.headline IS 'its headline';
COMMENT ON COLUMN undated_articles.earliest IS 'first day that fits, if anything is known';
COMMENT ON COLUMN undated_articles.latest IS 'last day that fits';
COMMENT ON COLUMN undated_articles.why IS 'what the evidence says';
COMMENT ON COLUMN undated_articles.source_path IS 'the raw file';
