-- Which publishers are there, since when, and how complete is what they give?
CREATE OR REPLACE VIEW publishers AS
SELECT publisher, count(*) AS articles,
       make_timestamp(epoch_us(min(date_published)))::DATE AS first_day,
       make_timestamp(epoch_us(max(date_published)))::DATE AS last_day,
       median(word_count)::BIGINT AS median_words,
       round(100 * avg((len(authors) > 0)::INTEGER), 1) AS with_author_percent,
       round(100 * avg((date_published IS NULL)::INTEGER), 1) AS undated_percent,
       round(100 * avg(is_truncated::INTEGER), 1) AS truncated_percent
FROM articles
WHERE is_current
GROUP BY publisher
ORDER BY articles DESC, publisher;
COMMENT ON VIEW publishers IS 'publishers: how much, since when, how complete';
COMMENT ON COLUMN publishers.publisher IS 'the publisher; null where the record names none';
COMMENT ON COLUMN publishers.articles IS 'articles in their newest version';
COMMENT ON COLUMN publishers.first_day IS 'day of the first dated article';
COMMENT ON COLUMN publishers.last_day IS 'day of the last one';
COMMENT ON COLUMN publishers.median_words IS 'median of the words in a body';
COMMENT ON COLUMN publishers.with_author_percent IS 'articles with a named author, in percent';
COMMENT ON COLUMN publishers.undated_percent IS 'articles without a date, in percent';
COMMENT ON COLUMN publishers.truncated_percent IS 'articles that break off before their end, in percent';
