-- In which languages, and how long, do articles come?
CREATE OR REPLACE VIEW languages AS
SELECT in_language, count(*) AS articles, count(DISTINCT publisher) AS publishers,
       median(word_count)::BIGINT AS median_words
FROM articles
WHERE is_current
GROUP BY in_language
ORDER BY articles DESC, in_language;
COMMENT ON VIEW languages IS 'languages of the bodies';
COMMENT ON COLUMN languages.in_language IS 'BCP 47 tag; null where the text does not tell';
COMMENT ON COLUMN languages.articles IS 'articles in their newest version';
COMMENT ON COLUMN languages.publishers IS 'publishers that print in it';
COMMENT ON COLUMN languages.median_words IS 'median of the words in a body';
