-- The tables of the data package with their types (datapackage.json), all months and provinces together.
-- Plain SQL, for DuckDB and Spark SQL alike: run it after one of the load-*.sql.
--
-- `province` is the code of the province, which the first two digits of a bureau's code tell.
--
-- A text that begins with = + - @ ' tab or CR has one more ' before it; these views leave it there.
-- Times are read with their offset and shown in UTC or in the session's zone. In findings, `row` and
-- `column` are called at_row and at_column, for the language has the words for itself.

CREATE OR REPLACE TEMPORARY VIEW hazards AS
SELECT
  CONCAT(SUBSTR(bureau, 1, 2), '0000') AS province,
  period, bureau, bureau_name, CAST(seq AS INTEGER) AS seq, hazard_id, zone, enterprise, place,
  sector, description, level, CAST(found_on AS DATE) AS found_on, source, measures,
  responsible_unit, responsible_person, CAST(due_on AS DATE) AS due_on, status,
  CAST(rectified_on AS DATE) AS rectified_on, CAST(closed_on AS DATE) AS closed_on,
  supervision_level, supervision_unit, supervision_doc, CAST(funds AS DECIMAL(20, 6)) AS funds,
  explanation, remarks, hazard_id_filed, CAST(overdue AS BOOLEAN) AS overdue, source_file,
  source_sheet, CAST(source_row AS INTEGER) AS source_row, findings, extra
FROM loaded_hazards;

CREATE OR REPLACE TEMPORARY VIEW measures AS
SELECT
  CONCAT(SUBSTR(bureau, 1, 2), '0000') AS province,
  period, bureau, bureau_name, CAST(seq AS INTEGER) AS seq, zone, title, doc_no, kind, content,
  issuer, status, CAST(issued_on AS DATE) AS issued_on, hazard_ref, explanation, remarks,
  source_file, source_sheet, CAST(source_row AS INTEGER) AS source_row, findings, extra
FROM loaded_measures;

CREATE OR REPLACE TEMPORARY VIEW practices AS
SELECT
  CONCAT(SUBSTR(bureau, 1, 2), '0000') AS province,
  period, bureau, bureau_name, CAST(seq AS INTEGER) AS seq, zone, title, content, effect,
  promotion, contact, phone, explanation, remarks, source_file, source_sheet,
  CAST(source_row AS INTEGER) AS source_row, findings, extra
FROM loaded_practices;

CREATE OR REPLACE TEMPORARY VIEW accidents AS
SELECT
  CONCAT(SUBSTR(bureau, 1, 2), '0000') AS province,
  period, bureau, bureau_name, CAST(seq AS INTEGER) AS seq, zone, sector,
  CAST(accidents AS INTEGER) AS accidents, CAST(deaths AS INTEGER) AS deaths,
  CAST(serious_injuries AS INTEGER) AS serious_injuries,
  CAST(direct_loss AS DECIMAL(20, 6)) AS direct_loss,
  CAST(accidents_ordinary AS INTEGER) AS accidents_ordinary,
  CAST(accidents_considerable AS INTEGER) AS accidents_considerable,
  CAST(accidents_major AS INTEGER) AS accidents_major,
  CAST(accidents_extraordinary AS INTEGER) AS accidents_extraordinary,
  CAST(accidents_ytd AS INTEGER) AS accidents_ytd, CAST(deaths_ytd AS INTEGER) AS deaths_ytd,
  CAST(serious_injuries_ytd AS INTEGER) AS serious_injuries_ytd,
  CAST(direct_loss_ytd AS DECIMAL(20, 6)) AS direct_loss_ytd,
  CAST(accidents_ytd_prior AS INTEGER) AS accidents_ytd_prior,
  CAST(deaths_ytd_prior AS INTEGER) AS deaths_ytd_prior, explanation, remarks, source_file,
  source_sheet, CAST(source_row AS INTEGER) AS source_row, findings, extra
FROM loaded_accidents;

CREATE OR REPLACE TEMPORARY VIEW statistics AS
SELECT
  CONCAT(SUBSTR(bureau, 1, 2), '0000') AS province,
  period, scope, bureau, bureau_name, zone, sector, CAST(hazards AS INTEGER) AS hazards,
  CAST(hazards_new AS INTEGER) AS hazards_new,
  CAST(hazards_ordinary AS INTEGER) AS hazards_ordinary,
  CAST(hazards_major AS INTEGER) AS hazards_major,
  CAST(rectified_ordinary AS INTEGER) AS rectified_ordinary,
  CAST(rectified_major AS INTEGER) AS rectified_major,
  CAST(closed_ordinary AS INTEGER) AS closed_ordinary,
  CAST(closed_major AS INTEGER) AS closed_major, CAST(open AS INTEGER) AS open,
  CAST(overdue AS INTEGER) AS overdue, CAST(supervised_major AS INTEGER) AS supervised_major,
  CAST(rectification_rate_ordinary AS DECIMAL(20, 6)) AS rectification_rate_ordinary,
  CAST(rectification_rate_major AS DECIMAL(20, 6)) AS rectification_rate_major,
  CAST(rectification_rate AS DECIMAL(20, 6)) AS rectification_rate,
  CAST(supervision_rate AS DECIMAL(20, 6)) AS supervision_rate,
  CAST(measures AS INTEGER) AS measures, CAST(practices AS INTEGER) AS practices,
  CAST(accidents AS INTEGER) AS accidents, CAST(deaths AS INTEGER) AS deaths,
  CAST(serious_injuries AS INTEGER) AS serious_injuries,
  CAST(direct_loss AS DECIMAL(20, 6)) AS direct_loss,
  CAST(accidents_ordinary AS INTEGER) AS accidents_ordinary,
  CAST(accidents_considerable AS INTEGER) AS accidents_considerable,
  CAST(accidents_major AS INTEGER) AS accidents_major,
  CAST(accidents_extraordinary AS INTEGER) AS accidents_extraordinary,
  CAST(accidents_ytd AS INTEGER) AS accidents_ytd, CAST(deaths_ytd AS INTEGER) AS deaths_ytd,
  CAST(serious_injuries_ytd AS INTEGER) AS serious_injuries_ytd,
  CAST(direct_loss_ytd AS DECIMAL(20, 6)) AS direct_loss_ytd,
  CAST(accidents_ytd_prior AS INTEGER) AS accidents_ytd_prior,
  CAST(deaths_ytd_prior AS INTEGER) AS deaths_ytd_prior,
  CAST(accidents_yoy AS INTEGER) AS accidents_yoy, CAST(deaths_yoy AS INTEGER) AS deaths_yoy,
  CAST(accidents_yoy_rate AS DECIMAL(20, 6)) AS accidents_yoy_rate,
  CAST(deaths_yoy_rate AS DECIMAL(20, 6)) AS deaths_yoy_rate,
  CAST(accidents_mom AS INTEGER) AS accidents_mom, CAST(deaths_mom AS INTEGER) AS deaths_mom,
  CAST(submissions_due AS INTEGER) AS submissions_due,
  CAST(submissions_received AS INTEGER) AS submissions_received,
  CAST(submissions_on_time AS INTEGER) AS submissions_on_time,
  CAST(on_time_rate AS DECIMAL(20, 6)) AS on_time_rate,
  CAST(not_counted AS INTEGER) AS not_counted
FROM loaded_statistics;

CREATE OR REPLACE TEMPORARY VIEW balance AS
SELECT
  CONCAT(SUBSTR(bureau, 1, 2), '0000') AS province,
  period, bureau, bureau_name, CAST(opening AS INTEGER) AS opening, CAST(new AS INTEGER) AS new,
  CAST(closed AS INTEGER) AS closed, CAST(closing AS INTEGER) AS closing
FROM loaded_balance;

CREATE OR REPLACE TEMPORARY VIEW ledger AS
SELECT
  CONCAT(SUBSTR(bureau, 1, 2), '0000') AS province,
  month AS period, hazard_id, bureau, bureau_name, zone, enterprise, place, sector, description,
  level, CAST(found_on AS DATE) AS found_on, source, measures, responsible_unit,
  responsible_person, CAST(due_on AS DATE) AS due_on, status,
  CAST(rectified_on AS DATE) AS rectified_on, CAST(closed_on AS DATE) AS closed_on,
  supervision_level, supervision_unit, supervision_doc, CAST(funds AS DECIMAL(20, 6)) AS funds,
  CAST(overdue AS BOOLEAN) AS overdue, first_period, last_period, closed_period, source_file,
  CAST(source_row AS INTEGER) AS source_row
FROM loaded_ledger;

CREATE OR REPLACE TEMPORARY VIEW ledger_history AS
SELECT
  province,
  hazard_id, period, status, level, CAST(due_on AS DATE) AS due_on,
  CAST(overdue AS BOOLEAN) AS overdue, changed, source_file,
  CAST(source_row AS INTEGER) AS source_row
FROM loaded_ledger_history;

CREATE OR REPLACE TEMPORARY VIEW reporting AS
SELECT
  CONCAT(SUBSTR(bureau, 1, 2), '0000') AS province,
  period, bureau, bureau_name, list, state, CAST(nil AS BOOLEAN) AS nil,
  CAST(days_late AS INTEGER) AS days_late, CAST(received_at AS TIMESTAMP) AS received_at,
  evidence, file, CAST(versions AS INTEGER) AS versions,
  CAST(nominal_due AS DATE) AS nominal_due, CAST(effective_due AS DATE) AS effective_due,
  CAST(errors AS INTEGER) AS errors, CAST(warnings AS INTEGER) AS warnings
FROM loaded_reporting;

CREATE OR REPLACE TEMPORARY VIEW accounting AS
SELECT
  CONCAT(SUBSTR(bureau, 1, 2), '0000') AS province,
  period, bureau, file, sheet, list, CAST(rows_read AS INTEGER) AS rows_read,
  CAST(rows_merged AS INTEGER) AS rows_merged,
  CAST(rows_superseded AS INTEGER) AS rows_superseded,
  CAST(rows_set_aside AS INTEGER) AS rows_set_aside,
  CAST(set_aside_total AS INTEGER) AS set_aside_total,
  CAST(set_aside_nil AS INTEGER) AS set_aside_nil,
  CAST(set_aside_note AS INTEGER) AS set_aside_note,
  CAST(set_aside_header AS INTEGER) AS set_aside_header,
  CAST(set_aside_blank AS INTEGER) AS set_aside_blank, CAST(balanced AS BOOLEAN) AS balanced
FROM loaded_accounting;

CREATE OR REPLACE TEMPORARY VIEW findings AS
SELECT
  province,
  month AS period, rule, severity, bureau, file, list, sheet, cell,
  CAST(at_row AS INTEGER) AS at_row, at_column, field, value, related, message, fix, basis,
  CAST(explained AS BOOLEAN) AS explained
FROM loaded_findings;
