-- Who and what is in the news?
CREATE OR REPLACE VIEW names AS
SELECT mentions.kind, coalesce(name, text) AS named, count(DISTINCT article_id) AS articles, mode(title) AS usual_title,
       make_timestamp(epoch_us(min(date_published)))::DATE AS first_day,
       make_timestamp(epoch_us(max(date_published)))::DATE AS last_day
FROM mentions
JOIN articles USING (article_id)
WHERE is_current
GROUP BY mentions.kind, named
ORDER BY articles DESC, mentions.kind, named;
COMMENT ON VIEW names IS 'persons, organisations and places, and how many articles name them';
COMMENT ON COLUMN names.kind IS 'person, organisation or place';
COMMENT ON COLUMN names.named IS 'the fullest form of the name';
COMMENT ON COLUMN names.articles IS 'articles that name it';
COMMENT ON COLUMN names.usual_title IS 'a person''s role that is written most';
COMMENT ON COLUMN names.first_day IS 'day of the first dated article';
COMMENT ON COLUMN names.last_day IS 'day of the last one';
