-- Who and what is named together with whom? `FROM co_mentions('Ada Lindqvist')`: the whole name, or its last words.
CREATE OR REPLACE MACRO co_mentions(who) AS TABLE
WITH chosen AS (
    SELECT DISTINCT article_id
    FROM mentions
    WHERE lower(coalesce(name, text)) = lower(who) OR ends_with(lower(coalesce(name, text)), ' ' || lower(who))
)
SELECT mentions.kind, coalesce(name, text) AS named, count(DISTINCT article_id) AS articles,
       make_timestamp(epoch_us(max(date_published)))::DATE AS last_day
FROM mentions
JOIN chosen USING (article_id)
JOIN articles USING (article_id)
WHERE is_current
  AND NOT (lower(coalesce(name, text)) = lower(who) OR ends_with(lower(coalesce(name, text)), ' ' || lower(who)))
GROUP BY mentions.kind, named
ORDER BY articles DESC, mentions.kind, named;
COMMENT ON MACRO TABLE co_mentions IS 'who and what is named in the articles that name somebody (whole name, or its last words): kind, named, articles, last_day';
