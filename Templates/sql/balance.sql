-- 台账平衡 from the ledger alone: balance_again holds what balance.csv holds. Plain SQL; run
-- tables.sql first.
--
-- A hazard stands in the month's ledger from first_period until closed_period:
-- 期初未销号 + 本期新增 - 本期销号 = 期末未销号.

CREATE OR REPLACE TEMPORARY VIEW balance_bureaus AS
SELECT
  bureaus.province, bureaus.period, bureaus.bureau,
  COUNT(CASE WHEN ledger.first_period < ledger.period
    AND (ledger.closed_period IS NULL OR ledger.closed_period >= ledger.period) THEN 1 END) AS opening,
  COUNT(CASE WHEN ledger.first_period = ledger.period THEN 1 END) AS new,
  COUNT(CASE WHEN ledger.closed_period = ledger.period THEN 1 END) AS closed,
  COUNT(CASE WHEN ledger.hazard_id IS NOT NULL AND ledger.closed_period IS NULL THEN 1 END) AS closing
FROM (SELECT DISTINCT province, period, bureau FROM reporting) bureaus
LEFT JOIN ledger ON ledger.period = bureaus.period AND ledger.bureau = bureaus.bureau
GROUP BY bureaus.province, bureaus.period, bureaus.bureau;

CREATE OR REPLACE TEMPORARY VIEW balance_again AS
SELECT province, period, bureau, opening, new, closed, closing FROM balance_bureaus
UNION ALL
SELECT province, period, province, SUM(opening), SUM(new), SUM(closed), SUM(closing)
FROM balance_bureaus GROUP BY province, period;
