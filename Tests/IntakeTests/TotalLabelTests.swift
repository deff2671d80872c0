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

  @Test func wholeCityIsNoSumAmongTexts() {
    #expect(TotalLabel.kind(of: "全市", in: .measures) == nil)
  }
}
