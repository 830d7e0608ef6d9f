-- On which day, in UTC, was that? Much quicker than a cast, which asks the calendar for each row.
CREATE OR REPLACE MACRO day_of(instant) AS make_timestamp(epoch_us(instant))::DATE;
COMMENT ON MACRO day_of IS 'the day of an instant, in UTC';
