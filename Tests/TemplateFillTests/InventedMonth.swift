import TemplateFill

/// Invented data for the shipped template: 13 bureaus, and as many hazards as asked for.
struct InventedMonth {
  static let bureaus = [
    ("320100", "南京市"), ("320200", "无锡市"), ("320300", "徐州市"), ("320400", "常州市"),
    ("320500", "苏州市"), ("320600", "南通市"), ("320700", "连云港市"), ("320800", "淮安市"),
    ("320900", "盐城市"), ("321000", "扬州市"), ("321100", "镇江市"), ("321200", "泰州市"),
    ("321300", "宿迁市"),
  ]

  /// Rows of the list of hazards and of the ledger; 0 empties every list but the bureaus'.
  var hazards: Int

  /// All names of the template, with data.
  func data() -> TemplateData {
    TemplateData(values: values, lists: lists)
  }

  private var values: [String: TemplateValue] {
    var values: [String: TemplateValue] = [
      "province": .text("江苏省"), "period": .text("2022-05"), "period_chinese": .text("2022年5月"),
      "nominal_due": day(6, 3), "effective_due": day(6, 6),
      "generated_at": day(6, 4, second: 34_200), "tool_version": .text("0.1.0"),
      "headline": .text(
        "本月13个设区市共报送问题隐患\(hazards)件，其中重大隐患3件，整改率91.3%，逾期未整改2件；发生生产安全事故4起、死亡2人，同比减少1起。2个设区市迟报，1个设区市漏报。"
      ),
      "on_time_summary": .text("应报52份，实报50份，按期48份，按期率92.3%"),
      "late_names": .text("常州市（问题隐患清单，迟2天）、宿迁市（事故统计表，迟1天）"), "missing_names": .text("南通市（典型做法清单）"),
      "period_end": day(5, 31), "not_counted_note": .text("未计入2行：数值无法识别。"),
      "not_reported_note": .text("以上隐患数不含宿迁市（漏报或无法读取）。"), "filler": .blank,
      "reviewer": .blank,
    ]
    for figure in Self.figures { values["total_\(figure)"] = .integer(7) }
    for list in ["hazards", "measures", "practices", "accidents"] {
      values["title_\(list)"] = .text(list)
    }
    for figure in ["opening", "new", "closed", "closing"] {
      values["total_\(figure)"] = .integer(11)
    }
    values["total_rectified_counted"] = .integer(6)
    values["total_rectification_rate"] = .decimal("91.3")
    values["total_supervision_rate"] = .decimal("66.7")
    values["total_on_time_rate"] = .decimal("92.3")
    values["total_accidents_yoy_rate"] = .text("—")
    return values
  }

  static let figures = [
    "hazards", "hazards_new", "hazards_ordinary", "hazards_major", "rectified_ordinary",
    "rectified_major", "closed_ordinary", "closed_major", "open", "overdue", "supervised_major",
    "rectification_rate_ordinary", "rectification_rate_major", "rectification_rate",
    "supervision_rate", "measures", "practices", "accidents", "deaths", "serious_injuries",
    "direct_loss", "accidents_ordinary", "accidents_considerable", "accidents_major",
    "accidents_extraordinary", "accidents_ytd", "deaths_ytd", "serious_injuries_ytd",
    "direct_loss_ytd", "accidents_ytd_prior", "deaths_ytd_prior", "accidents_yoy", "deaths_yoy",
    "accidents_yoy_rate", "deaths_yoy_rate", "accidents_mom", "deaths_mom", "submissions_due",
    "submissions_received", "submissions_on_time", "on_time_rate", "not_counted",
  ]

  private var lists: [String: any TemplateList] {
    let some = min(hazards, 20)
    return [
      "bureaus": bureaus,
      "reporting": list(
        hazards == 0 ? 0 : 52,
        [
          "bureau_name", "list_title", "state_title", "nil_title", "days_late", "received_at",
          "evidence_title", "file", "errors", "warnings",
        ]),
      "hazards": list(
        hazards,
        [
          "bureau_name", "seq", "hazard_id", "zone", "enterprise", "place", "sector", "description",
          "level", "found_on", "source", "measures", "responsible_unit", "responsible_person",
          "due_on", "status", "rectified_on", "closed_on", "supervision_level", "supervision_unit",
          "supervision_doc", "funds", "explanation", "remarks", "overdue_title", "new_title",
        ] + Self.source),
      "measures": list(
        some,
        [
          "bureau_name", "seq", "zone", "title", "doc_no", "kind", "content", "issuer", "status",
          "issued_on", "hazard_ref", "explanation", "remarks",
        ] + Self.source),
      "practices": list(
        some,
        [
          "bureau_name", "seq", "zone", "title", "content", "effect", "promotion", "contact",
          "phone", "explanation", "remarks",
        ] + Self.source),
      "accidents": list(
        some,
        [
          "bureau_name", "seq", "zone", "sector", "accidents", "deaths", "serious_injuries",
          "direct_loss", "accidents_ordinary", "accidents_considerable", "accidents_major",
          "accidents_extraordinary", "accidents_ytd", "deaths_ytd", "serious_injuries_ytd",
          "direct_loss_ytd", "accidents_ytd_prior", "deaths_ytd_prior", "explanation", "remarks",
        ] + Self.source),
      "major": list(
        min(hazards, 3),
        [
          "hazard_id", "bureau_name", "zone", "enterprise", "description", "supervision_level",
          "supervision_unit", "supervision_doc", "responsible_person", "found_on", "due_on",
          "age_days", "days_left", "status", "reported_title",
        ]),
      "ledger": list(
        hazards,
        [
          "hazard_id", "bureau", "bureau_name", "zone", "enterprise", "place", "sector",
          "description", "level", "found_on", "source", "measures", "responsible_unit",
          "responsible_person", "due_on", "status", "rectified_on", "closed_on",
          "supervision_level", "supervision_unit", "supervision_doc", "funds", "overdue",
          "overdue_title", "first_period", "last_period", "closed_period", "source_file",
          "source_row", "history",
        ]),
      "balance": list(
        hazards == 0 ? 0 : 13, ["bureau_name", "opening", "new", "closed", "closing"]),
      "findings": list(
        some,
        [
          "severity_title", "rule", "bureau_name", "list_title", "file", "sheet", "cell", "column",
          "value",
          "message", "fix", "basis",
        ]),
      "accounting": list(
        hazards == 0 ? 0 : 52,
        [
          "period", "bureau", "bureau_name", "file", "sheet", "list", "list_title", "rows_read",
          "rows_merged", "rows_superseded", "rows_set_aside", "set_aside_total", "set_aside_nil",
          "set_aside_note", "set_aside_header", "set_aside_blank", "balanced", "balanced_title",
        ]),
    ]
  }

  private var bureaus: TemplateTable {
    let states = [
      "state_done", "state_waiting", "state_overdue", "state_unknown", "rectified_counted",
      "reported_hazards", "reported_measures", "reported_practices", "reported_accidents",
      "nil_accidents",
    ]
    var table = list(13, ["bureau", "bureau_name"] + Self.figures + states)
    for (column, field) in table.fields.enumerated() where ["measures", "overdue"].contains(field) {
      for row in table.rows.indices { table.rows[row][column] = .integer(row % 3) }
    }
    return table
  }

  private static let source = ["source_file", "source_row", "findings"]

  private func list(_ count: Int, _ fields: [String]) -> TemplateTable {
    let rows = (0..<count).map { index in fields.map { value(of: $0, index) } }
    return TemplateTable(fields: fields, rows: rows)
  }

  private func day(_ month: Int, _ day: Int, second: Int = 0) -> TemplateValue {
    let date = TemplateDate(year: 2022, month: month, day: day, secondOfDay: second)
    return date.map { .date($0) } ?? .blank
  }

  // A table of plain cases, as long as the names are many.
  private func value(of field: String, _ index: Int) -> TemplateValue {
    let bureau = Self.bureaus[index % 13]
    let number = String(index + 1)
    let serial = String(repeating: "0", count: max(0, 4 - number.count)) + number
    switch field {
    case "bureau": return .text(bureau.0)
    case "bureau_name": return .text(bureau.1)
    case "seq", "source_row": return .integer(index + 1)
    case "hazard_id": return .text("\(bureau.0)-202205-\(serial)")
    case "zone": return .text("\(bureau.1.dropLast())经济技术开发区")
    case "enterprise": return .text("江苏某某化工科技有限公司\(index + 1)")
    case "place": return .text("二车间反应釜区")
    case "sector": return .text(index % 3 == 0 ? "化工及危险化学品" : "工贸")
    case "description":
      return .text(
        index % 4 == 0
          ? "可燃气体报警器未按期检定，现场两台报警器显示故障，值班人员未按规程记录和处置。"
          : "=配电箱前堆放杂物，安全通道被占用")
    case "level": return .text(index % 27 == 5 ? "重大" : "一般")
    case "found_on": return day(5, index % 28 + 1)
    case "due_on": return day(6, index % 28 + 1)
    case "rectified_on", "closed_on", "issued_on":
      return index % 3 == 0 ? .blank : day(5, index % 20 + 9)
    case "source": return .text("开发区检查")
    case "measures": return .text("立即更换并组织全员培训，明确专人每日巡查。")
    case "responsible_unit": return .text("开发区应急管理局")
    case "responsible_person", "contact": return .text("王某某")
    case "status": return .text(["未整改", "整改中", "已整改", "已销号"][index % 4])
    case "new_title": return .text(index % 2 == 0 ? "新增" : "")
    case "overdue_title": return .text(index % 9 == 0 ? "逾期" : "")
    case "overdue", "balanced": return .boolean(index % 9 == 0)
    case "funds", "direct_loss", "direct_loss_ytd":
      return index % 2 == 0 ? .decimal("12.5") : .decimal("0")
    case "explanation", "remarks", "nil_title", "supervision_level", "supervision_unit",
      "supervision_doc", "hazard_ref":
      return .blank
    case "list_title": return .text(["问题隐患清单", "制度措施清单", "典型做法清单", "事故统计表"][index % 4])
    case "state_title": return .text(index == 14 ? "迟报2天" : index == 22 ? "漏报" : "按期")
    case "days_late": return .integer(index == 14 ? 2 : 0)
    case "received_at": return index == 22 ? .blank : day(6, 2, second: 58_800)
    case "evidence_title": return .text("登记")
    case "file", "source_file": return .text("\(bureau.1)/\(bureau.1)四单2022年5月.xlsx")
    case "rectification_rate", "supervision_rate", "on_time_rate":
      return index == 3 ? .text("/") : .decimal("100.0")
    case "accidents_yoy": return .integer(-1)
    case "accidents_yoy_rate": return index % 2 == 0 ? .text("—") : .decimal("-33.3")
    case "title": return .text("关于进一步加强经济开发区安全生产工作的若干措施")
    case "doc_no": return .text("苏开管发〔2022〕\(index + 1)号")
    case "kind": return .text("制度")
    case "content", "effect":
      return .text("建立开发区、园区、企业三级隐患排查治理机制，每周通报、每月会商，对重大隐患挂牌督办，做到责任、措施、资金、时限、预案五落实。")
    case "issuer": return .text("开发区管委会")
    case "promotion": return .text("全市推广")
    case "phone": return .text("0512-88880000")
    case "age_days": return .integer(20)
    case "days_left": return .integer(index * 5 - 5)
    case "first_period", "last_period", "period": return .text("2022-05")
    case "closed_period": return .blank
    case "severity_title": return .text(index % 2 == 0 ? "错误" : "核实")
    case "rule": return .text("H001")
    case "sheet", "list": return .text("问题隐患清单")
    case "cell": return .text("P\(index + 9)")
    case "column": return .text("整改时限")
    case "value": return .text("2022-05-01")
    case "message": return .text("整改时限早于排查日期（2022-05-12）")
    case "fix": return .text("核对两个日期；确属旧隐患的，排查日期填首次发现之日。")
    case "basis": return .text("2022年重点工作任务清单（九）：对隐患问题实施闭环管理")
    case "balanced_title": return .text("相符")
    default: return .integer(index % 5)
    }
  }
}
