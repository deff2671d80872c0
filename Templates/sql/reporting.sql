-- 报送情况 summed up: reporting_again holds a row a bureau and one a province (bureau = province),
-- with the counts of the 通报. Plain SQL; run tables.sql first.

CREATE OR REPLACE TEMPORARY VIEW reporting_scoped AS
SELECT province, period, bureau, state, nil, days_late FROM reporting
UNION ALL
SELECT province, period, province, state, nil, days_late FROM reporting;

CREATE OR REPLACE TEMPORARY VIEW reporting_again AS
SELECT
  province, period, bureau, submissions_due, submissions_received, submissions_on_time,
  -- Tenths of a percent, rounded half away from zero on whole numbers, so that no engine differs.
  CASE WHEN submissions_due > 0 THEN CAST(FLOOR(
    CAST(2000 * submissions_on_time + submissions_due AS DOUBLE) / (2 * submissions_due)) / 10
    AS DECIMAL(9, 1)) END AS on_time_rate,
  late, days_late, missing, unreadable, resubmitted, nils
FROM (
  SELECT
    province, period, bureau,
    COUNT(*) AS submissions_due,
    COUNT(CASE WHEN state NOT IN ('missing', 'unreadable') THEN 1 END) AS submissions_received,
    COUNT(CASE WHEN state IN ('on_time', 'on_time_extended', 'resubmitted') THEN 1 END)
      AS submissions_on_time,
    COUNT(CASE WHEN state = 'late' THEN 1 END) AS late,
    SUM(CASE WHEN state = 'late' THEN days_late ELSE 0 END) AS days_late,
    COUNT(CASE WHEN state = 'missing' THEN 1 END) AS missing,
    COUNT(CASE WHEN state = 'unreadable' THEN 1 END) AS unreadable,
    COUNT(CASE WHEN state = 'resubmitted' THEN 1 END) AS resubmitted,
    COUNT(CASE WHEN nil THEN 1 END) AS nils
  FROM reporting_scoped GROUP BY province, period, bureau
) counted;
