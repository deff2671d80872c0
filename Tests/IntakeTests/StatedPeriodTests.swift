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
    #expect(month(inTitle: title)?.period?.description == period)
  }

  @Test(arguments: [
    "问题隐患清单", "2022年5月3日印发", "苏安办〔2022〕5号", "2022年13月", "2022年第二季度",
  ])
  func titleStatesNone(_ title: String) {
    #expect(month(inTitle: title) == nil)
  }

  @Test(arguments: [
    ("4月份问题隐患清单", "4月"), ("苏州市问题隐患清单（4月）", "4月"), ("四月问题隐患清单", "4月"),
    ("2022-04月报", "2022年4月"), ("苏州市2022.4月报", "2022年4月"), ("2022.4问题隐患清单", "2022年4月"),
    ("202204问题隐患清单", "2022年4月"), ("问题隐患清单（2022/04）", "2022年4月"), ("（4月份）", "4月"),
    ("2022.1—5月事故统计表", "2022年5月"), ("2022.4月—5月事故统计表", "2022年5月"),
    ("2022.1至2022.5事故统计表", "2022年5月"), ("2022.1-5月事故统计表", "5月"),
    ("1-5月事故统计表", "5月"), ("1月至5月事故统计表", "5月"), ("2022年度4月份问题隐患清单", "2022年4月"),
  ])
  func nameOfAListStatesMonthInShort(_ title: String, _ month: String) {
    #expect(self.month(inTitle: title)?.chinese == month)
  }

  @Test(arguments: [
    "问题隐患清单2022.05.31", "问题隐患清单（2022-5-31）", "5月31日问题隐患清单", "请于6月前报送问题隐患清单",
    "问题隐患清单，4月起执行", "6月底前整改的问题隐患清单", "每3月报送的问题隐患清单", "近3月问题隐患清单", "4月工作要点",
    "GB/T 2260-2007", "苏安办〔2022〕4号问题隐患清单",
  ])
  func otherMonthsAreNotTheList(_ title: String) {
    #expect(month(inTitle: title) == nil)
  }

  @Test(arguments: [
    ("4月", "4月"), ("4月份", "4月"), ("4", "4月"), ("1-4月", "4月"), ("5月1日至5月31日", "5月"),
    ("4月26日—5月25日", "5月"), ("2022.4", "2022年4月"),
  ])
  func labelledValueNeedsNoYear(_ value: String, _ month: String) {
    #expect(StatedPeriod.month(inLabelled: shipped.folding.key(value))?.chinese == month)
  }

  private func month(inTitle title: String) -> StatedMonth? {
    StatedPeriod.month(
      inTitle: shipped.folding.key(title), namesList: !shipped.lists(namedIn: title).isEmpty)
  }

  @Test(arguments: [
    ("2022-05", "2022-05"), ("2022.05", "2022-05"), ("202205", "2022-05"), ("2022/5", "2022-05"),
    ("2022-05-01", "2022-05"), ("2022年5月1日至5月31日", "2022-05"),
    ("2022年4月26日至2022年5月25日", "2022-05"), ("2022年5月", "2022-05"),
  ])
  func labelledValueStatesMonth(_ value: String, _ period: String) {
    let month = StatedPeriod.month(inLabelled: shipped.folding.key(value))
    #expect(month?.period?.description == period)
  }
}
