import ListSchema
import Testing
import Values

@testable import Intake

@Suite struct StatedPeriodTests {
  @Test(arguments: [
    ("苏州市问题隐患清单（2022年5月）", "2022-05"), ("2022年1-5月事故统计表", "2022-05"),
    ("2022年1月至5月事故统计表", "2022-05"), ("2022年1月—2022年5月", "2022-05"),
    ("２０２２年５月份典型做法", "2022-05"), ("二〇二二年五月", "2022-05"), ("二〇二二年十二月", "2022-12"),
    ("2022 年 5 月", "2022-05"),
  ])
  func titleStatesMonth(_ title: String, _ period: String) {
    #expect(StatedPeriod.month(inTitle: shipped.folding.key(title))?.description == period)
  }

  @Test(arguments: [
    "问题隐患清单", "2022年5月3日印发", "苏安办〔2022〕5号", "5月问题隐患清单", "2022年13月", "2022年第二季度",
  ])
  func titleStatesNone(_ title: String) {
    #expect(StatedPeriod.month(inTitle: shipped.folding.key(title)) == nil)
  }

  @Test(arguments: [
    ("2022-05", "2022-05"), ("2022.05", "2022-05"), ("202205", "2022-05"), ("2022/5", "2022-05"),
    ("2022-05-01", "2022-05"), ("2022年5月1日至5月31日", "2022-05"),
    ("2022年4月26日至2022年5月25日", "2022-05"), ("2022年5月", "2022-05"),
  ])
  func labelledValueStatesMonth(_ value: String, _ period: String) {
    #expect(StatedPeriod.month(inLabelled: shipped.folding.key(value))?.description == period)
  }
}
