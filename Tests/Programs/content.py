"""One month of one bureau, as plain values: what every form in Tests/IntakeTests/Files says."""

import datetime

DAY = datetime.date
CITY = "镇江市"

LISTS = {
    "hazards": "问题隐患清单",
    "measures": "制度措施清单",
    "practices": "典型做法清单",
    "accidents": "事故统计表",
}

# Field, heading of the form.
COLUMNS = {
    "hazards": [
        ("seq", "序号"), ("zone", "开发区"), ("enterprise", "企业（单位）名称"), ("place", "隐患部位"),
        ("sector", "行业领域"), ("description", "问题隐患描述"), ("level", "隐患等级"),
        ("found_on", "排查日期"), ("source", "隐患来源"), ("measures", "整改措施"),
        ("responsible_unit", "责任单位"), ("responsible_person", "责任人"), ("due_on", "整改时限"),
        ("status", "整改状态"), ("rectified_on", "整改完成日期"), ("closed_on", "销号日期"),
        ("supervision_level", "督办级别"), ("supervision_unit", "督办单位"),
        ("supervision_doc", "督办文号"), ("funds", "整改资金（万元）"),
    ],
    "measures": [
        ("seq", "序号"), ("zone", "开发区"), ("title", "制度措施名称"), ("doc_no", "文号"),
        ("kind", "类别"), ("content", "主要内容"), ("issuer", "制定单位"), ("status", "状态"),
        ("issued_on", "印发日期"),
    ],
    "practices": [
        ("seq", "序号"), ("zone", "开发区"), ("title", "做法名称"), ("content", "主要做法"),
        ("effect", "取得成效"), ("promotion", "推广情况"), ("contact", "联系人"),
        ("phone", "联系电话"),
    ],
    "accidents": [
        ("seq", "序号"), ("zone", "开发区"), ("accidents", "本月事故起数"), ("deaths", "本月死亡人数"),
        ("serious_injuries", "本月重伤人数"), ("direct_loss", "本月直接经济损失（万元）"),
        ("accidents_ordinary", "其中：一般事故"), ("accidents_considerable", "其中：较大事故"),
        ("accidents_major", "其中：重大事故"), ("accidents_extraordinary", "其中：特别重大事故"),
        ("accidents_ytd", "累计事故起数"), ("deaths_ytd", "累计死亡人数"),
        ("accidents_ytd_prior", "上年同期事故起数"), ("deaths_ytd_prior", "上年同期死亡人数"),
    ],
}

HAZARDS = [
    [1, "镇江经济技术开发区", "镇江示例化工有限公司", "储罐区", "化工及危险化学品", "可燃气体报警器未定期校验", "一般",
     DAY(2022, 5, 3), "企业自查", "更换探头并校验", "镇江示例化工有限公司", "张三", DAY(2022, 6, 30), "整改中",
     None, None, None, None, None, 3.5],
    [2, "江苏丹阳经济开发区", "丹阳样例机械有限公司", "喷漆车间", "工贸", "喷漆车间未设防爆电气设备", "重大",
     DAY(2022, 5, 10), "市级督查", "停产更换防爆设备", "丹阳样例机械有限公司", "李四", DAY(2022, 5, 31), "已整改",
     DAY(2022, 5, 20), None, "市级", "镇江市安委办", "镇安办〔2022〕5号", 1234.5],
    [3, "江苏句容经济开发区", "句容示范食品有限公司", "二号仓库", "消防", "仓库疏散通道被货物堵塞", "一般",
     DAY(2022, 5, 12), "开发区检查", "清理通道", "句容示范食品有限公司", "王五", DAY(2022, 5, 12), "已销号",
     DAY(2022, 5, 13), DAY(2022, 5, 16), None, None, None, None],
]

MEASURES = [
    [1, "镇江经济技术开发区", "危险作业提级审批制度", "镇新管发〔2022〕8号", "制度", "动火、受限空间等危险作业由管委会提级审批",
     "镇江新区管委会", "已印发", DAY(2022, 5, 18)],
]

PRACTICES = [
    [1, "江苏丹阳经济开发区", "隐患会诊机制", "企业线上报告隐患，应急、消防、市场监管等部门两个工作日内到现场会诊并出具整改意见。",
     "会诊企业46家次。", "开发区内推广", "赵六", "0511-86312345"],
]

ACCIDENTS = [
    [1, "镇江经济技术开发区", 1, 1, 0, 120.5, 1, 0, 0, 0, 3, 2, 4, 3],
    [2, "江苏丹阳经济开发区", 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1],
    [3, "江苏句容经济开发区"] + [0] * 12,
    [4, "江苏丹徒经济开发区"] + [0] * 12,
]
ACCIDENT_TOTAL = ["合计", None, 1, 1, 0, 120.5, 1, 0, 0, 0, 4, 2, 5, 4]

ROWS = {"hazards": HAZARDS, "measures": MEASURES, "practices": PRACTICES, "accidents": ACCIDENTS}


def headings(name):
    return [heading for _, heading in COLUMNS[name]]


def table(name):
    """Header and rows of a list, the accidents with their total."""
    rows = [headings(name)] + [list(row) for row in ROWS[name]]
    return rows + [list(ACCIDENT_TOTAL)] if name == "accidents" else rows


def canonical(value):
    if isinstance(value, float):
        return f"{value:g}"
    return value.isoformat() if isinstance(value, DAY) else str(value)


def expected():
    """A line a record: the list, then each field that is filled."""
    lines = []
    for name in LISTS:
        keys = [key for key, _ in COLUMNS[name]]
        for row in ROWS[name]:
            cells = [
                f"{key}={canonical(value)}"
                for key, value in zip(keys, row) if key != "seq" and value is not None
            ]
            lines.append("|".join([name] + cells))
    return "\n".join(lines) + "\n"
