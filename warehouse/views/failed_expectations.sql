-- Which expectations fail most, and how gravely?
CREATE OR REPLACE VIEW failed_expectations AS
SELECT severity, suite, expectation, sum(coalesce(unexpected_count, 0))::BIGINT AS unexpected_rows,
       count(DISTINCT run_id) AS runs, min(description) AS asks
FROM expectation_results
WHERE NOT success
GROUP BY severity, suite, expectation
ORDER BY list_position(['critical', 'warning', 'info'], severity), unexpected_rows DESC, expectation;
COMMENT ON VIEW failed_expectations IS 'expectations that did not hold, gravest first';
COMMENT ON COLUMN failed_expectations.severity IS 'critical, warning or info';
COMMENT ON COLUMN failed_expectations.suite IS 'the table it speaks of, or run';
COMMENT ON COLUMN failed_expectations.expectation IS 'its name';
COMMENT ON COLUMN failed_expectations.unexpected_rows IS 'rows that failed it, over all runs';
COMMENT ON COLUMN failed_expectations.runs IS 'runs in which it failed';
COMMENT ON COLUMN failed_expectations.asks IS 'what it asks, for a reader';
