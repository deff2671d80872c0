import ListSchema
import Report
import Testing
import Values

@testable import TemplateFill

@Suite struct WorkbookDataTests {
  private func month() throws -> MergedMonth {
    var sample = SampleMonth()
    func major(_ due: String, _ status: String, _ enterprise: String) -> [FieldKey: String] {
      hazard([
        "level": "重大", "supervision_level": "省级", "due_on": due, "status": status,
        "enterprise": enterprise,
      ])
    }
    sample.add(
      .hazards, 320_100,
      [
        major("2022-06-10", "整改中", "丙"),
        major("2022-05-20", "未整改", "甲"),
        major("2022-05-25", "已整改", "丁"),
        major("2022-05-15", "已销号", "戊"),
        major("2022-06-01", "未整改", "乙"),
        hazard(),
      ])
    sample.add(.accidents, 320_100, [accident("江苏栖霞经济开发区", ["direct_loss": "12.50"])])
    return try sample.merged()
  }

  private func rows(_ list: String, _ data: TemplateData) throws -> [[String: String]] {
    let list = try #require(data.lists[list])
    var cursor = list.makeRows()
    var row = TemplateRow()
    var rows: [[String: String]] = []
    while cursor.next(into: &row) {
      #expect(row.count == list.fields.count)
      rows.append(Dictionary(uniqueKeysWithValues: zip(list.fields, row.texts)))
      row.removeAll()
    }
    #expect(rows.count == list.rowCount)
    return rows
  }

  @Test func theShippedTemplateIsFilled() throws {
    let month = try month()
    let data = WorkbookData(month, MonthlyFigures(month)).templateData
    let workbook = try TemplateFiller(template: templateBytes("consolidated.xlsx")).fill(data)
    #expect(workbook.starts(with: Array("PK".utf8)))
    #expect(try TemplateFiller(template: templateBytes("consolidated.xlsx")).fill(data) == workbook)
  }

  @Test func anEmptyMonthFillsTheTemplateToo() throws {
    let month = try SampleMonth().merged()
    let data = WorkbookData(month, MonthlyFigures(month)).templateData
    #expect(try !TemplateFiller(template: templateBytes("consolidated.xlsx")).fill(data).isEmpty)
  }

  @Test func figuresAreThoseOfTheDataFiles() throws {
    let month = try month()
    let figures = MonthlyFigures(month)
    let data = WorkbookData(month, figures).templateData
    let statistics = try DataPackage(month, figures).table("statistics").rows
    let province = try #require(statistics.last)
    for figure in Figure.allCases {
      let text = data.values["total_" + figure.rawValue]?.plainText
      #expect((text == "/" || text == "—" ? "" : text) == province[figure.rawValue])
    }
    let bureaus = statistics.filter { $0["scope"] == "bureau" }
    for (row, expected) in zip(try rows("bureaus", data), bureaus) {
      for figure in Figure.allCases {
        let text = row[figure.rawValue]
        #expect((text == "/" || text == "—" ? "" : text) == expected[figure.rawValue])
      }
    }
  }

  /// What the formulas of 综合情况 count is what they are stored with.
  @Test func listsBearWhatFormulasCount() throws {
    let month = try month()
    let data = WorkbookData(month, MonthlyFigures(month)).templateData
    let hazards = try rows("hazards", data)
    #expect(hazards.map { $0["new_title"] } == Array(repeating: "新增", count: 6))
    let bureau = try #require(try rows("bureaus", data).first)
    #expect(bureau["hazards_new"] == "6" && bureau["rectified_counted"] == "1")
    #expect(bureau["reported_hazards"] == "1" && bureau["reported_accidents"] == "1")
    #expect(bureau["reported_measures"] == "0" && bureau["nil_accidents"] == "0")
    #expect(data.values["total_rectified_counted"]?.plainText == "1")
    #expect(data.values["period_end"]?.plainText == "2022-05-31")
    #expect(data.values["title_hazards"]?.plainText == "问题隐患清单")
  }

  @Test func majorHazardsStandByUrgency() throws {
    let month = try month()
    let data = WorkbookData(month, MonthlyFigures(month)).templateData
    let major = try rows("major", data)
    #expect(major.map { $0["enterprise"] } == ["甲", "乙", "丙", "丁"])
    #expect(major.map { $0["days_left"] } == ["-11", "1", "10", ""])
    #expect(major.map { $0["overdue_title"] } == ["逾期", "", "", ""])
    #expect(major[0]["age_days"] == "21")
  }

  /// Rows of one part and of several go on in pieces, whose ends are not those of the parts.
  private func longMonth() throws -> MergedMonth {
    var sample = SampleMonth()
    let zones = ["江苏栖霞经济开发区", "市本级", " 化工集中区\u{3000}", "\u{3000}甲，\"乙\""]
    for (bureau, count) in [(320_100 as Int32, 61), (320_200, 0), (320_500, 140)] {
      let rows = (0..<count).map { row in
        hazard([
          "zone": zones[row % 4], "description": "第\(row)处", "enterprise": "=\(bureau)",
          "due_on": row % 3 == 0 ? "2022-05-2\(row % 10)" : "2022-06-30",
          "funds": row % 5 == 0 ? "" : "\(row).\(row % 5)", "explanation": row % 7 == 0 ? "说明" : "",
        ])
      }
      sample.add(.hazards, bureau, rows)
    }
    return try sample.merged()
  }

  @Test func listsOfManyRowsHaveThoseOfTheDataFiles() throws {
    try compareListsWithFiles(longMonth())
    let month = try longMonth()
    let figures = MonthlyFigures(month)
    let data = WorkbookData(month, figures).templateData
    let table = try DataPackage(month, figures).table("hazards")
    #expect(table.rows.map { $0["seq"] } == (1...201).map(String.init))
    #expect(
      table.rows.map { $0["description"] } == (Array(0..<61) + Array(0..<140)).map { "第\($0)处" })
    #expect(Set(table.rows.map { $0["zone"] ?? "" }).contains("化工集中区"))
    let list = try rows("hazards", data)
    #expect(Set(list.map { $0["new_title"] }) == ["新增"])
    #expect(list.map { $0["overdue_title"] == "逾期" } == table.rows.map { $0["overdue"] == "true" })
    let ledger = try rows("ledger", data)
    #expect(Set(ledger.map { $0["history"] }) == ["2022-05 整改中", "2022-05 整改中，逾期"])
    for row in ledger {
      #expect((row["overdue_title"] == "逾期") == row["history"]?.hasSuffix("逾期"))
    }
  }

  /// Cursors over one list do not disturb each other.
  @Test func listIsGoneThroughAtTwoPlaces() throws {
    let month = try longMonth()
    let data = WorkbookData(month, MonthlyFigures(month)).templateData
    let list = try #require(data.lists["hazards"])
    var (ahead, behind) = (list.makeRows(), list.makeRows())
    var (row, other) = (TemplateRow(), TemplateRow())
    for _ in 0..<70 {
      _ = ahead.next(into: &row)
      row.removeAll()
    }
    _ = ahead.next(into: &row)
    for _ in 0..<70 {
      _ = behind.next(into: &other)
      other.removeAll()
    }
    _ = behind.next(into: &other)
    #expect(row.texts == other.texts)
    #expect(row.texts.contains("第9处"))
  }

  @Test func listsHaveTheRowsOfTheDataFiles() throws { try compareListsWithFiles(month()) }

  private func compareListsWithFiles(_ month: MergedMonth) throws {
    let figures = MonthlyFigures(month)
    let data = WorkbookData(month, figures).templateData
    for name in ["hazards", "measures", "practices", "accidents", "ledger", "accounting"] {
      let table = try DataPackage(month, figures).table(name)
      let list = try rows(name, data)
      #expect(list.count == table.rows.count)
      for (row, expected) in zip(list, table.rows) {
        for column in table.header {
          let text = row[column] == "TRUE" ? "true" : row[column] == "FALSE" ? "false" : row[column]
          #expect(text == expected[column], "\(name).\(column)")
        }
      }
    }
  }
}

extension TemplateValue {
  fileprivate var plainText: String {
    switch self {
    case .blank: ""
    case .text(let text), .written(let text): text
    case .integer(let number): String(number)
    case .decimal(let digits): digits
    case .date(let date): date.description
    case .boolean(let truth): truth ? "true" : "false"
    }
  }
}

extension TemplateRow {
  fileprivate var texts: [String] {
    (0..<count).map { index in
      var bytes: [UInt8] = []
      appendText(at: index, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
