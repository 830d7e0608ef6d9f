-- Which articles were printed again, by how many, and where do they come from?
CREATE OR REPLACE VIEW reprint_groups AS
SELECT group_id, count(*) AS articles, count(DISTINCT publisher) AS publishers,
       any_value(origin_agency) AS origin_agency,
       any_value(headline) FILTER (is_earliest) AS earliest_headline,
       any_value(publisher) FILTER (is_earliest) AS earliest_publisher,
       make_timestamp(epoch_us(min(date_published)))::DATE AS first_day,
       make_timestamp(epoch_us(max(date_published)))::DATE AS last_day
FROM reprints
JOIN articles USING (article_id)
GROUP BY group_id
ORDER BY articles DESC, group_id;
COMMENT ON VIEW reprint_groups IS 'groups of near-identical articles, a row a group';
COMMENT ON COLUMN reprint_groups.group_id IS 'the group; `reprints` has its members';
COMMENT ON COLUMN reprint_groups.articles IS 'its members';
COMMENT ON COLUMN reprint_groups.publishers IS 'publishers among them, where they are known';
COMMENT ON COLUMN reprint_groups.origin_agency IS 'the agency that the text comes from';
COMMENT ON COLUMN reprint_groups.earliest_headline IS 'headline of the earliest member';
COMMENT ON COLUMN reprint_groups.earliest_publisher IS 'publisher of the earliest member';
COMMENT ON COLUMN reprint_groups.first_day IS 'day of the first dated member';
COMMENT ON COLUMN reprint_groups.last_day IS 'day of the last one';
