-- Who is quoted, how often, by how many publishers, and with which verb?
CREATE OR REPLACE VIEW speakers AS
SELECT speaker_name, count(*) AS quotes, count(DISTINCT article_id) AS articles, count(DISTINCT publisher) AS publishers,
       make_timestamp(epoch_us(min(date_published)))::DATE AS first_quoted,
       make_timestamp(epoch_us(max(date_published)))::DATE AS last_quoted,
       mode(lower(cue)) AS usual_cue
FROM quotes
JOIN articles USING (article_id)
WHERE is_current AND speaker_name IS NOT NULL
GROUP BY speaker_name
ORDER BY quotes DESC, speaker_name;
COMMENT ON VIEW speakers IS 'who is quoted, how often, in how many articles, and the verb used most';
COMMENT ON COLUMN speakers.speaker_name IS 'the fullest form of the name, else the description';
COMMENT ON COLUMN speakers.quotes IS 'quotations, in articles in their newest version';
COMMENT ON COLUMN speakers.articles IS 'articles that quote the speaker';
COMMENT ON COLUMN speakers.publishers IS 'publishers, where they are known, that quote the speaker';
COMMENT ON COLUMN speakers.first_quoted IS 'day of the first dated article with a quotation';
COMMENT ON COLUMN speakers.last_quoted IS 'day of the last one';
COMMENT ON COLUMN speakers.usual_cue IS 'the reporting verb used most';
