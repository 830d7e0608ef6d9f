-- Runs are of several kinds; expectations can speak of some records of a batch only.
ALTER TABLE runs ADD COLUMN kind VARCHAR DEFAULT 'ingest';
ALTER TABLE expectation_results ADD COLUMN scope VARCHAR DEFAULT '';
