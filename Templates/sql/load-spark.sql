-- Loads the merged months into Spark SQL. Run it in the folder that holds them:
--
--   cd 报送; spark-sql -i load-spark.sql
--
-- Every column comes as text, under the name of its file; `month` is the month whose 汇总 it lies in.
-- tables.sql then gives the types. Only this file knows Spark; the others are plain SQL. Spark takes
-- columns by their order, so the months must have the same ones. The months of many provinces are
-- loaded from a package, by load-spark-package.sql.

CREATE OR REPLACE TEMPORARY VIEW files_hazards USING csv OPTIONS (
  path '*/汇总/data/hazards.csv', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_hazards AS
SELECT *, regexp_extract(input_file_name(), '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM files_hazards;

CREATE OR REPLACE TEMPORARY VIEW files_measures USING csv OPTIONS (
  path '*/汇总/data/measures.csv', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_measures AS
SELECT *, regexp_extract(input_file_name(), '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM files_measures;

CREATE OR REPLACE TEMPORARY VIEW files_practices USING csv OPTIONS (
  path '*/汇总/data/practices.csv', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_practices AS
SELECT *, regexp_extract(input_file_name(), '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM files_practices;

CREATE OR REPLACE TEMPORARY VIEW files_accidents USING csv OPTIONS (
  path '*/汇总/data/accidents.csv', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_accidents AS
SELECT *, regexp_extract(input_file_name(), '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM files_accidents;

CREATE OR REPLACE TEMPORARY VIEW files_statistics USING csv OPTIONS (
  path '*/汇总/data/statistics.csv', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_statistics AS
SELECT *, regexp_extract(input_file_name(), '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM files_statistics;

CREATE OR REPLACE TEMPORARY VIEW files_balance USING csv OPTIONS (
  path '*/汇总/data/balance.csv', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_balance AS
SELECT *, regexp_extract(input_file_name(), '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM files_balance;

CREATE OR REPLACE TEMPORARY VIEW files_ledger USING csv OPTIONS (
  path '*/汇总/data/ledger.csv', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_ledger AS
SELECT *, regexp_extract(input_file_name(), '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM files_ledger;

CREATE OR REPLACE TEMPORARY VIEW files_ledger_history USING csv OPTIONS (
  path '*/汇总/data/ledger_history.csv', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_ledger_history AS
SELECT *, regexp_extract(input_file_name(), '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month,
  (SELECT CONCAT(MAX(SUBSTR(bureau, 1, 2)), '0000') FROM loaded_statistics) AS province
FROM files_ledger_history;

CREATE OR REPLACE TEMPORARY VIEW files_reporting USING csv OPTIONS (
  path '*/汇总/data/reporting.csv', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_reporting AS
SELECT *, regexp_extract(input_file_name(), '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM files_reporting;

CREATE OR REPLACE TEMPORARY VIEW files_accounting USING csv OPTIONS (
  path '*/汇总/data/accounting.csv', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_accounting AS
SELECT *, regexp_extract(input_file_name(), '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM files_accounting;

CREATE OR REPLACE TEMPORARY VIEW files_findings USING csv OPTIONS (
  path '*/汇总/data/findings.csv', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_findings AS
SELECT rule, severity, bureau, file, list, sheet, cell, `row` AS at_row,
  `column` AS at_column, field, value, related, message, fix, basis, explained, regexp_extract(input_file_name(), '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month,
  (SELECT CONCAT(MAX(SUBSTR(bureau, 1, 2)), '0000') FROM loaded_statistics) AS province
FROM files_findings;
