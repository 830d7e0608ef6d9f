-- Who gets how much of the quoted words in an article?
CREATE OR REPLACE VIEW quote_balance AS
SELECT article_id, headline, speaker_name, count(*) AS quotes,
       sum(length(quotes.text) - length(replace(quotes.text, ' ', '')) + 1)::BIGINT AS quoted_words,
       round(100 * quoted_words / sum(quoted_words) OVER (PARTITION BY article_id), 1) AS percent_of_quoted_words
FROM quotes
JOIN articles USING (article_id)
WHERE is_current
GROUP BY article_id, headline, speaker_name
ORDER BY article_id, quoted_words DESC, speaker_name;
COMMENT ON VIEW quote_balance IS 'the share of each speaker in an article''s quoted words';
COMMENT ON COLUMN quote_balance.article_id IS 'the article';
COMMENT ON COLUMN quote_balance.headline IS 'its headline';
COMMENT ON COLUMN quote_balance.speaker_name IS 'the speaker; null: quotations whose speaker is not known';
COMMENT ON COLUMN quote_balance.quotes IS 'quotations';
COMMENT ON COLUMN quote_balance.quoted_words IS 'words in them, counted by blanks';
COMMENT ON COLUMN quote_balance.percent_of_quoted_words IS 'of all quoted words in the article, in percent';
