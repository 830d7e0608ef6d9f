-- How long after publication do a publisher's articles reach the warehouse?
CREATE OR REPLACE VIEW publication_lag AS
SELECT publisher, count(*) AS articles,
       round(quantile_cont((epoch_us(ingested_at) - epoch_us(date_published)) / 3.6e9, 0.5), 1) AS median_hours,
       round(quantile_cont((epoch_us(ingested_at) - epoch_us(date_published)) / 3.6e9, 0.9), 1) AS p90_hours,
       round(max((epoch_us(ingested_at) - epoch_us(date_published)) / 3.6e9), 1) AS longest_hours
FROM articles
WHERE date_published IS NOT NULL AND date_published_precision IN ('second', 'minute', 'hour', 'day')
GROUP BY publisher
ORDER BY articles DESC, publisher;
COMMENT ON VIEW publication_lag IS 'hours from publication to ingestion, by publisher, where the day at least is known';
COMMENT ON COLUMN publication_lag.publisher IS 'the publisher; null where the record names none';
COMMENT ON COLUMN publication_lag.articles IS 'article versions with a date';
COMMENT ON COLUMN publication_lag.median_hours IS 'half of them were quicker';
COMMENT ON COLUMN publication_lag.p90_hours IS 'nine of ten were quicker';
COMMENT ON COLUMN publication_lag.longest_hours IS 'the slowest';
