CREATE VIEW current_articles AS FROM articles WHERE is_current;
COMMENT ON VIEW current_articles IS 'articles in their newest version';
