-- What does a reprint cut, add or rewrite against the earliest of its group? `FROM reprint_changes('ID')`
CREATE OR REPLACE MACRO reprint_changes(id) AS TABLE
FROM block_changes(
    (SELECT earliest.article_id FROM reprints this JOIN reprints earliest USING (group_id)
     WHERE starts_with(this.article_id, id) AND NOT this.is_earliest AND earliest.is_earliest LIMIT 1),
    (SELECT article_id FROM reprints WHERE starts_with(article_id, id) AND NOT is_earliest LIMIT 1)
);
COMMENT ON MACRO TABLE reprint_changes IS 'what a reprint changes against the earliest of its group, block by block: change, kind, old_text, new_text, likeness';
