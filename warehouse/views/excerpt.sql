-- What stands there? `excerpt(article_id, body_start, body_end)` is the text of a quote, mention or quantity.
CREATE OR REPLACE MACRO excerpt(id, first, after) AS
    (SELECT article_body[first + 1 : after] FROM articles WHERE article_id = id);
COMMENT ON MACRO excerpt IS 'characters of an article''s body: excerpt(article_id, body_start, body_end)';
