CREATE VIEW speakers AS
SELECT speaker_name, count(*) AS quotes, count(DISTINCT article_id) AS articles, mode(lower(cue)) AS usual_cue
FROM quotes
WHERE speaker_name IS NOT NULL
GROUP BY speaker_name
ORDER BY quotes DESC, speaker_name;
COMMENT ON VIEW speakers IS 'who is quoted, how often, in how many articles, and the verb used most';
