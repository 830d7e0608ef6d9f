-- What does one article change against another, block by block? `FROM block_changes('OLD ID', 'NEW ID')`
-- change (added, removed, rewritten, figure_changed), kind of block, old_text, new_text, likeness (0 to 1)
CREATE OR REPLACE MACRO block_changes(old_id, new_id) AS TABLE
WITH old AS (
    SELECT position, kind, text, row_number() OVER (PARTITION BY kind, text ORDER BY position) AS nth
    FROM blocks WHERE article_id = old_id AND kind NOT IN ('boilerplate', 'embed')
), new AS (
    SELECT position, kind, text, row_number() OVER (PARTITION BY kind, text ORDER BY position) AS nth
    FROM blocks WHERE article_id = new_id AND kind NOT IN ('boilerplate', 'embed')
), gone AS (FROM old ANTI JOIN new USING (kind, text, nth)
), come AS (FROM new ANTI JOIN old USING (kind, text, nth)
), alike AS (
    SELECT gone.position AS old_position, come.position AS new_position,
        2.0 * len(list_intersect(string_split(gone.text, ' '), string_split(come.text, ' ')))
            / (len(list_distinct(string_split(gone.text, ' '))) + len(list_distinct(string_split(come.text, ' '))))
            AS likeness
    FROM gone JOIN come USING (kind)
), paired AS (
    SELECT * FROM alike WHERE likeness >= 0.4
    QUALIFY row_number() OVER (PARTITION BY old_position ORDER BY likeness DESC, new_position) = 1
        AND row_number() OVER (PARTITION BY new_position ORDER BY likeness DESC, old_position) = 1
)
SELECT CASE WHEN old_position IS NULL THEN 'added' WHEN new_position IS NULL THEN 'removed'
        WHEN regexp_replace(gone.text, '[0-9]+', '0', 'g') = regexp_replace(come.text, '[0-9]+', '0', 'g')
        THEN 'figure_changed' ELSE 'rewritten' END AS change,
    coalesce(come.kind, gone.kind) AS kind, gone.text AS old_text, come.text AS new_text, round(likeness, 2) AS likeness
FROM (
    FROM paired
    UNION ALL SELECT position, NULL, NULL FROM gone WHERE position NOT IN (SELECT old_position FROM paired)
    UNION ALL SELECT NULL, position, NULL FROM come WHERE position NOT IN (SELECT new_position FROM paired)
) found
LEFT JOIN gone ON gone.position = old_position
LEFT JOIN come ON come.position = new_position
ORDER BY coalesce(new_position, old_position), old_position;
COMMENT ON MACRO TABLE block_changes IS 'what one article changes against another, block by block: change, kind, old_text, new_text, likeness';
