-- Why were records rejected, and what does such a record look like?
CREATE OR REPLACE VIEW rejections_by_reason AS
SELECT reason_code, count(*) AS records, count(DISTINCT path) AS files, min(message) AS example_message, min(path) AS example_path
FROM rejections
GROUP BY reason_code
ORDER BY records DESC, reason_code;
COMMENT ON VIEW rejections_by_reason IS 'rejected records by reason, with an example';
COMMENT ON COLUMN rejections_by_reason.reason_code IS 'why; `copydesk explain CODE` tells more';
COMMENT ON COLUMN rejections_by_reason.records IS 'records';
COMMENT ON COLUMN rejections_by_reason.files IS 'raw files that they stood in';
COMMENT ON COLUMN rejections_by_reason.example_message IS 'what one of them was told';
COMMENT ON COLUMN rejections_by_reason.example_path IS 'one of the files';
