-- What did a person say, when, and to whom? `FROM quotes_by('Lindqvist')`: the whole name, or its last words.
CREATE OR REPLACE MACRO quotes_by(name) AS TABLE
SELECT make_timestamp(epoch_us(date_published))::DATE AS day, publisher, speaker_name, quotes.kind, quotes.text, cue, headline, article_id
FROM quotes
JOIN articles USING (article_id)
WHERE is_current
  AND (lower(speaker_name) = lower(name) OR ends_with(lower(speaker_name), ' ' || lower(name)))
ORDER BY day, article_id, position;
COMMENT ON MACRO TABLE quotes_by IS 'what a person (whole name, or its last words) is quoted with: day, publisher, speaker_name, kind, text, cue, headline, article_id';
