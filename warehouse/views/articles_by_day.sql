-- How many articles appear a day, and is that more than usual?
CREATE OR REPLACE VIEW articles_by_day AS
WITH days AS (
    SELECT make_timestamp(epoch_us(date_published))::DATE AS day, count(*) AS articles, sum(word_count)::BIGINT AS words
    FROM articles
    WHERE is_current AND date_published IS NOT NULL
    GROUP BY day
)
SELECT day, articles, words,
       round(sum(articles) OVER week / least(7, day - min(day) OVER () + 1), 2) AS articles_7_day_mean
FROM days
WINDOW week AS (ORDER BY day RANGE BETWEEN INTERVAL 6 DAYS PRECEDING AND CURRENT ROW)
ORDER BY day;
COMMENT ON VIEW articles_by_day IS 'dated articles and their words, a row a day, beside the mean of the week up to it';
COMMENT ON COLUMN articles_by_day.day IS 'day of publication, in UTC';
COMMENT ON COLUMN articles_by_day.articles IS 'articles of that day, in their newest version';
COMMENT ON COLUMN articles_by_day.words IS 'words of their bodies';
COMMENT ON COLUMN articles_by_day.articles_7_day_mean IS 'articles a day over the seven days up to this one; days without any count as 0';
