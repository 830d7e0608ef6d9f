-- Which sections are there, how large, and when were they last fed?
CREATE OR REPLACE VIEW sections AS
SELECT article_section, count(*) AS articles, count(DISTINCT publisher) AS publishers,
       round(avg(word_count))::BIGINT AS mean_words,
       make_timestamp(epoch_us(max(date_published)))::DATE AS last_day
FROM articles
WHERE is_current
GROUP BY article_section
ORDER BY articles DESC, article_section;
COMMENT ON VIEW sections IS 'the publishers'' sections';
COMMENT ON COLUMN sections.article_section IS 'the section, as the publisher names it; null where the record names none';
COMMENT ON COLUMN sections.articles IS 'articles in their newest version';
COMMENT ON COLUMN sections.publishers IS 'publishers that have a section of this name';
COMMENT ON COLUMN sections.mean_words IS 'mean of the words in a body';
COMMENT ON COLUMN sections.last_day IS 'day of the last dated article';
