-- Articles of earlier versions of Copydesk are each a work of their own, until they are parsed anew. Runs are of several kinds; expectations can speak of some records of a batch only.
ALTER TABLE articles ADD COLUMN work_id VARCHAR;
UPDATE articles SET work_id = article_id;
ALTER TABLE quarantined_articles ADD COLUMN work_id VARCHAR;
UPDATE quarantined_articles SET work_id = article_id;
ALTER TABLE runs ADD COLUMN kind VARCHAR DEFAULT 'ingest';
ALTER TABLE expectation_results ADD COLUMN scope VARCHAR DEFAULT '';
