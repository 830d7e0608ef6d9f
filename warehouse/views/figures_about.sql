-- Which figures are claimed about a topic, over time, and in which words? `FROM figures_about('inflation')`
-- A figure counts if its sentence, as far as 300 characters to either side, has the topic in it.
CREATE OR REPLACE MACRO figures_about(topic) AS TABLE
WITH chosen AS (
    SELECT article_id, date_published, publisher, headline, article_body
    FROM articles
    WHERE is_current AND contains(lower(article_body), lower(topic))
), near AS (
    SELECT quantities.*, date_published, publisher, headline,
           substring(article_body, greatest(body_start - 299, 1), least(body_start, 300)) AS before,
           substring(article_body, body_start + 1, body_end - body_start) AS claim,
           substring(article_body, body_end + 1, 300) AS after
    FROM quantities
    JOIN chosen USING (article_id)
    WHERE contains(lower(before || claim || after), lower(topic))
), claimed AS (
    SELECT *, regexp_extract(before, '(?:[^.!?\n]|[.!?][^\s])*$') || claim
           || regexp_extract(after, '^(?:[^.!?\n]|[.!?][^\s])*[.!?]?') AS sentence
    FROM near
)
SELECT make_timestamp(epoch_us(date_published))::DATE AS day, publisher, text, value, value_high, modifier, unit,
       trim(sentence) AS sentence, headline, article_id
FROM claimed
WHERE contains(lower(sentence), lower(topic))
ORDER BY day, article_id, position;
COMMENT ON MACRO TABLE figures_about IS 'figures in sentences that name a topic, oldest first: day, publisher, text, value, value_high, modifier, unit, sentence, headline, article_id';
