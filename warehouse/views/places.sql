-- Where is the news? Places with coordinates, ready for a map.
CREATE OR REPLACE VIEW places AS
SELECT coalesce(name, text) AS place, mentions.country_code, latitude, longitude, count(DISTINCT article_id) AS articles
FROM mentions
JOIN articles USING (article_id)
WHERE is_current AND mentions.kind = 'place' AND latitude IS NOT NULL
GROUP BY place, mentions.country_code, latitude, longitude
ORDER BY articles DESC, place, mentions.country_code;
COMMENT ON VIEW places IS 'named places with coordinates, and how many articles name them';
COMMENT ON COLUMN places.place IS 'the place';
COMMENT ON COLUMN places.country_code IS 'ISO 3166-1 alpha-2 code of its country';
COMMENT ON COLUMN places.latitude IS 'degrees north of the equator';
COMMENT ON COLUMN places.longitude IS 'degrees east of Greenwich';
COMMENT ON COLUMN places.articles IS 'articles that name it';
