"""Writes a workbook of 15 columns for timing: `large_workbook.py shared|inline ROWS OUT.xlsx`.

Texts, numbers and dates as in a list of hazards; the same file each time.
"""

import random
import sys

import xlsxwriter


def main(kind, rows, out):
    """Writes the workbook; xlsxwriter writes inline strings where it may keep no row."""
    chance = random.Random(20220225)
    workbook = xlsxwriter.Workbook(out, {"constant_memory": kind == "inline"})
    sheet = workbook.add_worksheet("问题隐患清单")
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    zones = [f"苏州第{number}经济开发区" for number in range(118)]
    enterprises = [f"江苏某某第{number}化工有限公司" for number in range(5000)]
    for row in range(rows):
        values = [
            row + 1,
            chance.choice(zones),
            chance.choice(enterprises),
            "危险化学品",
            "一般",
            f"现场检查发现第{chance.randrange(50000)}处安全隐患，未按规定设置警示标志",
            44000 + chance.randrange(900),
            f"张三{chance.randrange(300)}",
            f"13800{chance.randrange(10**6):06}",
            round(chance.random() * 1000, 2),
            chance.randrange(100),
            44000 + chance.randrange(900),
            "已整改",
            "立即整改并上报",
            "备注",
        ]
        for column, value in enumerate(values):
            if column in (6, 11):
                sheet.write_number(row, column, value, day)
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write_number(row, column, value)
    workbook.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
