import ListSchema
import Testing
import Values

@testable import Intake

@Suite struct TotalLabelTests {
  @Test func sumsAreToldFromParts() {
    func kind(_ text: String) -> String {
      TotalLabel.kind(of: shipped.folding.key(text), in: .accidents).map { "\($0)" } ?? "-"
    }
    #expect(
      ["合　　计", "总计", "全市合计", "苏州市合計", "合计：", "全市"].map(kind) == Array(repeating: "total", count: 6))
    #expect(
      ["小计", "工贸小计", "国家级开发区合计", "其中：国家级", "累计"].map(kind)
        == Array(repeating: "subtotal", count: 5))
    #expect(["苏州工业园区", "共计划三项", "计"].map(kind) == ["-", "-", "-"])
  }

  @Test func bracketsAndCountsDoNotHideASum() {
    func kind(_ text: String, _ list: ListName = .accidents) -> String {
      TotalLabel.kind(of: shipped.folding.key(text), in: list).map { "\($0)" } ?? "-"
    }
    #expect(
      ["合计（全市）", "合计(起)", "合计3", "合计：1条", "合计【苏州市】", "总计（12）", "(合计)", "全市合计(3起)"].map {
        kind($0)
      } == Array(repeating: "total", count: 8))
    #expect(
      ["合计（国家级）", "小计：1", "小计（工贸）", "累计数", "累计（全市）", "国家级(合计)"].map { kind($0) }
        == Array(repeating: "subtotal", count: 6))
    #expect(kind("合计：1条", .hazards) == "total")
    #expect(
      ["统计3", "苏州工业园区（计）", "设计合计划3号", "3"].map { kind($0, .hazards) }
        == Array(repeating: "-", count: 4))
  }

  @Test func wholeCityIsNoSumAmongTexts() {
    #expect(TotalLabel.kind(of: "全市", in: .measures) == nil)
  }
}
