-- Which articles are there? Each in its newest version, without those withdrawn; the columns are those of `articles`.
CREATE OR REPLACE VIEW current_articles AS FROM articles WHERE is_current;
COMMENT ON VIEW current_articles IS 'articles in their newest version';
