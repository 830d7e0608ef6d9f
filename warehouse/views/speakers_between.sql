-- Who was quoted most from one day up to, and without, another? `FROM speakers_between('2026-03-01', '2026-04-01')`
CREATE OR REPLACE MACRO speakers_between(first_day, day_after) AS TABLE
WITH chosen AS (
    SELECT article_id, publisher
    FROM articles
    WHERE is_current
      AND date_published >= (first_day || ' 00:00:00+00')::TIMESTAMPTZ
      AND date_published < (day_after || ' 00:00:00+00')::TIMESTAMPTZ
)
SELECT speaker_name, count(*) AS quotes, count(DISTINCT article_id) AS articles, count(DISTINCT publisher) AS publishers
FROM quotes
JOIN chosen USING (article_id)
WHERE speaker_name IS NOT NULL
GROUP BY speaker_name
ORDER BY quotes DESC, speaker_name;
COMMENT ON MACRO TABLE speakers_between IS 'who was quoted, how often, from one day up to another, in UTC: speaker_name, quotes, articles, publishers';
