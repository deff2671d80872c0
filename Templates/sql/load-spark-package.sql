-- Loads a package of many months and provinces (monthly-merge package) into Spark SQL. Run it in its
-- folder:
--
--   cd 数据包; spark-sql -i load-spark-package.sql
--
-- Every column comes as text, under the name of its file; `month` and `province` are those of the
-- folders that it lies in. tables.sql then gives the types. Only this file knows Spark; the others are
-- plain SQL.

-- Else the codes in the folders' names would be numbers, and text in the files.
SET spark.sql.sources.partitionColumnTypeInference.enabled = false;

CREATE OR REPLACE TEMPORARY VIEW files_hazards USING csv OPTIONS (
  path 'data/hazards', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_hazards AS
SELECT *, period AS month FROM files_hazards;

CREATE OR REPLACE TEMPORARY VIEW files_measures USING csv OPTIONS (
  path 'data/measures', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_measures AS
SELECT *, period AS month FROM files_measures;

CREATE OR REPLACE TEMPORARY VIEW files_practices USING csv OPTIONS (
  path 'data/practices', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_practices AS
SELECT *, period AS month FROM files_practices;

CREATE OR REPLACE TEMPORARY VIEW files_accidents USING csv OPTIONS (
  path 'data/accidents', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_accidents AS
SELECT *, period AS month FROM files_accidents;

CREATE OR REPLACE TEMPORARY VIEW files_statistics USING csv OPTIONS (
  path 'data/statistics', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_statistics AS
SELECT *, period AS month FROM files_statistics;

CREATE OR REPLACE TEMPORARY VIEW files_balance USING csv OPTIONS (
  path 'data/balance', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_balance AS
SELECT *, period AS month FROM files_balance;

CREATE OR REPLACE TEMPORARY VIEW files_ledger USING csv OPTIONS (
  path 'data/ledger', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_ledger AS
SELECT *, period AS month FROM files_ledger;

CREATE OR REPLACE TEMPORARY VIEW files_ledger_history USING csv OPTIONS (
  path 'data/ledger_history', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_ledger_history AS
SELECT *, period AS month FROM files_ledger_history;

CREATE OR REPLACE TEMPORARY VIEW files_reporting USING csv OPTIONS (
  path 'data/reporting', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_reporting AS
SELECT *, period AS month FROM files_reporting;

CREATE OR REPLACE TEMPORARY VIEW files_accounting USING csv OPTIONS (
  path 'data/accounting', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_accounting AS
SELECT *, period AS month FROM files_accounting;

CREATE OR REPLACE TEMPORARY VIEW files_findings USING csv OPTIONS (
  path 'data/findings', header 'true', multiLine 'true', quote '"', escape '"');
CREATE OR REPLACE TEMPORARY VIEW loaded_findings AS
SELECT *, `row` AS at_row, `column` AS at_column, period AS month FROM files_findings;
