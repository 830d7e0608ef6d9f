-- What does this version of an article change against the one before it, block by block? `FROM article_changes('ID')`
CREATE OR REPLACE MACRO article_changes(id) AS TABLE
FROM block_changes(
    (SELECT before.article_id FROM articles this JOIN articles before
     ON before.work_id = this.work_id AND before.version < this.version
     WHERE starts_with(this.article_id, id) ORDER BY before.version DESC LIMIT 1),
    (SELECT this.article_id FROM articles this JOIN articles before
     ON before.work_id = this.work_id AND before.version < this.version
     WHERE starts_with(this.article_id, id) LIMIT 1)
);
COMMENT ON MACRO TABLE article_changes IS 'what a version of an article changes against the one before, block by block: change, kind, old_text, new_text, likeness';
