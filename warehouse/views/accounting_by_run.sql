-- What did each run do, and does it add up?
CREATE OR REPLACE VIEW accounting_by_run AS
SELECT run_id, started_at, status, files_seen, files_unchanged, seen, accepted, quarantined, rejected, skipped,
       seen = accepted + quarantined + rejected + skipped AS adds_up,
       round(epoch(finished_at - started_at), 1) AS seconds
FROM runs
ORDER BY run_id;
COMMENT ON VIEW accounting_by_run IS 'runs and their accounting, in order';
COMMENT ON COLUMN accounting_by_run.run_id IS 'the run';
COMMENT ON COLUMN accounting_by_run.started_at IS 'when it started';
COMMENT ON COLUMN accounting_by_run.status IS 'how it ended';
COMMENT ON COLUMN accounting_by_run.files_seen IS 'raw files found';
COMMENT ON COLUMN accounting_by_run.files_unchanged IS 'of these, not read again';
COMMENT ON COLUMN accounting_by_run.seen IS 'records seen';
COMMENT ON COLUMN accounting_by_run.accepted IS 'records in articles';
COMMENT ON COLUMN accounting_by_run.quarantined IS 'records in quarantined_articles';
COMMENT ON COLUMN accounting_by_run.rejected IS 'records in rejections';
COMMENT ON COLUMN accounting_by_run.skipped IS 'records left alone';
COMMENT ON COLUMN accounting_by_run.adds_up IS 'seen is the sum of the four';
COMMENT ON COLUMN accounting_by_run.seconds IS 'from start to publication';
