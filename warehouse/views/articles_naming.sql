-- Which articles name somebody or something? `FROM articles_naming('Lindqvist')`: the whole name, or its last words.
CREATE OR REPLACE MACRO articles_naming(who) AS TABLE
WITH chosen AS (
    SELECT article_id, min(coalesce(name, mentions.text)) AS named_as, any_value(title) AS title
    FROM mentions
    WHERE lower(coalesce(name, mentions.text)) = lower(who) OR ends_with(lower(coalesce(name, mentions.text)), ' ' || lower(who))
    GROUP BY article_id
)
SELECT make_timestamp(epoch_us(date_published))::DATE AS day, publisher, headline, named_as, title, article_id
FROM articles
JOIN chosen USING (article_id)
WHERE is_current
ORDER BY day, article_id;
COMMENT ON MACRO TABLE articles_naming IS 'articles that name a person, organisation or place (whole name, or its last words): day, publisher, headline, named_as, title, article_id';
