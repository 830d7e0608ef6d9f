-- How much of what a publisher prints is wire copy, and from which agencies?
CREATE OR REPLACE VIEW agency_copy AS
SELECT publisher, count(*) AS articles, count(credit) AS agency_articles,
       round(100 * count(credit) / count(*), 1) AS agency_percent,
       coalesce(list_sort(list(DISTINCT credit) FILTER (credit IS NOT NULL)), []) AS agencies
FROM articles
WHERE is_current
GROUP BY publisher
ORDER BY articles DESC, publisher;
COMMENT ON VIEW agency_copy IS 'the share of articles that credit an agency, by publisher';
COMMENT ON COLUMN agency_copy.publisher IS 'the publisher; null where the record names none';
COMMENT ON COLUMN agency_copy.articles IS 'articles in their newest version';
COMMENT ON COLUMN agency_copy.agency_articles IS 'of these, how many credit an agency';
COMMENT ON COLUMN agency_copy.agency_percent IS 'their share, in percent';
COMMENT ON COLUMN agency_copy.agencies IS 'the agencies';
