import Findings
import ListSchema
import MonthlyRun
import Testing

@testable import Commands

/// What `validate --explain` prints.
@Suite struct RulePageTests {
  @Test func pageSpeaksOfHeadingsAndMarksTheCell() throws {
    let resources = try ExampleRun.resources.get()
    let rule = try #require(resources.rules["H004"])
    #expect(
      RulePages.page(rule, resources.definitions) == """
        错误 H004  整改完成日期早于排查日期

          含义  没有发现就不会整改，两个日期有一个填错。
          改法  核对两个日期。
          依据  2022年重点工作任务清单（九）：对隐患问题实施闭环管理

          反例（会报出本条）
            排查日期      2022-05-12
            整改状态      已整改
            整改完成日期  2022-05-10  ←此处有误
            （没有列出的各栏均已正确填写）

          正例（不会报出）
            排查日期      2022-05-12
            整改状态      已整改
            整改完成日期  2022-05-12
            （没有列出的各栏均已正确填写）

        """)
  }

  @Test func everyPageShowsWhereTheFaultIsAndNoSignOfTheFile() throws {
    let resources = try ExampleRun.resources.get()
    let keys = resources.definitions.lists.flatMap(\.fields).map(\.key.rawValue)
      .filter { $0.contains("_") }
    for rule in resources.rules.rules {
      let page = RulePages.page(rule, resources.definitions)
      #expect(page.contains("  ←") || page.contains("（问题在"), "\(rule.code)")
      for sign in ["↓", "=无值", "[图片]"] + keys { #expect(!page.contains(sign), "\(rule.code)") }
    }
  }
}
