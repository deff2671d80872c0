-- Loads a package of many months and provinces (monthly-merge package) into DuckDB. Run it in its folder:
--
--   cd 数据包; duckdb -init load-duckdb-package.sql
--
-- Every column comes as text, under the name of its file; `month` and `province` are those of the
-- folders that it lies in. tables.sql then gives the types. Only this file knows DuckDB; the others are
-- plain SQL.

CREATE OR REPLACE TEMPORARY VIEW loaded_hazards AS
SELECT *, period AS month
FROM read_csv('data/hazards/*/*/hazards.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, hive_partitioning = true, hive_types_autocast = false);

CREATE OR REPLACE TEMPORARY VIEW loaded_measures AS
SELECT *, period AS month
FROM read_csv('data/measures/*/*/measures.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, hive_partitioning = true, hive_types_autocast = false);

CREATE OR REPLACE TEMPORARY VIEW loaded_practices AS
SELECT *, period AS month
FROM read_csv('data/practices/*/*/practices.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, hive_partitioning = true, hive_types_autocast = false);

CREATE OR REPLACE TEMPORARY VIEW loaded_accidents AS
SELECT *, period AS month
FROM read_csv('data/accidents/*/*/accidents.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, hive_partitioning = true, hive_types_autocast = false);

CREATE OR REPLACE TEMPORARY VIEW loaded_statistics AS
SELECT *, period AS month
FROM read_csv('data/statistics/*/*/statistics.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, hive_partitioning = true, hive_types_autocast = false);

CREATE OR REPLACE TEMPORARY VIEW loaded_balance AS
SELECT *, period AS month
FROM read_csv('data/balance/*/*/balance.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, hive_partitioning = true, hive_types_autocast = false);

CREATE OR REPLACE TEMPORARY VIEW loaded_ledger AS
SELECT *, period AS month
FROM read_csv('data/ledger/*/*/ledger.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, hive_partitioning = true, hive_types_autocast = false);

CREATE OR REPLACE TEMPORARY VIEW loaded_ledger_history AS
SELECT *, period AS month
FROM read_csv('data/ledger_history/*/*/ledger_history.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, hive_partitioning = true, hive_types_autocast = false);

CREATE OR REPLACE TEMPORARY VIEW loaded_reporting AS
SELECT *, period AS month
FROM read_csv('data/reporting/*/*/reporting.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, hive_partitioning = true, hive_types_autocast = false);

CREATE OR REPLACE TEMPORARY VIEW loaded_accounting AS
SELECT *, period AS month
FROM read_csv('data/accounting/*/*/accounting.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, hive_partitioning = true, hive_types_autocast = false);

CREATE OR REPLACE TEMPORARY VIEW loaded_findings AS
SELECT * RENAME ("row" AS at_row, "column" AS at_column), period AS month
FROM read_csv('data/findings/*/*/findings.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, hive_partitioning = true, hive_types_autocast = false);
