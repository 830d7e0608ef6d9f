-- Where do articles link to?
CREATE OR REPLACE VIEW links_by_domain AS
SELECT regexp_extract(lower(links.url), '^(?:[a-z][a-z0-9+.-]*:)?//(?:[^/@]*@)?(?:www\.)?([^/:?#]+)', 1) AS domain,
       count(*) AS links, count(DISTINCT article_id) AS articles, count(DISTINCT publisher) AS publishers
FROM links
JOIN articles USING (article_id)
WHERE is_current
GROUP BY domain
ORDER BY links DESC, domain;
COMMENT ON VIEW links_by_domain IS 'domains that articles link to';
COMMENT ON COLUMN links_by_domain.domain IS 'the host, without www; empty: a link inside the publisher''s own site, or to no host';
COMMENT ON COLUMN links_by_domain.links IS 'links';
COMMENT ON COLUMN links_by_domain.articles IS 'articles that have them';
COMMENT ON COLUMN links_by_domain.publishers IS 'publishers that have them';
