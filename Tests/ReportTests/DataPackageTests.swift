import Findings
import Foundation
import ListRecords
import ListSchema
import Report
import Testing
import Values

@Suite struct DataPackageTests {
  private func sample() -> SampleMonth {
    var sample = SampleMonth()
    sample.add(
      .hazards, 320_100,
      [
        hazard([
          "enterprise": "=1+1", "description": "第一行\n第二行，\"引号\"", "remarks": "'已有撇号",
          "funds": "12.50",
        ]),
        hazard([
          "level": SampleMonth.unreadable, "due_on": "2022-05-02", "enterprise": "乙公司",
          "place": "@现场", "zone": "某某产业园",
        ]),
      ], sheet: "问题隐患清单")
    sample.parts[0].headings = ["联系人", "是否销号"]
    sample.parts[0].extras = [["-张三", "是"]]
    sample.add(
      .measures, 320_100,
      [["zone": "市本级", "title": "制度", "hazard_ref": "320100-202205-0001、320100-202205-0002"]])
    sample.nils = [(320_200, .accidents)]
    let place = Place(
      bureau: BureauCode(rawValue: 320_100), file: "320100.xlsx", list: .hazards,
      sheet: "问题隐患清单", row: 5, column: 16, heading: "整改时限", field: "due_on")
    sample.findings = [
      Finding(
        rule: "H010", severity: .warning, place: place, value: "2022-05-02", isExplained: true),
      Finding(
        rule: "H001", severity: .error, place: place, value: "2022-05-02",
        related: [RelatedCell(row: 5, column: 10, heading: "排查日期", value: "2022-05-10")],
        values: [MessageValue("found_on", "2022-05-10")]),
      Finding(
        rule: "H001", severity: .error, place: place, value: "again"),
      Finding(
        rule: "D001", severity: .error, place: Place(bureau: BureauCode(rawValue: 320_500)),
        value: "2", values: [MessageValue("days", "2")]),
    ]
    return sample
  }

  private func package() throws -> DataPackage {
    let month = try sample().merged()
    return DataPackage(month, MonthlyFigures(month))
  }

  @Test func hazardsHaveTheColumnsOfTheContract() throws {
    let table = try package().table("hazards")
    #expect(
      table.header == [
        "period", "bureau", "bureau_name", "seq", "hazard_id", "zone", "enterprise", "place",
        "sector", "description", "level", "found_on", "source", "measures", "responsible_unit",
        "responsible_person", "due_on", "status", "rectified_on", "closed_on",
        "supervision_level", "supervision_unit", "supervision_doc", "funds", "explanation",
        "remarks", "hazard_id_filed", "overdue", "source_file", "source_sheet", "source_row",
        "findings", "extra",
      ])
  }

  @Test func rowsAreReadBackAsFiled() throws {
    let rows = try package().table("hazards").rows
    #expect(rows[0]["hazard_id"] == "320100-202205-0001")
    #expect(rows[0]["hazard_id_filed"] == "")
    #expect(rows[0]["enterprise"] == "=1+1")
    #expect(rows[0]["description"] == "第一行\n第二行，\"引号\"")
    #expect(rows[0]["remarks"] == "'已有撇号")
    #expect(rows[0]["funds"] == "12.5")
    #expect(rows[0]["overdue"] == "false")
    #expect(rows[0]["extra"] == #"{"联系人":"-张三","是否销号":"是"}"#)
    #expect(rows[1]["level"] == "")
    #expect(rows[1]["zone"] == "某某产业园")
    #expect(rows[1]["overdue"] == "true")
    #expect(rows[1]["findings"] == "H001;H010")
    #expect(rows[1]["source_row"] == "5")
    #expect(rows[1]["extra"] == "")
  }

  @Test func formulasAreGuardedInTheBytes() throws {
    let text = String(decoding: try package().file("hazards.csv").bytes, as: UTF8.self)
    #expect(text.hasPrefix("\u{FEFF}period,"))
    #expect(text.contains(",'=1+1,"))
    #expect(text.contains(",'@现场,"))
    #expect(text.contains(",''已有撇号,"))
    #expect(!text.contains(",=") && !text.contains(",@"))
    #expect(text.hasSuffix("\r\n"))
  }

  @Test func numbersInOneCellAreJoinedBySemicolons() throws {
    let row = try #require(try package().table("measures").rows.first)
    #expect(row["hazard_ref"] == "320100-202205-0001;320100-202205-0002")
    #expect(row["zone"] == "市本级")
  }

  @Test func statisticsHaveTheColumnsOfTheContract() throws {
    let table = try package().table("statistics")
    #expect(
      Array(table.header.prefix(8)) == [
        "period", "scope", "bureau", "bureau_name", "zone", "sector", "hazards", "hazards_new",
      ])
    #expect(table.header.count == 6 + 42)
    #expect(table.header.last == "not_counted")
    #expect(table.rows.count { $0["scope"] == "bureau" } == 3)
    #expect(table.rows.count { $0["scope"] == "sector" } == 12)
    let province = try #require(table.rows.last)
    #expect(province["bureau"] == "320000" && province["scope"] == "province")
    #expect(province["hazards"] == "2")
    #expect(province["hazards_ordinary"] == "1")
    #expect(province["rectification_rate"] == "0.0")
    #expect(province["rectification_rate_major"] == "")
    #expect(province["accidents"] == "0")
    #expect(province["practices"] == "")
  }

  @Test func findingsAreTheObjectsOfTheContract() throws {
    let rows = try package().table("findings").rows
    #expect(rows[0]["explained"] == "true")
    #expect(rows[0]["related"] == "[]")
    #expect(rows[1]["cell"] == "P5")
    #expect(rows[1]["message"] == "整改时限 2022-05-02 早于排查日期 2022-05-10")
    #expect(rows[1]["related"] == #"[{"cell":"J5","column":"排查日期","value":"2022-05-10"}]"#)
    #expect(rows[3]["file"] == "" && rows[3]["row"] == "" && rows[3]["value"] == "2")
    #expect(rows[3]["bureau"] == "320500")
  }

  @Test func reportingTellsStatesAndFindings() throws {
    let rows = try package().table("reporting").rows
    #expect(rows.count == 12)
    #expect(rows[0]["state"] == "on_time" && rows[0]["errors"] == "2" && rows[0]["warnings"] == "1")
    #expect(rows[0]["received_at"] == "2022-06-03T23:59:59+08:00")
    #expect(rows[0]["nominal_due"] == "2022-06-03" && rows[0]["effective_due"] == "2022-06-03")
    #expect(rows[7]["list"] == "accidents" && rows[7]["nil"] == "true")
    #expect(rows[8]["state"] == "missing" && rows[8]["days_late"] == "")
  }

  @Test func balanceAndAccountingAddUp() throws {
    let package = try package()
    let balance = try package.table("balance").rows
    #expect(balance.map { $0["bureau"] } == ["320100", "320200", "320500", "320000"])
    for row in balance {
      let part = { (name: String) in Int(row[name] ?? "") ?? -1 }
      #expect(part("opening") + part("new") - part("closed") == part("closing"))
    }
    for row in try package.table("accounting").rows {
      let part = { (name: String) in Int(row[name] ?? "") ?? -1 }
      #expect(
        part("rows_read") == part("rows_merged") + part("rows_superseded") + part("rows_set_aside"))
      #expect(row["balanced"] == "true")
    }
  }

  @Test func unbalancedRowsAreSaidToBe() {
    var rows = RowAccount()
    rows.count(.data)
    let row = AccountingRow(
      bureau: nil, file: "a.xlsx", sheet: nil, list: .hazards, rows: rows, merged: 0, superseded: 0)
    #expect(!row.isBalanced)
  }

  @Test func ledgerKeepsWhatAnErrorLeaves() throws {
    let package = try package()
    let rows = try package.table("ledger").rows
    #expect(rows.map { $0["hazard_id"] } == ["320100-202205-0001", "320100-202205-0002"])
    #expect(rows[0]["funds"] == "12.5" && rows[0]["first_period"] == "2022-05")
    #expect(rows[1]["level"] == "" && rows[1]["overdue"] == "true")
    #expect(try package.table("ledger_history").rows.count == 2)
  }

  @Test func descriptorDescribesEveryFile() throws {
    let package = try package()
    let json = try JSONSerialization.jsonObject(with: Data(package.file("datapackage.json").bytes))
    let resources = try #require((json as? [String: Any])?["resources"] as? [[String: Any]])
    #expect(
      resources.compactMap { $0["path"] as? String } + ["datapackage.json"]
        == package.files.map(\.name))
    for resource in resources {
      let name = try #require(resource["name"] as? String)
      let schema = try #require(resource["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      #expect(fields.compactMap { $0["name"] as? String } == (try package.table(name).header))
      #expect(fields.allSatisfy { ($0["title"] as? String)?.isEmpty == false })
    }
  }

  @Test func manifestCountsWhatTheTablesHold() throws {
    let month = try sample().merged()
    let json = try JSONSerialization.jsonObject(
      with: Data(RunManifest(month, MonthlyFigures(month)).bytes))
    let run = try #require(json as? [String: Any])
    #expect(run["schema"] as? String == "monthly-run/1")
    #expect(run["exit_status"] as? Int == 1)
    let counts = try #require(run["counts"] as? [String: Any])
    #expect(counts["errors"] as? Int == 3 && counts["warnings"] as? Int == 1)
    let rows = try #require(counts["rows"] as? [String: [String: Int]])
    #expect(rows["hazards"] == ["read": 3, "merged": 2, "superseded": 0, "set_aside": 1])
    #expect(rows["practices"] == ["read": 0, "merged": 0, "superseded": 0, "set_aside": 0])
  }

  @Test func sameMonthGivesSameBytes() throws {
    let first = try package().files
    let second = try package().files
    for (one, other) in zip(first, second) {
      #expect(one.name == other.name)
      #expect(one.bytes == other.bytes, "\(one.name)")
    }
  }

  @Test func aFileThatIsNotTakenIsNotMadeFurther() throws {
    var pieces = 0
    try package().file("hazards.csv").write { _ in
      pieces += 1
      return false
    }
    #expect(pieces == 1)
  }
}
