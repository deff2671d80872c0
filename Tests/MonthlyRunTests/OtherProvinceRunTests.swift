import Files
import MonthlyRun
import Receipts
import Testing

/// A merge of another province: its code and name stand where those of 江苏 would.
@Suite struct OtherProvinceRunTests {
  @Test func codeAndNameAreItsOwn() async throws {
    let workspace = try Workspace()
    try workspace.write(
      "code,name,aliases\n330000,浙江省,浙江\n330100,杭州市,杭州\n330500,湖州市,湖州\n",
      to: "模板/bureaus.csv")
    try workspace.write(
      "bureau,zone,kind,aliases\n330500,浙江安吉经济开发区,provincial,\n", to: "模板/roster.csv")
    try workspace.write("序号,开发区,做法标题,主要做法\n1,无,,\n", to: "2022-05/湖州市-典型做法清单.csv")
    let now = try #require(Instant("2022-06-04T06:00:00+08:00"))
    let run = try MergeRun(
      folder: "\(workspace.root)/2022-05", output: nil,
      settings: RunSettings(now: now, templates: "\(workspace.root)/模板"),
      tool: ("monthly-merge", "test"))
    _ = try await run.run()
    let data = "2022-05/汇总/data"
    for name in ["statistics", "balance"] {
      let rows = OutputTable(try workspace.read("\(data)/\(name).csv")).rows
      #expect(rows.last?["bureau"] == "330000" && rows.last?["bureau_name"] == "浙江省")
    }
    for page in ["全省汇总-2022-05.html", "通报-2022-05.html"] {
      let text = try workspace.text("2022-05/汇总/\(page)")
      #expect(text.contains("浙江省商务厅") && !text.contains("江苏") && !text.contains("320000"))
    }
    let package = try PackageRun(
      months: ["\(workspace.root)/2022-05"], output: "\(workspace.root)/数据包"
    ).run()
    #expect(package.gathered.map(\.province) == ["浙江省"])
    #expect(
      try workspace.files(in: "数据包/data/balance").keys.sorted()
        == ["period=2022-05/province=330000/balance.csv"])
  }
}
