-- Whom does each publisher quote, and how much of its quoting is that?
CREATE OR REPLACE VIEW speakers_by_publisher AS
SELECT publisher, speaker_name, count(*) AS quotes, count(DISTINCT article_id) AS articles,
       round(100 * count(*) / sum(count(*)) OVER (PARTITION BY publisher), 1) AS percent_of_quotes
FROM quotes
JOIN articles USING (article_id)
WHERE is_current AND speaker_name IS NOT NULL
GROUP BY publisher, speaker_name
ORDER BY publisher, quotes DESC, speaker_name;
COMMENT ON VIEW speakers_by_publisher IS 'who is quoted by which publisher, how often';
COMMENT ON COLUMN speakers_by_publisher.publisher IS 'the publisher; null where the record names none';
COMMENT ON COLUMN speakers_by_publisher.speaker_name IS 'the fullest form of the name, else the description';
COMMENT ON COLUMN speakers_by_publisher.quotes IS 'quotations';
COMMENT ON COLUMN speakers_by_publisher.articles IS 'articles that quote the speaker';
COMMENT ON COLUMN speakers_by_publisher.percent_of_quotes IS 'of the publisher''s quotations with a known speaker, in percent';
