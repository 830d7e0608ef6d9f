-- What waits in the quarantine, and what for?
CREATE OR REPLACE VIEW open_quarantine AS
SELECT article_id, publisher, headline, failed_expectations, source_path, record_locator, ingested_at, run_id
FROM quarantined_articles
WHERE status = 'open'
ORDER BY ingested_at DESC, source_path, record_locator;
COMMENT ON VIEW open_quarantine IS 'quarantined articles that nobody has decided on, newest first';
COMMENT ON COLUMN open_quarantine.article_id IS 'the article; `copydesk quarantine show` tells more';
COMMENT ON COLUMN open_quarantine.publisher IS 'its publisher';
COMMENT ON COLUMN open_quarantine.headline IS 'its headline';
COMMENT ON COLUMN open_quarantine.failed_expectations IS 'the expectations it failed, critical ones first';
COMMENT ON COLUMN open_quarantine.source_path IS 'the raw file';
COMMENT ON COLUMN open_quarantine.record_locator IS 'where in it the record stands';
COMMENT ON COLUMN open_quarantine.ingested_at IS 'when it was parsed';
COMMENT ON COLUMN open_quarantine.run_id IS 'the run that parsed it';
