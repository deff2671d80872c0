-- 统计 from the merged rows: statistics_again holds what statistics.csv holds, figure by figure. Plain
-- SQL; run tables.sql and reporting.sql first.
--
-- Blank (NULL) is not known or not reported, 0 is reported as none. Which zones and sectors there are
-- is the province's to say, so the scopes are those of statistics.csv; no figure is taken from there.
-- Bureaus are told apart by their codes, provinces too: a province's own rows have its code as bureau.
-- A scope that is not told apart by zone or sector has '' for it.

CREATE OR REPLACE TEMPORARY VIEW scopes AS
SELECT province, period, scope, bureau, COALESCE(zone, '') AS zone, COALESCE(sector, '') AS sector
FROM statistics;

-- Lists that came and can be read.
CREATE OR REPLACE TEMPORARY VIEW received AS
SELECT province, period, bureau, list, nil FROM reporting WHERE state NOT IN ('missing', 'unreadable');

-- Cells that could not be read: blank in the list, told of in findings.
CREATE OR REPLACE TEMPORARY VIEW unread AS
SELECT DISTINCT province, period, list, file, COALESCE(sheet, '') AS sheet, at_row, field
FROM findings
WHERE rule IN ('V002', 'V003', 'V004', 'V006', 'V007', 'V008', 'V009', 'V010', 'V012', 'T010');

-- Rows of which a level, status, date or figure entered no total.
CREATE OR REPLACE TEMPORARY VIEW not_counted_rows AS
SELECT hazards.province, hazards.period, 'hazards' AS list, hazards.seq
FROM hazards
LEFT JOIN unread ON unread.province = hazards.province AND unread.period = hazards.period
  AND unread.list = 'hazards'
  AND unread.file = hazards.source_file AND unread.sheet = COALESCE(hazards.source_sheet, '')
  AND unread.at_row = hazards.source_row
  AND unread.field IN ('rectified_on', 'closed_on', 'funds')
WHERE unread.field IS NOT NULL OR hazards.level IS NULL OR hazards.status IS NULL
  OR hazards.found_on IS NULL OR hazards.due_on IS NULL
GROUP BY hazards.province, hazards.period, hazards.seq
UNION ALL
SELECT accidents.province, accidents.period, 'accidents', accidents.seq
FROM accidents
LEFT JOIN unread ON unread.province = accidents.province
  AND unread.period = accidents.period AND unread.list = 'accidents'
  AND unread.file = accidents.source_file AND unread.sheet = COALESCE(accidents.source_sheet, '')
  AND unread.at_row = accidents.source_row
  AND unread.field IN (
    'serious_injuries_ytd', 'direct_loss_ytd', 'accidents_ytd_prior', 'deaths_ytd_prior')
WHERE unread.field IS NOT NULL OR accidents.accidents IS NULL OR accidents.deaths IS NULL
  OR accidents.serious_injuries IS NULL OR accidents.direct_loss IS NULL
  OR accidents.accidents_ordinary IS NULL OR accidents.accidents_considerable IS NULL
  OR accidents.accidents_major IS NULL OR accidents.accidents_extraordinary IS NULL
  OR accidents.accidents_ytd IS NULL OR accidents.deaths_ytd IS NULL
GROUP BY accidents.province, accidents.period, accidents.seq;

-- 隐患 --------------------------------------------------------------------------------------------

CREATE OR REPLACE TEMPORARY VIEW hazard_rows AS
SELECT
  hazards.province, hazards.period, hazards.bureau, COALESCE(hazards.zone, '') AS zone,
  COALESCE(hazards.sector, '') AS sector,
  CASE WHEN ledger.hazard_id IS NOT NULL THEN 1 ELSE 0 END AS is_new,
  CASE WHEN hazards.level = '一般' THEN 1 ELSE 0 END AS is_ordinary,
  CASE WHEN hazards.level = '重大' THEN 1 ELSE 0 END AS is_major,
  CASE WHEN hazards.status IN ('已整改', '已销号') THEN 1 ELSE 0 END AS is_rectified,
  CASE WHEN hazards.status = '已销号' THEN 1 ELSE 0 END AS is_closed,
  CASE WHEN hazards.status IN ('未整改', '整改中') THEN 1 ELSE 0 END AS is_open,
  CASE WHEN hazards.overdue THEN 1 ELSE 0 END AS is_overdue,
  CASE WHEN hazards.supervision_level IS NOT NULL AND hazards.supervision_unit IS NOT NULL
    THEN 1 ELSE 0 END AS is_supervised,
  CASE WHEN lacking.seq IS NOT NULL THEN 1 ELSE 0 END AS is_lacking
FROM hazards
LEFT JOIN ledger ON ledger.period = hazards.period AND ledger.hazard_id = hazards.hazard_id
  AND ledger.first_period = hazards.period
LEFT JOIN not_counted_rows lacking ON lacking.list = 'hazards'
  AND lacking.province = hazards.province AND lacking.period = hazards.period
  AND lacking.seq = hazards.seq;

CREATE OR REPLACE TEMPORARY VIEW hazards_scoped AS
SELECT 'bureau' AS scope, bureau AS of_bureau, '' AS of_zone, '' AS of_sector, hazard_rows.*
FROM hazard_rows
UNION ALL SELECT 'zone', bureau, zone, '', hazard_rows.* FROM hazard_rows
UNION ALL SELECT 'sector', province, '', sector, hazard_rows.* FROM hazard_rows
UNION ALL SELECT 'province', province, '', '', hazard_rows.* FROM hazard_rows;

CREATE OR REPLACE TEMPORARY VIEW hazard_counts AS
SELECT
  period, scope, of_bureau AS bureau, of_zone AS zone, of_sector AS sector,
  COUNT(*) AS hazards, SUM(is_new) AS hazards_new, SUM(is_ordinary) AS hazards_ordinary,
  SUM(is_major) AS hazards_major, SUM(is_ordinary * is_rectified) AS rectified_ordinary,
  SUM(is_major * is_rectified) AS rectified_major, SUM(is_ordinary * is_closed) AS closed_ordinary,
  SUM(is_major * is_closed) AS closed_major, SUM(is_open) AS open_hazards,
  SUM(is_overdue) AS overdue, SUM(is_major * is_supervised) AS supervised_major,
  SUM(is_lacking) AS lacking
FROM hazards_scoped GROUP BY period, scope, of_bureau, of_zone, of_sector;

-- 制度措施, 典型做法 --------------------------------------------------------------------------------

CREATE OR REPLACE TEMPORARY VIEW paper_rows AS
SELECT province, period, bureau, COALESCE(zone, '') AS zone, 1 AS is_measure, 0 AS is_practice FROM measures
UNION ALL
SELECT province, period, bureau, COALESCE(zone, ''), 0, 1 FROM practices;

CREATE OR REPLACE TEMPORARY VIEW paper_counts AS
SELECT period, 'bureau' AS scope, bureau, '' AS zone, SUM(is_measure) AS measures,
  SUM(is_practice) AS practices
FROM paper_rows GROUP BY period, bureau
UNION ALL
SELECT period, 'zone', bureau, zone, SUM(is_measure), SUM(is_practice)
FROM paper_rows GROUP BY period, bureau, zone
UNION ALL
SELECT period, 'province', province, '', SUM(is_measure), SUM(is_practice)
FROM paper_rows GROUP BY period, province;

-- 事故 --------------------------------------------------------------------------------------------

CREATE OR REPLACE TEMPORARY VIEW accident_rows AS
SELECT
  accidents.province, accidents.period, bureau, COALESCE(zone, '') AS zone, COALESCE(sector, '') AS sector, accidents,
  deaths, serious_injuries, direct_loss, accidents_ordinary, accidents_considerable,
  accidents_major, accidents_extraordinary, accidents_ytd, deaths_ytd, serious_injuries_ytd,
  direct_loss_ytd, accidents_ytd_prior, deaths_ytd_prior,
  CASE WHEN lacking.seq IS NOT NULL THEN 1 ELSE 0 END AS is_lacking
FROM accidents
LEFT JOIN not_counted_rows lacking ON lacking.list = 'accidents'
  AND lacking.province = accidents.province AND lacking.period = accidents.period
  AND lacking.seq = accidents.seq;

-- 零报告 is a row of zeros for the month; what the months before came to is not said.
CREATE OR REPLACE TEMPORARY VIEW accident_nils AS
SELECT
  province, period, bureau, '' AS zone, '' AS sector, 0 AS accidents, 0 AS deaths, 0 AS serious_injuries,
  0 AS direct_loss, 0 AS accidents_ordinary, 0 AS accidents_considerable, 0 AS accidents_major,
  0 AS accidents_extraordinary, CAST(NULL AS INTEGER) AS accidents_ytd,
  CAST(NULL AS INTEGER) AS deaths_ytd, CAST(NULL AS INTEGER) AS serious_injuries_ytd,
  CAST(NULL AS DECIMAL(20, 6)) AS direct_loss_ytd, CAST(NULL AS INTEGER) AS accidents_ytd_prior,
  CAST(NULL AS INTEGER) AS deaths_ytd_prior, 0 AS is_lacking
FROM received WHERE list = 'accidents' AND nil;

CREATE OR REPLACE TEMPORARY VIEW accidents_scoped AS
SELECT 'bureau' AS scope, bureau AS of_bureau, '' AS of_zone, '' AS of_sector, accident_rows.*
FROM accident_rows
UNION ALL SELECT 'bureau', bureau, '', '', accident_nils.* FROM accident_nils
UNION ALL SELECT 'zone', bureau, zone, '', accident_rows.* FROM accident_rows
UNION ALL SELECT 'zone', scopes.bureau, scopes.zone, '', accident_nils.* FROM accident_nils
  JOIN scopes ON scopes.scope = 'zone' AND scopes.period = accident_nils.period
    AND scopes.bureau = accident_nils.bureau
UNION ALL SELECT 'sector', province, '', sector, accident_rows.* FROM accident_rows
UNION ALL SELECT 'province', province, '', '', accident_rows.* FROM accident_rows
UNION ALL SELECT 'province', province, '', '', accident_nils.* FROM accident_nils;

CREATE OR REPLACE TEMPORARY VIEW accident_sums AS
SELECT
  province, period, scope, of_bureau AS bureau, of_zone AS zone, of_sector AS sector,
  SUM(accidents) AS accidents, SUM(deaths) AS deaths, SUM(serious_injuries) AS serious_injuries,
  SUM(direct_loss) AS direct_loss, SUM(accidents_ordinary) AS accidents_ordinary,
  SUM(accidents_considerable) AS accidents_considerable, SUM(accidents_major) AS accidents_major,
  SUM(accidents_extraordinary) AS accidents_extraordinary, SUM(accidents_ytd) AS accidents_ytd,
  SUM(deaths_ytd) AS deaths_ytd, SUM(serious_injuries_ytd) AS serious_injuries_ytd,
  SUM(direct_loss_ytd) AS direct_loss_ytd, SUM(accidents_ytd_prior) AS accidents_ytd_prior,
  SUM(deaths_ytd_prior) AS deaths_ytd_prior, SUM(is_lacking) AS lacking
FROM accidents_scoped GROUP BY province, period, scope, of_bureau, of_zone, of_sector;

-- 环比 of bureaus and zones: against the month before, where both months are known; the province sums
-- the bureaus that reported in both.
CREATE OR REPLACE TEMPORARY VIEW accident_changes AS
SELECT
  now.province, now.period, now.scope, now.bureau, now.zone,
  now.accidents - before.accidents AS accidents_mom, now.deaths - before.deaths AS deaths_mom
FROM accident_sums now
JOIN accident_sums before ON before.scope = now.scope AND before.bureau = now.bureau
  AND before.zone = now.zone
  AND CAST(substr(before.period, 1, 4) AS INTEGER) * 12
    + CAST(substr(before.period, 6, 2) AS INTEGER) + 1
  = CAST(substr(now.period, 1, 4) AS INTEGER) * 12 + CAST(substr(now.period, 6, 2) AS INTEGER)
WHERE now.scope IN ('bureau', 'zone');

CREATE OR REPLACE TEMPORARY VIEW accident_changes_scoped AS
SELECT scope, period, bureau, zone, accidents_mom, deaths_mom FROM accident_changes
UNION ALL
SELECT 'province', period, province, '', SUM(accidents_mom), SUM(deaths_mom)
FROM accident_changes WHERE scope = 'bureau' GROUP BY period, province;

-- All figures ---------------------------------------------------------------------------------------

-- Which lists a scope has reported: a bureau's and its zones' are the bureau's, the province's those
-- of any bureau. Sectors have hazards and accidents only.
CREATE OR REPLACE TEMPORARY VIEW scope_lists AS
SELECT
  scopes.province, scopes.period, scopes.scope, scopes.bureau, scopes.zone, scopes.sector,
  MAX(CASE WHEN received.list = 'hazards' THEN 1 ELSE 0 END) AS has_hazards,
  MAX(CASE WHEN received.list = 'measures' AND scopes.scope <> 'sector' THEN 1 ELSE 0 END)
    AS has_measures,
  MAX(CASE WHEN received.list = 'practices' AND scopes.scope <> 'sector' THEN 1 ELSE 0 END)
    AS has_practices
FROM scopes
LEFT JOIN received ON received.province = scopes.province AND received.period = scopes.period
  AND (received.bureau = scopes.bureau OR scopes.bureau = scopes.province)
GROUP BY scopes.province, scopes.period, scopes.scope, scopes.bureau, scopes.zone, scopes.sector;

CREATE OR REPLACE TEMPORARY VIEW figures AS
SELECT
  s.province, s.period, s.scope, s.bureau, s.zone, s.sector,
  CASE WHEN s.has_hazards = 1 THEN COALESCE(h.hazards, 0) END AS hazards,
  CASE WHEN s.has_hazards = 1 THEN COALESCE(h.hazards_new, 0) END AS hazards_new,
  CASE WHEN s.has_hazards = 1 THEN COALESCE(h.hazards_ordinary, 0) END AS hazards_ordinary,
  CASE WHEN s.has_hazards = 1 THEN COALESCE(h.hazards_major, 0) END AS hazards_major,
  CASE WHEN s.has_hazards = 1 THEN COALESCE(h.rectified_ordinary, 0) END AS rectified_ordinary,
  CASE WHEN s.has_hazards = 1 THEN COALESCE(h.rectified_major, 0) END AS rectified_major,
  CASE WHEN s.has_hazards = 1 THEN COALESCE(h.closed_ordinary, 0) END AS closed_ordinary,
  CASE WHEN s.has_hazards = 1 THEN COALESCE(h.closed_major, 0) END AS closed_major,
  CASE WHEN s.has_hazards = 1 THEN COALESCE(h.open_hazards, 0) END AS open_hazards,
  CASE WHEN s.has_hazards = 1 THEN COALESCE(h.overdue, 0) END AS overdue,
  CASE WHEN s.has_hazards = 1 THEN COALESCE(h.supervised_major, 0) END AS supervised_major,
  CASE WHEN s.has_measures = 1 THEN COALESCE(p.measures, 0) END AS measures,
  CASE WHEN s.has_practices = 1 THEN COALESCE(p.practices, 0) END AS practices,
  a.accidents, a.deaths, a.serious_injuries, a.direct_loss, a.accidents_ordinary,
  a.accidents_considerable, a.accidents_major, a.accidents_extraordinary, a.accidents_ytd,
  a.deaths_ytd, a.serious_injuries_ytd, a.direct_loss_ytd, a.accidents_ytd_prior,
  a.deaths_ytd_prior, c.accidents_mom, c.deaths_mom, r.submissions_due, r.submissions_received,
  r.submissions_on_time, r.on_time_rate,
  CASE WHEN s.has_hazards = 1 OR a.scope IS NOT NULL OR r.bureau IS NOT NULL
    THEN COALESCE(h.lacking, 0) + COALESCE(a.lacking, 0) END AS not_counted
FROM scope_lists s
LEFT JOIN hazard_counts h ON h.period = s.period AND h.scope = s.scope AND h.bureau = s.bureau
  AND h.zone = s.zone AND h.sector = s.sector
LEFT JOIN paper_counts p ON p.period = s.period AND p.scope = s.scope AND p.bureau = s.bureau
  AND p.zone = s.zone
LEFT JOIN accident_sums a ON a.period = s.period AND a.scope = s.scope AND a.bureau = s.bureau
  AND a.zone = s.zone AND a.sector = s.sector
LEFT JOIN accident_changes_scoped c ON c.period = s.period AND c.scope = s.scope
  AND c.bureau = s.bureau AND c.zone = s.zone
LEFT JOIN reporting_again r ON r.period = s.period AND r.bureau = s.bureau
  AND s.scope IN ('bureau', 'province');

-- Rates in percent with one decimal, half away from zero, NULL on a zero base. They are rounded on
-- whole numbers, tenths of a percent, so that no engine differs in the last digit.
CREATE OR REPLACE TEMPORARY VIEW statistics_again AS
SELECT
  province, period, scope, bureau, zone, sector, hazards, hazards_new, hazards_ordinary, hazards_major,
  rectified_ordinary, rectified_major, closed_ordinary, closed_major, open_hazards AS open,
  overdue, supervised_major,
  CASE WHEN hazards_ordinary > 0 THEN CAST(FLOOR(
    CAST(2000 * rectified_ordinary + hazards_ordinary AS DOUBLE) / (2 * hazards_ordinary)) / 10
    AS DECIMAL(9, 1)) END AS rectification_rate_ordinary,
  CASE WHEN hazards_major > 0 THEN CAST(FLOOR(
    CAST(2000 * closed_major + hazards_major AS DOUBLE) / (2 * hazards_major)) / 10
    AS DECIMAL(9, 1)) END AS rectification_rate_major,
  CASE WHEN hazards_ordinary + hazards_major > 0 THEN CAST(FLOOR(
    CAST(2000 * (rectified_ordinary + closed_major) + hazards_ordinary + hazards_major AS DOUBLE)
      / (2 * (hazards_ordinary + hazards_major))) / 10
    AS DECIMAL(9, 1)) END AS rectification_rate,
  CASE WHEN hazards_major > 0 THEN CAST(FLOOR(
    CAST(2000 * supervised_major + hazards_major AS DOUBLE) / (2 * hazards_major)) / 10
    AS DECIMAL(9, 1)) END AS supervision_rate,
  measures, practices, accidents, deaths, serious_injuries, direct_loss, accidents_ordinary,
  accidents_considerable, accidents_major, accidents_extraordinary, accidents_ytd, deaths_ytd,
  serious_injuries_ytd, direct_loss_ytd, accidents_ytd_prior, deaths_ytd_prior,
  accidents_ytd - accidents_ytd_prior AS accidents_yoy, deaths_ytd - deaths_ytd_prior AS deaths_yoy,
  CASE WHEN accidents_ytd_prior > 0 THEN CAST(SIGN(accidents_ytd - accidents_ytd_prior) * FLOOR(
    CAST(2000 * ABS(accidents_ytd - accidents_ytd_prior) + accidents_ytd_prior AS DOUBLE)
      / (2 * accidents_ytd_prior)) / 10
    AS DECIMAL(9, 1)) END AS accidents_yoy_rate,
  CASE WHEN deaths_ytd_prior > 0 THEN CAST(SIGN(deaths_ytd - deaths_ytd_prior) * FLOOR(
    CAST(2000 * ABS(deaths_ytd - deaths_ytd_prior) + deaths_ytd_prior AS DOUBLE)
      / (2 * deaths_ytd_prior)) / 10
    AS DECIMAL(9, 1)) END AS deaths_yoy_rate,
  accidents_mom, deaths_mom, submissions_due, submissions_received, submissions_on_time,
  on_time_rate, not_counted
FROM figures;
