-- Loads the merged months into DuckDB. Run it in the folder that holds them:
--
--   cd 报送; duckdb -init load-duckdb.sql
--
-- Every column comes as text, under the name of its file; `month` is the month whose 汇总 it lies in.
-- tables.sql then gives the types. Only this file knows DuckDB; the others are plain SQL. The months of
-- many provinces are loaded from a package, by load-duckdb-package.sql.

CREATE OR REPLACE TEMPORARY VIEW loaded_hazards AS
SELECT *, regexp_extract(filename, '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM read_csv('*/汇总/data/hazards.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, union_by_name = true, filename = true);

CREATE OR REPLACE TEMPORARY VIEW loaded_measures AS
SELECT *, regexp_extract(filename, '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM read_csv('*/汇总/data/measures.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, union_by_name = true, filename = true);

CREATE OR REPLACE TEMPORARY VIEW loaded_practices AS
SELECT *, regexp_extract(filename, '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM read_csv('*/汇总/data/practices.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, union_by_name = true, filename = true);

CREATE OR REPLACE TEMPORARY VIEW loaded_accidents AS
SELECT *, regexp_extract(filename, '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM read_csv('*/汇总/data/accidents.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, union_by_name = true, filename = true);

CREATE OR REPLACE TEMPORARY VIEW loaded_statistics AS
SELECT *, regexp_extract(filename, '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM read_csv('*/汇总/data/statistics.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, union_by_name = true, filename = true);

CREATE OR REPLACE TEMPORARY VIEW loaded_balance AS
SELECT *, regexp_extract(filename, '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM read_csv('*/汇总/data/balance.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, union_by_name = true, filename = true);

CREATE OR REPLACE TEMPORARY VIEW loaded_ledger AS
SELECT *, regexp_extract(filename, '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM read_csv('*/汇总/data/ledger.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, union_by_name = true, filename = true);

CREATE OR REPLACE TEMPORARY VIEW loaded_ledger_history AS
SELECT *, regexp_extract(filename, '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month,
  (SELECT CONCAT(MAX(SUBSTR(bureau, 1, 2)), '0000') FROM loaded_statistics) AS province
FROM read_csv('*/汇总/data/ledger_history.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, union_by_name = true, filename = true);

CREATE OR REPLACE TEMPORARY VIEW loaded_reporting AS
SELECT *, regexp_extract(filename, '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM read_csv('*/汇总/data/reporting.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, union_by_name = true, filename = true);

CREATE OR REPLACE TEMPORARY VIEW loaded_accounting AS
SELECT *, regexp_extract(filename, '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month
FROM read_csv('*/汇总/data/accounting.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, union_by_name = true, filename = true);

CREATE OR REPLACE TEMPORARY VIEW loaded_findings AS
SELECT * RENAME ("row" AS at_row, "column" AS at_column), regexp_extract(filename, '([0-9]{4}-[0-9]{2})/[^/]+/data/', 1) AS month,
  (SELECT CONCAT(MAX(SUBSTR(bureau, 1, 2)), '0000') FROM loaded_statistics) AS province
FROM read_csv('*/汇总/data/findings.csv', header = true, delim = ',', quote = '"', escape = '"',
  all_varchar = true, union_by_name = true, filename = true);
