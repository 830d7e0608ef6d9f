CREATE VIEW articles_by_day AS
SELECT date_published::DATE AS day, count(*) AS articles, sum(word_count)::BIGINT AS words
FROM articles
WHERE is_current AND date_published IS NOT NULL
GROUP BY day
ORDER BY day;
COMMENT ON VIEW articles_by_day IS 'dated articles and their words, a row a day';
