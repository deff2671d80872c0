import ListSchema
import Testing
import Values

/// What stands in the cells of a form.
@Suite struct FormContentTests {
  @Test func headingsAreThoseOfTheSchemas() throws {
    let definitions = try SampleForm.definitions()
    let form = try FormParts(SampleForm.form())
    for list in definitions.lists {
      let cells = form.cells(of: list.title)
      let fields = list.fields.filter { $0.kind != .bureau }
      for (index, field) in fields.enumerated() {
        let column = letters(index)
        let isDeep = list.name == .accidents && field.group != nil
        let heading = cells["\(column)\(isDeep ? 6 : 5)"]?.replacing("\n", with: "")
        #expect(heading == (field.isRequired ? "*" : "") + field.title)
      }
      #expect(cells["A1"] == "苏州市经济开发区\(list.title)（2022年6月）")
      #expect(cells.values.contains("填报单位：") && cells.values.contains("苏州市商务局"))
      for label in ["报告期：", "填报日期：", "填报人：", "审核人：", "联系电话："] {
        #expect(cells.values.filter { $0 == label }.count == 1, "\(list.title) \(label)")
      }
    }
    let accidents = form.cells(of: "事故统计表")
    #expect(accidents["D5"] == "本月" && accidents["E5"] == nil && accidents["H5"] == "其中")
    #expect(
      form[sheet: "事故统计表"]?.all("mergeCell").map { $0.attributes["ref"] }.contains("D5:G5") == true)
    #expect(accidents["B7"] == "合计" && accidents["D7"] == "=SUM(D8:D507)")
  }

  @Test func columnThatTheProvinceAddsIsOnTheForm() throws {
    let added = """
      "fields": [{"name": "weather", "title": "当日天气", "type": "string", "kind": "text",
      "aliases": [], "description": "晴、雨。"},
      """
    let definitions = try SampleForm.definitions(
      in: "lists/practices.schema.json", replacing: "\"fields\": [", by: added)
    let form = try FormParts(SampleForm.form(definitions))
    #expect(form.cells(of: "典型做法清单")["A5"] == "当日天气")
    #expect(form.cells(of: "填报说明").values.contains("晴、雨。"))
  }

  @Test func openHazardsStandInTheFirstRowsAsValuesOfTheirKind() throws {
    var second = SampleForm.hazard
    second["hazard_id"] = "320500-202205-0002"
    second["due_on"] = "立即整改"
    let form = try FormParts(SampleForm.form(openHazards: [SampleForm.hazard, second]))
    let cells = form.cells(of: "问题隐患清单")
    #expect(cells["A6"] == "1" && cells["A7"] == "2")
    #expect(cells["B6"] == "320500-202205-0001" && cells["B7"] == "320500-202205-0002")
    #expect(cells["G6"] == SampleForm.hazard["description"])
    // 2022-05-12 as a day of the 1900 system.
    #expect(cells["I6"] == "44693" && cells["N7"] == "立即整改" && cells["U6"] == "3.5")
    let days = form[sheet: "问题隐患清单"]?.all("c").first { $0.attributes["r"] == "I6" }
    #expect(days?.attributes["t"] == nil)
    #expect(cells["B8"] == nil && cells["A8"] == nil)
    #expect(form.cells(of: "填报说明").values.contains { $0.contains("未销号的 2 条隐患") })
  }

  @Test func blankRowsHoldNothing() throws {
    let form = try FormParts(SampleForm.form(openHazards: []))
    for name in form.sheetNames.prefix(3) {
      let below = form.cells(of: name).keys.compactMap { Int($0.drop { $0.isLetter }) }.filter {
        $0 > 5
      }
      #expect(below.isEmpty, "\(name)")
    }
    #expect(form.cells(of: "填报说明").values.contains { $0.contains("没有未销号的隐患") })
  }

  @Test func rowsGrowWithWhatIsCarriedOver() throws {
    let many = (1...700).map { _ in SampleForm.hazard }
    let form = try FormParts(SampleForm.form(openHazards: many))
    let guards = try #require(form[sheet: "问题隐患清单"]).all("dataValidation")
    #expect(guards.last?.attributes["sqref"] == "W6:W955")
    #expect(form.cells(of: "问题隐患清单")["A705"] == "700")
  }

  private func letters(_ index: Int) -> String {
    String(Character(Unicode.Scalar(UInt8(65 + index))))
  }
}
