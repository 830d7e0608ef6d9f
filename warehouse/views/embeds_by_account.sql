-- Whose social-media posts stand in articles?
CREATE OR REPLACE VIEW embeds_by_account AS
SELECT platform, author_handle, mode(author_name) AS author_name, count(*) AS posts,
       count(DISTINCT article_id) AS articles, min(posted_on) AS first_posted, max(posted_on) AS last_posted
FROM embeds
JOIN articles USING (article_id)
WHERE is_current
GROUP BY platform, author_handle
ORDER BY posts DESC, platform, author_handle;
COMMENT ON VIEW embeds_by_account IS 'accounts whose posts are embedded, by platform';
COMMENT ON COLUMN embeds_by_account.platform IS 'where the posts were made';
COMMENT ON COLUMN embeds_by_account.author_handle IS 'the account, without @; null where the post shows none';
COMMENT ON COLUMN embeds_by_account.author_name IS 'the name shown most with it';
COMMENT ON COLUMN embeds_by_account.posts IS 'embedded posts';
COMMENT ON COLUMN embeds_by_account.articles IS 'articles that embed them';
COMMENT ON COLUMN embeds_by_account.first_posted IS 'day of the earliest post';
COMMENT ON COLUMN embeds_by_account.last_posted IS 'day of the latest';
