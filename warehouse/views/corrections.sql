-- Which articles were put right or withdrawn after publication, and how is that known?
-- A note that says so, a modification date after the publication, a later version in the warehouse, a notice.
CREATE OR REPLACE VIEW corrections AS
WITH found AS (
    SELECT article_id, 'note' AS how, text AS says
    FROM blocks
    WHERE kind = 'note'
      AND regexp_matches(text, '(?i)correct|clarif|erratum|errata|amended|updated?\b|rectif|korrigi|korrektur|berichtigung|corrig|corre[cz]|rettelse|rättelse')
    UNION ALL
    SELECT article_id, 'modified', 'published ' || make_timestamp(epoch_us(date_published))
           || ', modified ' || make_timestamp(epoch_us(date_modified)) || ' UTC'
    FROM articles
    WHERE date_modified > date_published + INTERVAL 1 MINUTE
    UNION ALL
    SELECT article_id, 'version', 'version ' || version
    FROM articles
    WHERE version > 1
    UNION ALL
    SELECT article_id, 'withdrawn', message
    FROM articles
    JOIN withdrawals USING (work_id)
)
SELECT article_id, publisher, headline, make_timestamp(epoch_us(date_published))::DATE AS day, how, says
FROM found
JOIN articles USING (article_id)
ORDER BY day, article_id, how, says;
COMMENT ON VIEW corrections IS 'signs that an article was changed or withdrawn after publication, a row a sign';
COMMENT ON COLUMN corrections.article_id IS 'the article version';
COMMENT ON COLUMN corrections.publisher IS 'its publisher';
COMMENT ON COLUMN corrections.headline IS 'its headline';
COMMENT ON COLUMN corrections.day IS 'day of publication, in UTC';
COMMENT ON COLUMN corrections.how IS 'note: a note in the article says so; modified: its modification date is later; version: an earlier version is in the warehouse; withdrawn: the agency took it back';
COMMENT ON COLUMN corrections.says IS 'the note, the two dates, the number of the version, or the notice';
