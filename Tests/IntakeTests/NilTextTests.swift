import ListSchema
import Testing

@testable import Intake

@Suite struct NilTextTests {
  @Test(arguments: [
    "无", "本月无", "无隐患", "零报告", "本月无隐患", "暂无", "未发生", "/", "—", "-", "无（零报告）", "本月未发生生产安全事故。",
    "2022年5月无新增问题隐患", "全市各开发区均未发现隐患", "５月份无",
  ])
  func statesNil(_ text: String) { #expect(NilText.matches(shipped.folding.key(text))) }

  @Test(arguments: [
    "", "隐患", "无锡市", "无证上岗", "本月无重大隐患", "消防通道无照明", "0", "本月", "无人值守",
  ])
  func statesNoNil(_ text: String) { #expect(!NilText.matches(shipped.folding.key(text))) }
}
