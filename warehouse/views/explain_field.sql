-- Why has this field this value, or none? `FROM explain_field('1f3c…', 'headline')`; the id may be cut short.
CREATE OR REPLACE MACRO explain_field(id, name) AS TABLE
SELECT value, method, confidence, note, source_start, source_end, article_id
FROM evidence
WHERE starts_with(article_id, id) AND field = name
ORDER BY article_id, position;
COMMENT ON MACRO TABLE explain_field IS 'why a field has its value: explain_field(article_id or its beginning, field) gives value, method, confidence, note, source_start, source_end, article_id';
