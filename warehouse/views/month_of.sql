-- In which month, in UTC, was that? Its first day; quicker than date_trunc on a timestamp with time zone.
CREATE OR REPLACE MACRO month_of(instant) AS date_trunc('month', make_timestamp(epoch_us(instant))::DATE)::DATE;
COMMENT ON MACRO month_of IS 'the first day of an instant''s month, in UTC';
