-- Which keywords do publishers give?
CREATE OR REPLACE VIEW keywords_by_use AS
WITH given AS (
    SELECT unnest(keywords) AS keyword, publisher, article_id
    FROM articles
    WHERE is_current
)
SELECT lower(keyword) AS keyword, count(DISTINCT article_id) AS articles, count(DISTINCT publisher) AS publishers
FROM given
GROUP BY lower(keyword)
ORDER BY articles DESC, keyword;
COMMENT ON VIEW keywords_by_use IS 'keywords and tags, in small letters, and how many articles have them';
COMMENT ON COLUMN keywords_by_use.keyword IS 'the keyword';
COMMENT ON COLUMN keywords_by_use.articles IS 'articles that have it';
COMMENT ON COLUMN keywords_by_use.publishers IS 'publishers that give it';
