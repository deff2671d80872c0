// Writes what WriteRows writes, by libxlsxwriter in constant memory: write_peer OUT ROWS.
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

int main(int count, char **arguments) {
  if (count != 3) return 64;
  int rows = atoi(arguments[2]);
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  lxw_workbook *workbook = workbook_new_opt(arguments[1], &options);
  lxw_worksheet *sheet = workbook_add_worksheet(workbook, "清单");
  lxw_format *date = workbook_add_format(workbook);
  format_set_num_format(date, "yyyy-mm-dd");
  lxw_format *money = workbook_add_format(workbook);
  format_set_num_format(money, "#,##0.00");
  char text[128];
  for (int column = 0; column < 15; column++) {
    snprintf(text, sizeof text, "列%c", 'a' + column);
    worksheet_write_string(sheet, 0, column, text, NULL);
  }
  for (int index = 0; index < rows; index++) {
    lxw_row_t row = index + 1;
    worksheet_write_number(sheet, row, 0, index + 1, NULL);
    lxw_datetime day = {.year = 2022, .month = index % 12 + 1, .day = index % 28 + 1};
    worksheet_write_datetime(sheet, row, 1, &day, date);
    worksheet_write_number(sheet, row, 2, (long)index * 37 % 1000003 / 100.0, money);
    worksheet_write_number(sheet, row, 3, (long)index * 91 % 100003 / 100.0, money);
    for (int column = 4; column < 10; column++) {
      snprintf(text, sizeof text, "江苏某某经济开发区%d", index % 100 + column);
      worksheet_write_string(sheet, row, column, text, NULL);
    }
    for (int column = 10; column < 15; column++) {
      snprintf(text, sizeof text, "问题隐患描述及整改措施%ld", (long)index * 15 + column);
      worksheet_write_string(sheet, row, column, text, NULL);
    }
  }
  return workbook_close(workbook) == LXW_NO_ERROR ? 0 : 1;
}
