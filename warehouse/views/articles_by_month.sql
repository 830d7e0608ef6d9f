-- How many articles appear a month, and how long are they?
CREATE OR REPLACE VIEW articles_by_month AS
WITH days AS (
    SELECT make_timestamp(epoch_us(date_published))::DATE AS day, count(*) AS articles, sum(word_count) AS words
    FROM articles
    WHERE is_current AND date_published IS NOT NULL
    GROUP BY day
)
SELECT date_trunc('month', day)::DATE AS month, sum(articles)::BIGINT AS articles, sum(words)::BIGINT AS words
FROM days
GROUP BY month
ORDER BY month;
COMMENT ON VIEW articles_by_month IS 'dated articles and their words, a row a month';
COMMENT ON COLUMN articles_by_month.month IS 'first day of the month of publication, in UTC';
COMMENT ON COLUMN articles_by_month.articles IS 'articles of that month, in their newest version';
COMMENT ON COLUMN articles_by_month.words IS 'words of their bodies';
